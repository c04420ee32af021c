import {cleanText} from '../../core/text/clean-text.ts';
import {formatParameter, isWrittenNumber} from '../../core/text/numbers.ts';
import {alignTable} from '../../core/text/plain-table.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {MediaView} from '../../engine/protocol.ts';
import type {Brush} from '../scene.ts';

const longestCell = 40;

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** A logged table: its columns' names, as many rows as there is room for, and how many there are more. */
export function drawMediaTable(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	{columns, rows: data, total}: Extract<MediaView, {kind: 'table'}>,
	{glyphs}: Brush,
): void {
	const room = total > rows - 1 ? rows - 2 : rows - 1;
	const shown = data.slice(0, Math.max(0, room));
	const short = (text: string) => truncateMiddle(cleanText(text), longestCell, glyphs);
	const right = columns.map((_, at) => shown.every(row => (row[at] ?? '') === '' || isNumber(row[at]!)));
	const cells = shown.map(row =>
		row.map((text, at) => (isWrittenNumber(text) && right[at] ? formatParameter(Number(text)) : short(text))),
	);
	const lines = alignTable([columns.map(short), ...cells], right);
	lines.forEach((line, at) => {
		grid.put(x, y + at, line, roleStyle('default', at === 0 ? bold : 0), cols);
	});
	const more = total - shown.length;
	if (more > 0) grid.put(x, y + lines.length, `${more} more ${more === 1 ? 'row' : 'rows'}`, roleStyle('dim'), cols);
}
