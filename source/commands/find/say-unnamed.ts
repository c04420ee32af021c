import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';

/** Each run by its id, which a command takes, and where it lies, which runs of one store share. */
export function nameEach(rows: readonly RunRow[]): string {
	return rows.map(({id, dir}) => `${cleanText(id)} in ${cleanText(dir)}`).join(', ');
}

/** What to say where a word names several runs: each with its id and where it lies. */
export function sayAmbiguous(word: string, rows: readonly RunRow[]): string {
	return `xtui: ${word} names ${rows.length} runs: ${nameEach(rows)}`;
}

/** What to say where a word names none. */
export const sayUnknown = (word: string): string =>
	`xtui: there is no run ${word} here; name an id, a name or a path, as xtui ls lists them`;
