import {type RunRow, shownDir} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';

/** Each run by its id, which a command takes, and where it lies, which runs of one store share. */
export function nameEach(rows: readonly RunRow[]): string {
	return rows.map(row => `${cleanText(row.id)} in ${cleanText(shownDir(row))}`).join(', ');
}

/** By what one of several runs can be meant alone: starts of one run share their id, runs of one store their path. */
export function sayHowToName(rows: readonly RunRow[]): string {
	const differ = (of: (row: RunRow) => string) => new Set(rows.map(of)).size === rows.length;
	if (differ(({id}) => id)) return '; name one by its id';
	return differ(({path}) => path) ? '; name one by its path' : '';
}

/** What to say where a word names several runs: each with its id and where it lies, and by what one alone is named. */
export function sayAmbiguous(word: string, rows: readonly RunRow[]): string {
	return `xtui: ${word} names ${rows.length} runs: ${nameEach(rows)}${sayHowToName(rows)}`;
}

/** What to say where a word names none. */
export const sayUnknown = (word: string): string =>
	`xtui: there is no run ${word} here; name an id, a name or a path, as xtui ls lists them`;

/** How many directories were looked at, in words. */
export const sayDirectories = (count: number): string => `${count} ${count === 1 ? 'directory' : 'directories'}`;
