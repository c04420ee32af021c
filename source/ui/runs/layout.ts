import {selectListed} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {PaneId} from '../../store/view.ts';
import type {Rect} from '../scene.ts';

/**
 * Where everything of the Runs screen stands. It is computed without Ink, so that the first frame need not wait for it, and used by Ink's
 * tree as well.
 */
export interface RunsLayout {
	/** Of rows 1–3 there is only a status line. */
	line: Rect | null;
	header: Rect | null;
	/** What this machine does, where that is wanted and there is room. */
	machine: Rect | null;
	/** Filter, sorting, and what is the same everywhere. */
	info: Rect | null;
	/** With its heading in the first row. */
	list: Rect | null;
	/** With its rule in the first row. */
	charts: Rect | null;
	facts: Rect | null;
	/** Full name and state of the run under the cursor, where no pane tells them. */
	status: Rect | null;
	footer: Rect | null;
	/** Charts beside each other and below each other. */
	across: number;
	down: number;
	panes: PaneId[];
}

const empty: RunsLayout = {
	line: null,
	header: null,
	machine: null,
	info: null,
	list: null,
	charts: null,
	facts: null,
	status: null,
	footer: null,
	across: 1,
	down: 1,
	panes: ['list'],
};

/** Narrower than this, columns make no sense. */
const leastCols = 28;

/** Rows of a chart with its title: fewer say too little, more say nothing new in a strip. */
const chartRows = {least: 7, most: 16};

export function layoutRuns(cols: number, rows: number, state: State): RunsLayout {
	if (rows <= 3 || cols < leastCols) return {...empty, line: {x: 0, y: 0, cols, rows}};
	const header = {x: 0, y: 0, cols, rows: 1};
	const footer = rows >= 8 ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const infoRows = rows >= 10 ? 1 : 0;
	const machine = state.view.machineLine && rows >= 12 ? {x: 0, y: 1, cols, rows: 1} : null;
	const above = machine === null ? 1 : 2;
	const info = infoRows > 0 ? {x: 0, y: above, cols, rows: 1} : null;
	const top = above + infoRows;
	const body: Rect = {x: 0, y: top, cols, rows: rows - top - (footer ? 1 : 0)};
	const base: RunsLayout = {...empty, header, machine, info, footer};
	// All runs count, not only those that a filter lets through: typing one must not move the panes.
	const runs = Math.max(state.order.lines.length, selectListed(state).length);
	const {focus, zoomed} = state.view;
	if (state.order.lines.length === 0) return {...base, list: body};
	if (zoomed && focus !== 'list' && cols >= 50 && rows >= 16) return zoom(base, body, focus);
	if (zoomed && focus === 'list') return withStatus(base, body);
	if (cols >= 160 && rows >= 40) return runs + 1 <= body.rows * 0.35 ? stacked(base, body, runs) : sideBySide(base, body);
	if (cols >= 60 && rows >= 20) return withStrip(base, body, runs);
	return withStatus(base, body);
}

function zoom(base: RunsLayout, body: Rect, focus: PaneId): RunsLayout {
	const panes: PaneId[] = ['list', 'charts'];
	return focus === 'facts' ? {...base, facts: body, panes: [...panes, 'facts']} : {...base, charts: body, panes};
}

function withStatus(base: RunsLayout, body: Rect): RunsLayout {
	if (body.rows < 8) return {...base, list: body};
	return {...base, list: {...body, rows: body.rows - 1}, status: {...body, y: body.y + body.rows - 1, rows: 1}};
}

/** The list above, charts below: as high as the list can spare, never more than they need. */
function withStrip(base: RunsLayout, body: Rect, runs: number): RunsLayout {
	const wanted = Math.max(5, Math.min(runs + 1, body.rows));
	const share = Math.max(chartRows.least, Math.min(chartRows.most, Math.floor(body.rows * 0.4)));
	const height = Math.max(share, Math.min(Math.max(chartRows.most, Math.floor(body.rows * 0.72)), body.rows - wanted));
	const across = body.cols >= 180 ? 4 : body.cols >= 135 ? 3 : body.cols >= 100 ? 2 : 1;
	const list = {...body, rows: body.rows - height};
	const charts = {...body, y: body.y + list.rows, rows: height};
	return {...base, list, charts, across, down: Math.max(1, Math.floor((height - 1) / 9)), panes: ['list', 'charts']};
}

/** Few runs on a large screen: the list takes the whole width above, charts and facts share the rest. */
function stacked(base: RunsLayout, body: Rect, runs: number): RunsLayout {
	const list = {...body, rows: Math.max(6, runs + 2)};
	const factCols = Math.max(52, Math.min(76, Math.round(body.cols * 0.3)));
	const below = {...body, y: body.y + list.rows, rows: body.rows - list.rows};
	const charts = {...below, cols: body.cols - factCols - 1};
	const facts = {...below, x: charts.cols + 1, cols: factCols};
	const across = charts.cols >= 150 ? 3 : 2;
	const down = Math.max(1, Math.min(3, Math.floor((below.rows - 1) / 11)));
	return {...base, list, charts, facts, across, down, panes: ['list', 'charts', 'facts']};
}

/** The list at the left; charts of its run and facts about it at the right. */
function sideBySide(base: RunsLayout, body: Rect): RunsLayout {
	const left = Math.max(100, Math.min(Math.round(body.cols * 0.57), 150));
	const x = left + 1;
	const factRows = Math.max(9, Math.min(14, Math.round(body.rows * 0.26)));
	const chartsArea = {x, y: body.y, cols: body.cols - x, rows: body.rows - factRows};
	const across = chartsArea.cols >= 96 ? 2 : 1;
	const down = Math.max(1, Math.min(4, Math.floor((chartsArea.rows - 1) / 9)));
	const facts = {x, y: body.y + chartsArea.rows, cols: body.cols - x, rows: factRows};
	return {...base, list: {...body, cols: left}, charts: chartsArea, facts, across, down, panes: ['list', 'charts', 'facts']};
}
