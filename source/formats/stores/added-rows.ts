import {type Place, type TakenTable, tableStart} from '../../encodings/sqlite/index.ts';
import type {MarkedTable} from './store-mark.ts';

/** First and last row id of a run in a table. */
export interface Span {
	first: number;
	last: number;
}

interface NotedPage {
	highest: number;
	print: number;
}

/** A table to which rows are only added: how far it was read, how its pages were then, and where the rows of each run lie. */
export class AddedRows {
	/** Behind the last row that was read. */
	place: Place = tableStart;
	private pages = new Map<number, NotedPage>();
	private readonly spans = new Map<string, Span>();

	constructor(readonly name: string) {}

	/** Where the rows of a run lie; whoever reads one of them notes it there. */
	spanOf(key: string): Span {
		let span = this.spans.get(key);
		if (span === undefined) {
			span = {first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY};
			this.spans.set(key, span);
		}
		return span;
	}

	/** Takes note of the pages that were read. */
	notePages(table: TakenTable): void {
		for (const {page, highest, print} of table.pages) this.pages.set(page, {highest, print});
	}

	mark(keys: readonly string[]): MarkedTable {
		const pages = Array.from(this.pages, ([page, {highest, print}]) => [page, highest, print]);
		const spans = keys.map(key => this.spanOf(key));
		return {pages: Float64Array.from(pages.flat()), spans: Float64Array.from(spans.flatMap(({first, last}) => [first, last]))};
	}

	/** Takes over what a mark has of some runs. */
	takeSpans(keys: readonly string[], {spans}: MarkedTable, wanted: ReadonlySet<string>): void {
		for (const [i, key] of keys.entries())
			if (wanted.has(key)) this.spans.set(key, {first: spans[2 * i]!, last: spans[2 * i + 1]!});
	}
}

export const noteRow = (span: Span, rowid: number): void => {
	if (rowid < span.first) span.first = rowid;
	if (rowid > span.last) span.last = rowid;
};
