import {cleanText} from '../../core/text.ts';
import {formatCount} from '../../core/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {shortenNames} from '../../draw/names.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import {type Look, lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {drawHeader, drawRow, drawSelection} from '../../draw/table.ts';
import type {State} from '../../store/state.ts';
import type {ListLine} from '../../store/tree-lines.ts';
import {highlight} from '../parts/highlight.ts';
import type {Brush} from '../scene.ts';
import {type CellEnvironment, cellOf} from './cells.ts';
import type {ListMemory} from './list-memory.ts';
import type {ListPlan} from './plan-list.ts';
import {columnHeading, shortenKey} from './titles.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const accent = roleStyle('accent', bold);

/** The list: its headings, and one line a run. */
export function drawList(grid: Grid, state: State, plan: ListPlan, memory: ListMemory, brush: Brush): void {
	const {view, order} = state;
	drawHeadings(grid, state, plan, brush);
	const environment: CellEnvironment = {state, brush, features: plan.features, memory, terse: plan.terse};
	const name = plan.columns.find(column => column.id === 'name')!;
	const cellsOfName = Math.max(4, name.width - 2);
	const labels = shortenNames(
		plan.lines.map(line => lineLabel(line, state)),
		cellsOfName,
		brush.glyphs,
	);
	const range = rangeOf(state, plan.cursor);
	plan.lines.forEach((line, at) => {
		const y = at + 1;
		const selected = plan.top + at === plan.cursor;
		const x = plan.indent + name.x;
		if (selected) drawSelection(grid, 0, y, grid.cols, view.focus === 'list', true, brush.glyphs);
		if (line.run === null) drawFolder(grid, x, y, line, labels[at]!, brush);
		const row = line.run === null ? undefined : state.rows.get(line.run);
		if (row !== undefined) {
			const columns = plan.columns.filter(column => column.id !== 'name');
			drawRow(grid, plan.indent, y, columns, id => cellOf(row, id, environment), brush.glyphs);
			const left = x + Math.min(line.depth * 2, cellsOfName - 4);
			const end = grid.put(left, y, labels[at]!, selected ? roleStyle('default', bold) : plain, x + name.width - left);
			const marks: Look[] = [
				...(row.key === view.baseline ? [markLooks.baseline] : []),
				...(row.problemCount > 0 ? [markLooks.problem] : []),
			];
			marks.forEach((mark, place) => {
				const from = end + 1 + place;
				grid.put(from, y, lookGlyph(mark, brush.glyphs), roleStyle(mark.role), Math.max(0, x + name.width - from));
			});
			if (view.find !== '') highlight(grid, left, y, labels[at]!, view.find);
		}
		const inRange = plan.top + at >= range.from && plan.top + at <= range.to;
		if (line.run !== null && (inRange || view.marked.has(line.run)))
			grid.put(1, y, brush.glyphs.unicode ? '•' : '*', inRange ? dim : accent);
		if (selected) drawSelection(grid, 0, y, grid.cols, view.focus === 'list', true, brush.glyphs);
	});
	drawScrollbar(grid, grid.cols - 1, 1, plan.page, order.lines.length, plan.top, dim, brush.glyphs);
}

/** Lines that a range of marks covers while it is being made; none where there is none. */
function rangeOf({view, order}: State, cursor: number): {from: number; to: number} {
	const start = view.rangeFrom === null ? undefined : order.index.get(view.rangeFrom);
	return start === undefined ? {from: 0, to: -1} : {from: Math.min(start, cursor), to: Math.max(start, cursor)};
}

function lineLabel(line: ListLine, state: State): string {
	return line.run === null ? cleanText(line.label) : (state.rows.get(line.run)?.name ?? '');
}

function drawFolder(grid: Grid, x: number, y: number, line: ListLine, label: string, {glyphs}: Brush): void {
	const sign = glyphFor(line.open ? 'expanded' : 'collapsed', glyphs);
	const end = grid.put(x + line.depth * 2 - 2, y, `${sign} ${label}`, roleStyle('default', bold));
	grid.put(end + 1, y, formatCount(line.children), dim);
}

function drawHeadings(grid: Grid, state: State, plan: ListPlan, brush: Brush): void {
	const first = state.view.sort[0];
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
			const short = /^[mc]:/.test(id) ? shortenKey(title, width - (sortedBy === id ? 1 : 0), brush) : title;
			return {
				title: short,
				align: id === 'age' || (id.startsWith('m:') && plan.features.spark === 0) ? 'right' : 'left',
				...sorted,
			};
		},
		brush.glyphs,
	);
}
