import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {largest} from '../parts/largest.ts';
import {paneTitle} from '../parts/pane-title.ts';
import type {Rect, Zone} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import {drawTable} from './draw-table.ts';
import {pageOf} from './page-of.ts';
import type {PaneContext, PanePart, Placed} from './pane-part.ts';
import {placeLines, scrollOf} from './pane-scroll.ts';
import {placeColumns, type TableColumns} from './place-columns.ts';
import {type ComparePage, lineSays, lineText, opensOf} from './table-line.ts';
import {openedPage} from './values-page.ts';

/** A pane with a table in it: a heading with the runs, and lines that can be scrolled, searched and opened. */
export function textPart({pane, rect, number}: Placed, context: PaneContext): PanePart {
	const {state, model, brush} = context;
	const focused = pane.id === context.focused;
	const {opened} = state.view;
	const whole = pageOf(pane.content, state, model, brush);
	const all = focused && opened !== null ? openedPage(whole, opened.line, state, model, rect.cols, brush) : whole;
	const columns = columnsOf(all, model, rect.cols);
	const page = withoutUnseen(all, columns);
	const rows = Math.max(1, rect.rows - 2);
	const inView = placeLines(scrollOf(state.view, pane.id, context.focused), page.lines.length, rows, page.follows);
	const zones: Zone[] = [
		{rect, pane: 'text', split: pane.id, target: {kind: 'lines', y: rect.y + 2, top: inView.top}},
		...headingZones(rect, model, columns).map(zone => ({...zone, split: pane.id})),
	];
	return {
		pane,
		rect,
		draw: grid => {
			drawTitle(grid, page, columns, number, context, focused);
			drawTable(grid, state, model, {page, columns, inView, focused}, brush);
		},
		zones,
		curves: [],
		measured: {
			textRows: rows,
			textLines: page.lines.length,
			textTop: inView.top,
			textLine: inView.line,
			text: () => page.lines.map(lineSays),
			opens: page.lines.map(opensOf),
		},
	};
}

/** The page without lines that only say something of runs that there is no room for. */
function withoutUnseen(page: ComparePage, {shown}: TableColumns): ComparePage {
	const lines = page.lines.filter(line => line.kind !== 'values' || line.has === undefined || shown.some(line.has));
	if (lines.length === page.lines.length) return page;
	return {...page, lines, ...(lines.length === 0 && {empty: 'Nothing of the runs in view, } shows the next'})};
}

function columnsOf({lines}: ComparePage, {rows, chosen}: CompareModel, cols: number): TableColumns {
	const labels = largest(
		lines.map(line => (line.kind === 'values' ? textWidth(lineText(line)) : 0)),
		0,
	);
	const at = rows.findIndex(row => row.key === chosen);
	return placeColumns(cols, labels, rows.length, Math.max(0, at));
}

function drawTitle(
	grid: Grid,
	page: ComparePage,
	{shown}: TableColumns,
	number: number,
	{model, brush, hint}: PaneContext,
	focused: boolean,
): void {
	const part = shown.length < model.rows.length ? `${shown.length} of ${model.rows.length} runs` : '';
	const notes = grid.cols < 60 && hint !== '' ? [hint] : [page.note, part, hint];
	const text = notes.filter(word => word !== '').join(` ${glyphFor('separator', brush.glyphs)} `);
	const title = paneTitle(number, page.title, focused);
	drawPaneRule(grid, title, text === '' ? [] : [{text, style: roleStyle('dim')}], focused, brush);
}

/** The runs in the heading. */
function headingZones(rect: Rect, {rows}: CompareModel, {labelCols, runCols, shown}: TableColumns): Zone[] {
	return shown.map((run, place) => ({
		rect: {x: rect.x + labelCols + place * runCols, y: rect.y + 1, cols: runCols, rows: 1},
		pane: 'text',
		target: {kind: 'run', run: rows[run]!.key},
	}));
}
