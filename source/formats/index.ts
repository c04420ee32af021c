import type {Format} from './format.ts';

/** Every format that xtui reads. A new one is a folder beside this file and a line here. */
export const formats: readonly Format[] = [];
