import {formatCount} from './numbers.ts';

/** `1 point`, `12.5k points`. */
export const countWords = (count: number, one: string): string => `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
