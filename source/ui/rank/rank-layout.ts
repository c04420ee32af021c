import type {PaneId} from '../../store/view.ts';
import type {Rect, Size} from '../scene.ts';

/** Where everything of the screen of ranks stands. */
export interface RankLayout {
	header: Rect;
	list: Rect | null;
	settings: Rect | null;
	plot: Rect | null;
	footer: Rect | null;
	/** Only one pane is on the screen. */
	alone: boolean;
}

export const rankPanes: PaneId[] = ['list', 'settings', 'plot'];

const leastCols = 66;
const leastRows = 18;
const wideCols = 140;

/** @param lines of the ranking, and `settings` that differ */
export function layoutRank(
	{cols, rows}: Size,
	{focus, zoomed, lines, settings}: {focus: PaneId; zoomed: boolean; lines: number; settings: number},
): RankLayout {
	const header = {x: 0, y: 0, cols, rows: 1};
	const footer = rows >= 8 ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const body: Rect = {x: 0, y: 1, cols, rows: Math.max(1, rows - 1 - (footer === null ? 0 : 1))};
	const base: RankLayout = {header, footer, list: null, settings: null, plot: null, alone: false};
	if (zoomed || cols < leastCols || rows < leastRows) {
		const shown = focus === 'settings' || focus === 'plot' ? focus : 'list';
		return {...base, [shown]: body, alone: true};
	}
	if (settings === 0) return {...base, list: body};
	if (cols >= wideCols && rows >= 30) {
		const left = Math.floor(cols * 0.52);
		const right = {x: left + 1, y: body.y, cols: cols - left - 1, rows: body.rows};
		const settingsRows = Math.min(settings + 7, Math.floor(body.rows * 0.45));
		return {
			...base,
			list: {...body, cols: left},
			settings: {...right, rows: settingsRows},
			plot: {...right, y: right.y + settingsRows, rows: right.rows - settingsRows},
		};
	}
	const listRows = Math.min(lines + 2, Math.max(7, Math.floor(body.rows * 0.5)));
	const below = {...body, y: body.y + listRows, rows: body.rows - listRows};
	const half = Math.floor(cols * (cols >= 110 ? 0.5 : 0.48));
	return {
		...base,
		list: {...body, rows: listRows},
		settings: {...below, cols: half},
		plot: {...below, x: half + 1, cols: cols - half - 1},
	};
}
