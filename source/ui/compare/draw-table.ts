import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {colorOf, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {highlightRow} from '../parts/highlight.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import {drawHeading} from './draw-heading.ts';
import {drawValue} from './draw-value.ts';
import type {LinesInView} from './pane-scroll.ts';
import type {TableColumns} from './place-columns.ts';
import {shortenLabels, tailOf} from './shorten-labels.ts';
import type {ComparePage, ValuesLine} from './table-line.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** What a table is drawn from. */
export interface ShownTable {
	page: ComparePage;
	columns: TableColumns;
	inView: LinesInView;
	focused: boolean;
}

/** Draws the heading with the runs' names at row 1, and below it the lines in view. */
export function drawTable(grid: Grid, state: State, model: CompareModel, pane: ShownTable, brush: Brush): void {
	const {page, columns, inView, focused} = pane;
	const {lines} = page;
	const {top, line: cursor} = inView;
	const rows = grid.rows - 2;
	drawHeading(grid, state, model, columns, focused && cursor === 0, brush);
	if (lines.length === 0) drawSpans(grid, 2, 2, [{text: page.empty, style: dim}], grid.cols - 3, brush.glyphs);
	const shown = lines.slice(top, top + rows);
	const valuesLines = shown.filter(line => line.kind === 'values');
	const labels = shortenLabels(valuesLines, columns.labelCols, brush);
	shown.forEach((line, at) => {
		const y = at + 2;
		if (line.kind === 'text') drawText(grid, y, line.spans, focused ? state.view.textColumn : 0, brush);
		else if (line.kind === 'section') drawSpans(grid, 1, y, [{text: line.title, style: dim}], grid.cols - 3, brush.glyphs);
		else drawLine(grid, y, line, labels.get(line) ?? line.label, columns, brush);
		if (focused && state.view.find !== '') highlightRow(grid, y, state.view.find);
		if (!focused || top + at + 1 !== cursor) return;
		grid.put(0, y, glyphFor('cursor', brush.glyphs), roleStyle('accent'), 1);
		grid.paint(0, y, grid.cols - 1, 1, colorOf('selection'));
	});
	drawScrollbar(grid, grid.cols - 1, 2, rows, lines.length, top, dim, brush.glyphs);
}

/** A line across all columns, from the cell on that it is scrolled to. */
function drawText(grid: Grid, y: number, spans: readonly Span[], left: number, brush: Brush): void {
	drawSpans(grid, 2 - left, y, spans, grid.cols - 3 + left, brush.glyphs);
}

function drawLine(
	grid: Grid,
	y: number,
	line: ValuesLine,
	label: string,
	{labelCols, runCols, shown}: TableColumns,
	brush: Brush,
): void {
	const tail = tailOf(line);
	const after = grid.put(2, y, label, plain, labelCols - 3);
	grid.put(after, y, tail, dim, tail.length);
	const cells = line.cells();
	for (const [place, run] of shown.entries()) {
		const cell = cells[run];
		if (cell !== undefined) drawValue(grid, labelCols + place * runCols, y, runCols - 2, cell, brush);
	}
}
