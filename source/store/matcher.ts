import type {RunRow} from '../core/row.ts';

/** One condition of a filter, which can be dropped by itself. */
export interface Chip {
	text: string;
	matches: (row: RunRow, nowMs: number) => boolean;
}

export interface Matcher {
	chips: readonly Chip[];
	matches: (row: RunRow, nowMs: number) => boolean;
	/** Where the text cannot be understood, in UTF-16 units, and why. */
	error: {at: number; length: number; message: string} | null;
}

/** Plain words: each must occur in the run's name, directory, status, group, format or tags. Case does not count. */
export function matchWords(text: string): Matcher {
	const chips = text
		.split(/\s+/)
		.filter(word => word !== '')
		.map(word => {
			const wanted = word.toLowerCase();
			return {text: word, matches: (row: RunRow) => haystack(row).includes(wanted)};
		});
	return {chips, matches: row => chips.every(chip => chip.matches(row)), error: null};
}

const haystacks = new WeakMap<RunRow, string>();

function haystack(row: RunRow): string {
	let text = haystacks.get(row);
	if (text === undefined) {
		text = [row.name, row.id, row.dir, row.status, row.group ?? '', row.format, ...row.tags].join('\n').toLowerCase();
		haystacks.set(row, text);
	}
	return text;
}
