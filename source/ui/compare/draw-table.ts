import {cleanText} from '../../core/text.ts';
import {formatChange, formatNumber} from '../../core/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {shortenNames, truncateMiddle} from '../../draw/names.ts';
import {lookStyle, runSign} from '../../draw/palette.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, colorOf, roleStyle} from '../../draw/style.ts';
import {drawCell} from '../../draw/table.ts';
import type {State} from '../../store/state.ts';
import {highlight} from '../parts/highlight.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import type {TableColumns} from './place-columns.ts';
import type {CompareCell, CompareLine} from './table-lines.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
/** Cells of a measured value and its star, so that changes stand below each other. */
const valueCells = 10;

/** What a line is found by and copied as. */
export const lineText = (line: CompareLine): string =>
	line.kind === 'section' ? line.title : line.part === '' ? line.label : `${line.label} ${line.part}`;

/** Draws the heading with the runs' names at row 1, and lines from `top` below it. */
export function drawTable(grid: Grid, state: State, model: CompareModel, columns: TableColumns, top: number, brush: Brush): void {
	drawHeading(grid, state, model, columns, brush);
	const rows = grid.rows - 2;
	const {labelCols, runCols, shown} = columns;
	model.lines.slice(top, top + rows).forEach((line, at) => {
		const y = at + 2;
		if (line.kind === 'section') {
			drawSpans(grid, 1, y, [{text: line.title, style: dim}], grid.cols - 2, brush.glyphs);
			return;
		}
		const tail = line.part === '' ? '' : ` ${line.part}`;
		const label = shortenKey(line.label, labelCols - 3 - tail.length, brush);
		const after = grid.put(2, y, label, plain, labelCols - 3);
		grid.put(after, y, tail, dim, tail.length);
		if (state.view.find !== '') highlight(grid, 2, y, label + tail, state.view.find);
		const cells = line.cells();
		for (const [place, run] of shown.entries()) drawValue(grid, labelCols + place * runCols, y, runCols - 2, cells[run], brush);
	});
	drawScrollbar(grid, grid.cols - 1, 2, rows, model.lines.length, top, dim, brush.glyphs);
}

function drawHeading(
	grid: Grid,
	{view}: State,
	model: CompareModel,
	{labelCols, runCols, shown}: TableColumns,
	brush: Brush,
): void {
	const names = shortenNames(
		model.rows.map(row => cleanText(row.name)),
		Math.max(1, runCols - 6),
		brush.glyphs,
	);
	shown.forEach((at, place) => {
		const row = model.rows[at];
		const look = row === undefined ? undefined : model.looks.get(String(row.key));
		if (row === undefined || look === undefined) return;
		const x = labelCols + place * runCols;
		const hidden = view.hidden.has(row.key);
		const mark = at === 0 ? markLooks.baseline : view.pinned.has(row.key) ? markLooks.pinned : null;
		const spans: Span[] = [
			{text: `${hidden ? ' ' : runSign(look.pattern, brush.glyphs)} `, style: lookStyle(look, bold)},
			{text: names[at]!, style: hidden ? dim : lookStyle(look, row.key === model.chosen ? bold : 0)},
			...(mark === null ? [] : [{text: ` ${lookGlyph(mark, brush.glyphs)}`, style: roleStyle(mark.role)}]),
			...(hidden ? [{text: ' hidden', style: dim}] : []),
		];
		drawSpans(grid, x, 1, spans, runCols - 1, brush.glyphs);
		if (row.key !== model.chosen) return;
		grid.put(x - 1, 1, glyphFor('cursor', brush.glyphs), roleStyle(view.focus === 'text' ? 'accent' : 'dim'), 1);
		grid.paint(x, 1, Math.min(runCols - 1, grid.cols - x - 1), 1, colorOf('selection'));
	});
}

function drawValue(grid: Grid, x: number, y: number, width: number, cell: CompareCell | undefined, brush: Brush): void {
	if (cell === undefined) return;
	if (Number.isNaN(cell.value) && Number.isNaN(cell.base)) {
		const style = cell.empty ? dim : cell.differs ? roleStyle('default', bold) : plain;
		const text = truncateMiddle(cell.text, width, brush.glyphs);
		drawCell(grid, x, y, width, {text, style}, brush.glyphs);
		return;
	}
	const star = cell.best ? ` ${lookGlyph(markLooks.best, brush.glyphs)}` : '';
	const bad = !cell.empty && !Number.isFinite(cell.value);
	const value = [
		{text: cell.text, style: bad ? roleStyle('bad') : cell.empty ? dim : plain},
		{text: star, style: roleStyle('accent', bold)},
	];
	const after = drawSpans(grid, x, y, value, width, brush.glyphs);
	const from = Math.max(Math.min(x + valueCells, x + width), after + 1);
	drawSpans(grid, from, y, changeSpans(cell, x + width - from, brush), x + width - from, brush.glyphs);
}

/** The change against the baseline in words as far as there is room: difference, per cent, and whether that is better. */
function changeSpans({delta, value, base}: CompareCell, cells: number, {glyphs}: Brush): Span[] {
	if (delta === null) return [];
	if (delta.absolute === 0) return [{text: 'same', style: dim}];
	const sign = delta.absolute > 0 ? '+' : glyphs.unicode ? '−' : '-';
	const absolute = `${sign}${formatNumber(Math.abs(delta.absolute), 3, glyphs)}`;
	const percent = delta.percent === null ? '' : formatChange(value, base, glyphs);
	const style = delta.better === null ? dim : roleStyle(delta.better ? 'better' : 'worse');
	const word = delta.better === null ? '' : delta.better ? ' better' : ' worse';
	const arrow = delta.better === null ? '' : ` ${glyphFor(delta.better ? 'better' : 'worse', glyphs)}`;
	const short = percent === '' ? absolute : percent;
	const both = percent === '' ? absolute : `${absolute}  ${percent}`;
	const attempts = [both + word, short + word, short + arrow, short + arrow.trim(), arrow.trim()];
	const text = attempts.find(attempt => spansWidth([{text: attempt, style}]) <= cells) ?? '';
	return [{text, style}];
}
