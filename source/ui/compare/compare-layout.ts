import type {PaneId} from '../../store/view.ts';
import type {Rect, Size} from '../scene.ts';

/** Where everything of the Compare screen stands. */
export interface CompareLayout {
	header: Rect;
	charts: Rect | null;
	table: Rect | null;
	footer: Rect | null;
	across: number;
	down: number;
	/** Cells of a chart's legend at its right, 0 where the title has to do. */
	legendCols: number;
	/** Only one pane is on the screen. */
	alone: boolean;
}

export const comparePanes: PaneId[] = ['charts', 'text'];

const least = {cols: 44, rows: 8};
/** A chart with a legend in it: alone, and beside another one. */
const withLegend = 66;
const besideWithLegend = 88;
const emptyRows = 4;
/** Values of more runs do not fit into a chart's title. */
const mostInTitle = 4;

/**
 * Charts above, the table below; one of both where there is no room for two.
 *
 * @param shape `lines` of the table, how many `runs` are compared, and `metrics` that there are charts of
 */
export function layoutCompare(
	{cols, rows}: Size,
	{focus, zoomed, lines, metrics, runs}: {focus: PaneId; zoomed: boolean; lines: number; metrics: number; runs: number},
): CompareLayout {
	const header = {x: 0, y: 0, cols, rows: 1};
	const footer = rows >= 8 ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const body: Rect = {x: 0, y: 1, cols, rows: Math.max(1, rows - 1 - (footer === null ? 0 : 1))};
	const base = {header, footer, charts: null, table: null, across: 1, down: 1, legendCols: 0, alone: false};
	const alone = zoomed || rows < 18;
	if (alone && focus === 'text') return {...base, table: body, alone};
	if (alone) return {...base, charts: body, legendCols: legendCols(cols), alone};
	const most = metrics === 0 ? body.rows - emptyRows : Math.floor(body.rows * (rows >= 36 ? 0.45 : 0.5));
	const tableRows = Math.max(7, Math.min(lines + 2, most));
	const charts = {...body, rows: body.rows - tableRows};
	const table = {...body, y: body.y + charts.rows, rows: tableRows};
	const chartRows = Math.max(rows >= 36 ? 11 : least.rows, Math.min(runs + 3, 15));
	const down = Math.max(1, Math.min(3, Math.floor((charts.rows - 1) / chartRows)));
	// One chart with its values beside it says more than two whose curves cannot be told apart.
	const wide = cols >= 2 * besideWithLegend;
	const fitting = wide
		? Math.min(3, Math.floor((cols + 1) / besideWithLegend))
		: cols >= 2 * least.cols + 12 && runs <= mostInTitle
			? 2
			: 1;
	const across = Math.max(1, Math.min(fitting, metrics));
	return {...base, charts, table, across, down, legendCols: legendCols(Math.floor((cols + 1) / across) - 1)};
}

/** Cells of the legend in a chart of so many columns. */
function legendCols(cols: number): number {
	return cols < withLegend - 2 ? 0 : Math.min(46, Math.floor(cols * 0.45));
}
