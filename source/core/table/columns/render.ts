import type {RunRow} from '../../row.ts';
import {cleanText} from '../../text/clean-text.ts';
import {alignNumber, areNumbers, measureNumbers} from '../../text/number-column.ts';
import {safeOutput} from '../../text/safe-output.ts';
import {type CellOptions, exactText, pipeOptions, readableText} from './cell-text.ts';
import {countCells} from './cell-width.ts';
import type {Column} from './columns.ts';

/** A table as plain text. Nothing is cut, coloured or left out, so that pipes get everything. */

export type TableFormat = 'text' | 'csv' | 'md';

export interface RenderOptions extends CellOptions {
	/** False leaves the titles out. */
	header: boolean;
}

/** RFC 4180: quoted where a comma, a quote or a line break is in it; without what a terminal would obey. */
export function csvCell(text: string): string {
	const safe = safeOutput(text);
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function renderCsv(rows: readonly RunRow[], columns: readonly Column[], {nowMs, header}: RenderOptions): string[] {
	const lines = rows.map(row => columns.map(column => csvCell(exactText(column, row, nowMs))).join(','));
	return header ? [columns.map(({id}) => csvCell(id)).join(','), ...lines] : lines;
}

/** Text without meaning to Markdown. */
export const markdownCell = (text: string): string => safeOutput(text).replace(/[\\|`*_<>[\]]/g, '\\$&');

/** A row of a Markdown table. */
export const markdownRow = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;

function renderMarkdown(rows: readonly RunRow[], columns: readonly Column[], options: RenderOptions): string[] {
	const titles = markdownRow(columns.map(({title}) => title));
	const rule = `| ${columns.map(({align}) => (align === 'right' ? '---:' : '---')).join(' | ')} |`;
	const lines = rows.map(row => markdownRow(columns.map(column => readableText(column, row, options))));
	return options.header ? [titles, rule, ...lines] : lines;
}

/** One column as texts of the same width: numbers on a common point, words at their side. */
function padColumn(column: Column, texts: readonly string[], title: string | null): string[] {
	const plainNumber = (column.kind === 'number' || column.kind === 'mixed') && areNumbers(texts);
	const room = plainNumber ? measureNumbers(texts) : null;
	const aligned = room ? texts.map(text => (text === '' ? '' : alignNumber(text, room))) : texts;
	const all = title === null ? aligned : [cleanText(title), ...aligned];
	const width = Math.max(0, ...all.map(countCells));
	const right = room !== null || column.align === 'right';
	return all.map(text => {
		const spare = ' '.repeat(Math.max(0, width - countCells(text)));
		return right ? spare + text : text + spare;
	});
}

function renderText(rows: readonly RunRow[], columns: readonly Column[], options: RenderOptions): string[] {
	const padded = columns.map(column => {
		const texts = rows.map(row => readableText(column, row, options));
		const title = column.field.source.from === 'attribute' ? column.title.toUpperCase() : column.title;
		return padColumn(column, texts, options.header ? title : null);
	});
	const count = rows.length + (options.header ? 1 : 0);
	return Array.from({length: count}, (_, i) =>
		padded
			.map(texts => texts[i]!)
			.join('  ')
			.trimEnd(),
	);
}

/**
 * Rows as lines without line feeds. `text` is aligned for reading, `md` a Markdown table, `csv` exact values under the fields' names.
 * A text may not hold a line break, since cells are cleaned.
 */
export function renderTable(
	rows: readonly RunRow[],
	columns: readonly Column[],
	format: TableFormat,
	options: Partial<RenderOptions> & {nowMs: number},
): string[] {
	const full: RenderOptions = {...pipeOptions(options.nowMs), header: true, ...options};
	if (format === 'csv') return renderCsv(rows, columns, full);
	return format === 'md' ? renderMarkdown(rows, columns, full) : renderText(rows, columns, full);
}
