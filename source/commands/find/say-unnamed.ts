import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';

/** What to say where a word names several runs: each with its id and where it lies. */
export function sayAmbiguous(word: string, rows: readonly RunRow[]): string {
	return `xtui: ${word} names ${rows.length} runs: ${rows.map(({id, dir}) => `${id} in ${cleanText(dir)}`).join(', ')}`;
}

/** What to say where a word names none. */
export const sayUnknown = (word: string): string =>
	`xtui: there is no run ${word} here; name an id, a name or a path, as xtui ls lists them`;
