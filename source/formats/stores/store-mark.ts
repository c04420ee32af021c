import type {TakenTable} from '../../encodings/sqlite/index.ts';

/** How a table to which rows are only added was read. */
export interface MarkedTable {
	/** Number, highest row id and print of each page, one after the other. */
	pages: Float64Array;
	/** First and last row id of each run, in the order of their keys. */
	spans: Float64Array;
}

/** By what a later start knows again what was read of a store. Plain data. */
export interface StoreMark {
	keys: string[];
	/** What the other tables say of each run, in few signs. */
	prints: string[];
	/** By name. */
	tables: Map<string, MarkedTable>;
}

/** Pages of a table by their index, each from behind the row id that ends the one before it. */
export interface Range {
	index: number;
	after: number;
	highest: number;
}

/** Pages that are not as they were marked; null where the table was made anew, so that row ids may mean other rows. */
export function findChangedPages(table: TakenTable, {pages}: MarkedTable): Range[] | null {
	const marked = new Map<number, {highest: number; print: number}>();
	for (let at = 0; at < pages.length; at += 3) marked.set(pages[at]!, {highest: pages[at + 1]!, print: pages[at + 2]!});
	const changed: Range[] = [];
	for (const range of rangesOf(table)) {
		const {page, print} = table.pages[range.index]!;
		const known = marked.get(page);
		marked.delete(page);
		// Only behind the last page others may have come.
		if (known !== undefined && known.highest !== range.highest && known.highest !== Number.POSITIVE_INFINITY) return null;
		if (known?.print !== print) changed.push(range);
	}
	return marked.size === 0 ? changed : null;
}

export function rangesOf(table: TakenTable): Range[] {
	let after = Number.NEGATIVE_INFINITY;
	return table.pages.map(({highest}, index) => {
		const range = {index, after, highest};
		after = highest;
		return range;
	});
}

/** True where a run has rows there, or had. */
export const liesIn = ({after, highest}: Range, first: number, last: number): boolean => last > after && first <= highest;
