import type {BandGroup} from '../../core/rank/band-groups.ts';
import {hasCurve, type RunRow} from '../../core/row.ts';
import {type MetricPair, pairMetrics} from '../../core/table/metrics/pairs.ts';
import type {BandStyle} from '../../draw/chart/band.ts';
import {layOutChart} from '../../draw/chart/layout.ts';
import {mostCompared} from '../../store/compare/compared.ts';
import type {Banded} from '../../store/shelves/banded.ts';
import {rangeOn, showsPairs} from '../../store/shelves/chart-settings.ts';
import type {CurveRequest} from '../../store/shelves/curve-shelf.ts';
import type {State} from '../../store/state.ts';
import type {Rect} from '../scene.ts';
import {agreeOnSteps, axisOf} from './curves.ts';

/** A metric of training and its like of validation in one chart. */
export interface ChartPair extends MetricPair {
	/** Which of the two a curve is, whatever its run calls it. */
	isTrain: (request: CurveRequest) => boolean;
}

/** Runs that are summed up as one curve for each group. */
export interface ChartBands {
	groups: readonly BandGroup[];
	style: BandStyle;
}

/** One chart of a page: a metric of one run, with the same metric of the marked runs behind it; or of a group as one curve. */
export interface PlannedChart {
	metric: string;
	system: boolean;
	/** Within the pane. */
	rect: Rect;
	/** Curves in it, the run in question first. */
	requests: CurveRequest[];
	focused: boolean;
	/** Cells at the right that are not the curve's. */
	asideCols?: number;
	/** Set where the metric is drawn with its like on other data. */
	pair?: ChartPair | null;
	/** Set where the curves are summed up as one. */
	band?: Banded | null;
	/** Set where several groups of runs are, on the Compare screen. */
	bands?: ChartBands | null;
}

export interface ChartArea {
	cols: number;
	rows: number;
	/** First line for charts. */
	top: number;
	/** How many fit beside and below each other. */
	across: number;
	down: number;
	/** Lines lead through the means of columns, for want of braille. */
	throughMeans?: boolean;
}

export interface ChartsPlan {
	charts: PlannedChart[];
	/** Runs that the charts of all pages are of, each with its own line; none where they are summed up, or told apart otherwise. */
	runs: readonly number[];
	/** All metrics there are charts of. */
	metrics: readonly string[];
	perPage: number;
	page: number;
	pages: number;
}

/** Overlaid runs beyond this are not told apart by eye or by colour. */
const mostRuns = mostCompared;
/** Rows of a chart that has axes, as nearly all have. */
const usualRows = 10;

/** Divides a pane into charts of a run, and of the marked ones: as many as fit, the page that holds the chosen metric. */
export function planCharts(state: State, run: RunRow, metrics: readonly string[], area: ChartArea, system = false): ChartsPlan {
	const others = [...state.view.marked].filter(key => key !== run.key && state.rows.has(key));
	const runs = [run.key, ...(system ? [] : others)].slice(0, mostRuns);
	const pairs = showsPairs(state.view.chart, runs.length) && !system ? pairMetrics(metrics) : null;
	const paired = new Set([...(pairs?.values() ?? [])].map(({validation}) => validation));
	const shown = paired.size === 0 ? metrics : metrics.filter(metric => !paired.has(metric));
	const plan = layCharts(
		state,
		shown,
		area,
		(metric, cols) =>
			[metric, ...(pairs?.has(metric) ? [pairs.get(metric)!.validation] : [])].flatMap(name =>
				runs.filter(key => system || hasMetric(state, key, name)).map(key => requestCurve(state, key, name, cols, system)),
			),
		{system},
	);
	return {
		...plan,
		runs: runs.filter(key => system || metrics.some(metric => hasMetric(state, key, metric))),
		charts: plan.charts.map(chart => ({...chart, pair: chartPair(pairs?.get(chart.metric))})),
	};
}

function chartPair(pair: MetricPair | undefined): ChartPair | null {
	return pair === undefined ? null : {...pair, isTrain: ({metric}) => metric === pair.train};
}

/** The same for a group that is drawn as one curve. */
export function planBands(state: State, band: Banded, metrics: readonly string[], area: ChartArea): ChartsPlan {
	const requestsOf = (metric: string, cols: number) =>
		band.rows.filter(({key}) => hasMetric(state, key, metric)).map(({key}) => requestCurve(state, key, metric, cols));
	const plan = layCharts(state, metrics, area, requestsOf, {means: true});
	return {...plan, charts: plan.charts.map(chart => ({...chart, band}))};
}

/** The same for any curves: `requestsOf` says which are in a metric's chart whose rectangle has that many columns for them. */
export function layCharts(
	state: State,
	metrics: readonly string[],
	area: ChartArea,
	requestsOf: (metric: string, cols: number) => CurveRequest[],
	{
		system = false,
		asideCols = 0,
		means = area.throughMeans ?? false,
	}: {system?: boolean; asideCols?: number; means?: boolean} = {},
): ChartsPlan {
	const {view} = state;
	const across = Math.max(1, Math.min(area.across, metrics.length));
	const down = Math.max(1, Math.min(area.down, Math.ceil(metrics.length / across)));
	const perPage = across * down;
	const chosen = Math.max(0, view.chartMetric === null ? 0 : metrics.indexOf(view.chartMetric));
	const page = Math.floor(chosen / perPage);
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
			requests: inView(state, requestsOf(metric, rect.cols - asideCols)).map(request => (means ? {...request, means} : request)),
			asideCols,
			focused: page * perPage + at === chosen,
		};
	});
	return {charts, runs: [], metrics, perPage, page, pages: Math.ceil(metrics.length / perPage)};
}

function hasMetric(state: State, key: number, metric: string): boolean {
	const row = state.rows.get(key);
	return row !== undefined && hasCurve(row, metric);
}

/** A curve for a chart of so many columns. */
export function requestCurve({view}: State, run: number, metric: string, cols: number, system = false): CurveRequest {
	// Never fewer than the chart will have: between them a wide band would show gaps.
	const width = Math.max(16, layOutChart(cols - 1, usualRows).dots);
	const {x, smoothing} = view.chart;
	return {run, metric, ...(system ? {system} : {}), x, smoothing, width, from: null, to: null};
}

/** The same curves over the part of x in view, where that is of their axis; else over what they span together. */
function inView(state: State, requests: readonly CurveRequest[]): CurveRequest[] {
	const agreed = agreeOnSteps(state, requests);
	const range = rangeOn(state.view.range, axisOf(state, agreed));
	if (range !== null) return agreed.map(request => ({...request, from: range.from, to: range.to}));
	if (agreed.length < 2) return agreed;
	const chart = agreed.map(({run, metric}) => `${run} ${metric}`).join(', ');
	return agreed.map(request => ({...request, chart}));
}
