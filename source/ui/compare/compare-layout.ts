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
}

export const comparePanes: PaneId[] = ['charts', 'text'];

const least = {cols: 44, rows: 8};
const withLegend = 66;

/**
 * Charts above, the table below; one of both where there is no room for two.
 *
 * @param lines lines that the table has
 */
export function layoutCompare(
	{cols, rows}: Size,
	{focus, zoomed, lines}: {focus: PaneId; zoomed: boolean; lines: number},
): CompareLayout {
	const header = {x: 0, y: 0, cols, rows: 1};
	const footer = rows >= 8 ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const body: Rect = {x: 0, y: 1, cols, rows: Math.max(1, rows - 1 - (footer === null ? 0 : 1))};
	const base = {header, footer, charts: null, table: null, across: 1, down: 1, legendCols: 0};
	const alone = zoomed || rows < 18;
	if (alone && focus === 'text') return {...base, table: body};
	if (alone) return {...base, charts: body, legendCols: legendCols(cols)};
	const most = Math.floor(body.rows * (rows >= 36 ? 0.45 : 0.5));
	const tableRows = Math.max(7, Math.min(lines + 2, most));
	const charts = {...body, rows: body.rows - tableRows};
	const table = {...body, y: body.y + charts.rows, rows: tableRows};
	const down = Math.max(1, Math.min(3, Math.floor((charts.rows - 1) / (rows >= 36 ? 11 : least.rows))));
	const across = Math.max(1, Math.min(3, Math.floor((cols + 1) / (cols >= 2 * withLegend ? withLegend : least.cols))));
	// One chart with its values beside it says more than two whose curves cannot be told apart.
	const used = cols < 2 * withLegend && cols >= withLegend && cols < 100 ? 1 : across;
	return {...base, charts, table, across: used, down, legendCols: legendCols(Math.floor((cols + 1) / used) - 1)};
}

/** Cells of the legend in a chart of so many columns. */
function legendCols(cols: number): number {
	return cols < withLegend - 2 ? 0 : Math.min(40, Math.floor(cols * 0.42));
}
