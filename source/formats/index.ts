import {csvFormat} from './csv/index.ts';
import type {Format} from './format.ts';
import {tfevents} from './tfevents/index.ts';

/** Every format that xtui reads. A new one is a folder beside this file and a line here. */
export const formats: readonly Format[] = [tfevents, csvFormat];
