import type {PaneId, RunTab} from '../../store/view.ts';
import type {Rect, Size} from '../scene.ts';

/** Where everything of an open run's screen stands. */
export interface RunLayout {
	header: Rect;
	tabs: Rect | null;
	/** The tab's own pane: charts or text. */
	main: Rect;
	facts: Rect | null;
	log: Rect | null;
	footer: Rect | null;
	across: number;
	down: number;
	panes: PaneId[];
}

export interface RunShape {
	tab: RunTab;
	zoomed: boolean;
	focus: PaneId;
	/** False once it is known that there is no output to show. */
	hasLog: boolean;
}

/** A chart narrower or lower than this says too little. */
const factLines = 13;
const least = {cols: 36, rows: 8};

export function layoutRun({cols, rows}: Size, {tab, zoomed, focus, hasLog}: RunShape): RunLayout {
	const header = {x: 0, y: 0, cols, rows: 1};
	const tabs = rows >= 6 ? {x: 0, y: 1, cols, rows: 1} : null;
	const footer = rows >= 8 ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const top = tabs === null ? 1 : 2;
	const body: Rect = {x: 0, y: top, cols, rows: Math.max(1, rows - top - (footer === null ? 0 : 1))};
	const first: PaneId = tab === 'charts' || tab === 'system' || tab === 'media' ? 'charts' : 'text';
	const base = {header, tabs, footer, facts: null, log: null, ...counts(body)};
	const beside = tab === 'charts' && cols >= 120 && rows >= 28;
	if (!beside) return {...base, main: body, panes: [first]};
	const panes: PaneId[] = hasLog ? ['charts', 'facts', 'log'] : ['charts', 'facts'];
	if (zoomed && focus === 'charts') return {...base, main: body, panes};
	if (zoomed && focus === 'facts') return {...base, main: {...body, rows: 0}, facts: body, panes};
	if (zoomed && focus === 'log') return {...base, main: {...body, rows: 0}, log: body, panes};
	const factCols = Math.max(44, Math.min(72, Math.round(cols * 0.3)));
	const main = {...body, cols: cols - factCols - 1};
	const right = {x: main.cols + 1, y: body.y, cols: factCols, rows: body.rows};
	if (!hasLog) return {...base, main, facts: right, ...counts(main), panes};
	const factRows = Math.min(body.rows - 8, factLines);
	const facts = {...right, rows: factRows};
	const log = {...right, y: right.y + factRows, rows: right.rows - factRows};
	return {...base, main, facts, log, ...counts(main), panes};
}

/** How many charts beside and below each other fit. */
function counts({cols, rows}: Rect): {across: number; down: number} {
	return {
		across: Math.max(1, Math.min(4, Math.floor((cols + 1) / (least.cols + 1)))),
		down: Math.max(1, Math.min(5, Math.floor((rows - 1) / least.rows))),
	};
}
