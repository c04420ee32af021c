import type {PaneId} from '../../store/view.ts';
import type {Rect, Size} from '../scene.ts';

/** Where the panes of the screen of ranks stand, between the header and the footer. */
export interface RankLayout {
	list: Rect | null;
	settings: Rect | null;
	plot: Rect | null;
}

export const rankPanes: PaneId[] = ['list', 'settings', 'plot'];

/** Screens of fewer rows have no footer. */
export const leastRowsWithFooter = 8;
const leastCols = 66;
const leastRows = 18;
const wideCols = 140;

/** @param lines of the ranking, and `settings` that differ */
export function layoutRank(
	{cols, rows}: Size,
	{focus, zoomed, lines, settings}: {focus: PaneId; zoomed: boolean; lines: number; settings: number},
): RankLayout {
	const body: Rect = {x: 0, y: 1, cols, rows: Math.max(1, rows - 1 - (rows >= leastRowsWithFooter ? 1 : 0))};
	const base: RankLayout = {list: null, settings: null, plot: null};
	if (zoomed || cols < leastCols || rows < leastRows) {
		const shown = focus === 'settings' || focus === 'plot' ? focus : 'list';
		return {...base, [shown]: body};
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
