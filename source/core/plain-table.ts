import {countCells} from './table/cell-width.ts';

/** Rows of texts as lines whose columns stand below each other; nothing is cut. */
export function alignTable(rows: readonly (readonly string[])[]): string[] {
	const widths: number[] = [];
	for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, countCells(cell));
	return rows.map(row =>
		row
			.map((cell, i) => cell + ' '.repeat(widths[i]! - countCells(cell)))
			.join('  ')
			.trimEnd(),
	);
}
