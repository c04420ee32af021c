import type {RunRow} from '../../core/row.ts';
import type {CurveRequest} from '../../store/curve-shelf.ts';
import type {State} from '../../store/state.ts';
import type {Rect} from '../scene.ts';

/** One chart of a page: a metric of one run, with the same metric of the marked runs behind it. */
export interface PlannedChart {
	metric: string;
	system: boolean;
	/** Within the pane. */
	rect: Rect;
	/** Curves in it, the run in question first. */
	requests: CurveRequest[];
	focused: boolean;
}

export interface ChartsPlan {
	charts: PlannedChart[];
	/** All metrics there are charts of. */
	metrics: readonly string[];
	perPage: number;
	page: number;
	pages: number;
	across: number;
}

/** Overlaid runs beyond this are not told apart by eye or by colour. */
const mostRuns = 8;
/** Cells of a chart's y labels and its title, roughly: the rest is the curve. */
const marginCols = 9;

/** Divides a pane into charts: as many as fit, the page that holds the chosen metric. */
export function planCharts(
	state: State,
	run: RunRow,
	metrics: readonly string[],
	area: {cols: number; rows: number; top: number; across: number; down: number},
	system = false,
): ChartsPlan {
	const {view} = state;
	const across = Math.max(1, Math.min(area.across, metrics.length));
	const down = Math.max(1, Math.min(area.down, Math.ceil(metrics.length / across)));
	const perPage = across * down;
	const chosen = Math.max(0, view.chartMetric === null ? 0 : metrics.indexOf(view.chartMetric));
	const page = Math.floor(chosen / perPage);
	const others = [...view.marked].filter(key => key !== run.key && state.rows.has(key));
	const runs = [run.key, ...(system ? [] : others)].slice(0, mostRuns);
	const height = (area.rows - area.top) / down;
	const charts = metrics.slice(page * perPage, (page + 1) * perPage).map((metric, at): PlannedChart => {
		const column = at % across;
		const line = Math.floor(at / across);
		const x = Math.round((column * (area.cols + 1)) / across);
		const y = area.top + Math.round(line * height);
		const cols = Math.round(((column + 1) * (area.cols + 1)) / across) - x - 1;
		const rect = {x, y, cols, rows: area.top + Math.round((line + 1) * height) - y};
		return {
			metric,
			system,
			rect,
			requests: runs
				.filter(key => system || hasMetric(state, key, metric))
				.map(key => request(state, key, metric, rect.cols, system)),
			focused: page * perPage + at === chosen,
		};
	});
	return {charts, metrics, perPage, page, pages: Math.ceil(metrics.length / perPage), across};
}

const hasMetric = (state: State, key: number, metric: string) => state.rows.get(key)?.metrics.names.includes(metric) ?? false;

function request({view}: State, run: number, metric: string, cols: number, system: boolean): CurveRequest {
	const width = Math.max(8, cols - marginCols) * 2;
	const {from, to} = view.range ?? {from: null, to: null};
	return {run, metric, ...(system ? {system} : {}), x: view.chart.x, width, from, to};
}
