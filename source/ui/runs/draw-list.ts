import type {ListLine} from '../../core/table/lines/list-line.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {drawHeader, drawRow, drawSelection, fadeRow} from '../../draw/table.ts';
import {textWidth} from '../../draw/width.ts';

import {isMetricColumn} from '../../store/columns/metric-column.ts';
import {sortInForce} from '../../store/order/sort-in-force.ts';
import type {State} from '../../store/state.ts';
import {highlightRow} from '../parts/highlight.ts';
import type {Brush} from '../scene.ts';
import {type CellEnvironment, cellOf} from './cells.ts';
import {drawName, signCells} from './draw-name.ts';
import {groupCellOf} from './groups/group-cells.ts';
import {fitLabel, fitNote, shortenLabels} from './line-label.ts';
import type {ListMemory} from './list-memory.ts';
import type {ListPlan} from './plan-list.ts';
import {columnHeading, shortenKey} from './titles.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const accent = roleStyle('accent', bold);

/** The list: its headings, and one line a run. */
export function drawList(grid: Grid, state: State, plan: ListPlan, memory: ListMemory, brush: Brush): void {
	const {view, order} = state;
	drawHeadings(grid, state, plan, memory, brush);
	const environment: CellEnvironment = {state, brush, features: plan.features, memory, terse: plan.terse, left: plan.left};
	const name = plan.columns.find(column => column.id === 'name')!;
	const cellsOfName = Math.max(4, name.width - 2);
	const labels = shortenLabels(plan.lines, state, cellsOfName, brush.glyphs);
	const columns = plan.columns.filter(column => column.id !== 'name');
	plan.lines.forEach((line, at) => {
		const y = at + 1;
		const selected = plan.top + at === plan.cursor;
		const row = line.run === null ? undefined : state.rows.get(line.run);
		if (selected) drawSelection(grid, y, view.focus === 'list', brush.glyphs);
		if (line.isSource) drawSource(grid, plan.indent + name.x + plan.signs, y, line, selected, brush);
		else if (row !== undefined || line.run === null) {
			const cell = (id: string) => (row === undefined ? groupCellOf(line, id, environment) : cellOf(row, id, environment));
			drawRow(grid, plan.indent, y, columns, cell, brush.glyphs);
			const room = cellsOfName - signCells(row) - (row === undefined ? 0 : plan.signs + 2 * line.depth);
			const note = fitNote(line, row, room);
			const cells = row === undefined || note === '' ? room : room - textWidth(note) - 1;
			const label = fitLabel(labels[at]!, line, state, Math.max(4, cells), brush.glyphs);
			const {x, width} = name;
			drawName(grid, y, {line, row, label, note, selected, x: plan.indent + x, width, signs: plan.signs}, state, brush);
		}
		if (!line.wanted) fadeRow(grid, y);
		if (view.find !== '') highlightRow(grid, y, view.find);
		if (isMarked(line, view.marked)) grid.put(1, y, brush.glyphs.unicode ? '•' : '*', accent);
		if (selected) drawSelection(grid, y, view.focus === 'list', brush.glyphs);
	});
	drawScrollbar(grid, grid.cols - 1, 1, plan.page, order.lines.length, plan.top, dim, brush.glyphs);
}

/** A run that is marked, or a heading all of whose runs are. */
function isMarked({run, below, isSource}: ListLine, marked: ReadonlySet<number>): boolean {
	if (marked.size === 0 || isSource) return false;
	return run === null ? below.length > 0 && below.every(({key}) => marked.has(key)) : marked.has(run);
}

/** What one source told of the run above it, over all columns. */
function drawSource(grid: Grid, x: number, y: number, {label, depth}: ListLine, selected: boolean, brush: Brush): void {
	const left = x + depth * 2;
	const cells = grid.cols - 2 - left;
	grid.put(left, y, truncateMiddle(cleanText(label), cells, brush.glyphs), selected ? plain : dim, cells);
}

function drawHeadings(grid: Grid, state: State, plan: ListPlan, memory: ListMemory, brush: Brush): void {
	const [first] = sortInForce(state);
	const sortedBy = first?.column === 'started' ? 'age' : first?.column;
	const down = first?.column === 'started' ? !first.descending : first?.descending;
	drawHeader(
		grid,
		plan.indent,
		0,
		plan.columns,
		id => {
			const title = columnHeading(id);
			if (id === 'status')
				return {
					title: plan.features.word ? title : '',
					...(sortedBy === id && plan.features.word ? {sorted: down ? 'down' : 'up'} : {}),
				};
			const width = plan.columns.find(column => column.id === id)?.width ?? 0;
			const sorted = sortedBy === id ? {sorted: down ? ('down' as const) : ('up' as const)} : {};
			if (id === 'progress' && plan.features.bar === 0)
				return {title: plan.features.percent > 5 ? 'PROGRESS' : 'DONE', align: 'right', ...sorted};
			const short = isMetricColumn(id) || /^[cf]:/.test(id) ? shortenKey(title, width - (sortedBy === id ? 1 : 0), brush) : title;
			return {
				title: short,
				align: id === 'age' || (isMetricColumn(id) && (plan.features.spark === 0 || !memory.hasCurve(id))) ? 'right' : 'left',
				...sorted,
			};
		},
		brush.glyphs,
	);
}
