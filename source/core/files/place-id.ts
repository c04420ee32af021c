import {digestText} from '../digest-text.ts';

/**
 * Id of a run whose format gives it none: made of where it lies.
 * @param part what of its source it is, '' where that is a run itself
 */
export const placeId = (path: string, part = ''): string => digestText(`${path}\0${part}`).slice(0, 10);
