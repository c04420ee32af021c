import {countCells} from '../table/columns/cell-width.ts';
import {alignNumber, measureNumbers} from './number-column.ts';

/**
 * Rows of texts as lines whose columns stand below each other; nothing is cut. The first row may be headings. Columns in `right` hold
 * numbers, which stand on a common decimal point.
 */
export function alignTable(rows: readonly (readonly string[])[], right: readonly boolean[] = []): string[] {
	const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
	const columns = Array.from({length: count}, (_, at) => {
		const texts = rows.map(row => row[at] ?? '');
		return right[at] ? alignColumn(texts) : texts;
	});
	const widths = columns.map(texts => texts.reduce((width, text) => Math.max(width, countCells(text)), 0));
	return rows.map((_, line) =>
		columns
			.map((texts, at) => {
				const blank = ' '.repeat(widths[at]! - countCells(texts[line]!));
				return right[at] ? blank + texts[line] : texts[line] + blank;
			})
			.join('  ')
			.trimEnd(),
	);
}

function alignColumn([heading = '', ...texts]: readonly string[]): string[] {
	const room = measureNumbers(texts);
	return [heading, ...texts.map(text => (text === '' ? '' : alignNumber(text, room)))];
}
