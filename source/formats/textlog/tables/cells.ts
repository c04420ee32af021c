/** Where a cell stands in its line, in characters; the end is behind its last one. */
export interface Span {
	start: number;
	end: number;
}

const gap = /\s{2,}|\t/;
const cell = /\S+(?: \S+)*/g;
/** How far beside its name a cell may stand. */
const mostBeside = 2;

/** Cells of a line, by the bars around them or by the blanks between them. */
export function cellsOf(line: string): string[] {
	const text = line.trim();
	const isPiped = text.length > 1 && text.startsWith('|') && text.endsWith('|');
	return isPiped
		? text
				.slice(1, -1)
				.split('|')
				.map(part => part.trim())
		: text.split(gap);
}

/**
 * Where the cells of a line stand that has blanks between them.
 *
 * @param indent blanks before the line that are no more in it
 */
export function spansOf(line: string, indent: number): Span[] {
	return [...line.matchAll(cell)].map(({0: text, index}) => ({start: indent + index, end: indent + index + text.length}));
}

/** Which of the names each cell stands below, null where that does not show of all of them. */
export function underNames(cells: readonly Span[], names: readonly Span[]): number[] | null {
	const places = cells.map(one => {
		const distances = names.map(other => Math.max(other.start - one.end, one.start - other.end));
		const least = Math.min(...distances);
		return least <= mostBeside ? distances.indexOf(least) : -1;
	});
	return places.every((place, i) => place > (places[i - 1] ?? -1)) ? places : null;
}
