import type {Smoothing} from '../../core/series/smoothing.ts';
import {runsInUse} from '../../store/compare/compared.ts';
import {menuItems} from '../../store/menus/menus.ts';
import {currentRun} from '../../store/selectors.ts';
import {groupOf} from '../../store/shelves/banded.ts';
import {type ChartSettings, limitsText, yScales} from '../../store/shelves/chart-settings.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Menu} from '../../store/view.ts';
import type {Action, ActionContext} from '../action.ts';
import {openPrompt} from '../editing/edit-prompt.ts';
import {chosenMetric} from '../limit-chart.ts';
import {onCompare, showsCharts} from '../where.ts';

const weights = [0, 0.6, 0.9, 0.97] as const;
const windows = [0, 10, 100, 1000] as const;

/** The member after the given one, round the end; the first for none of them. */
function next<Value>(values: readonly Value[], value: Value): Value {
	return values[(values.indexOf(value) + 1) % values.length]!;
}

function nextWeight(smoothing: Smoothing | null): Smoothing | null {
	const weight = next<number>(weights, smoothing?.kind === 'exponential' ? smoothing.weight : 0);
	return weight === 0 ? null : {kind: 'exponential', weight};
}

function nextWindow(smoothing: Smoothing | null): Smoothing | null {
	const size = next<number>(windows, smoothing?.kind === 'window' ? smoothing.size : 0);
	return size === 0 ? null : {kind: 'window', size};
}

const appearance = (id: string, key: string, title: string, run: (context: ActionContext) => void): Action => ({
	id,
	title,
	section: 'Charts',
	keys: [`a ${key}`],
	when: showsCharts,
	run,
});

const setting = (id: string, key: string, title: string, change: (chart: ChartSettings) => Partial<ChartSettings>): Action =>
	appearance(id, key, title, ({store, state: {view}}) => look(store, {chart: {...view.chart, ...change(view.chart)}}));

function chooseAxis({store, state}: ActionContext): void {
	const menu: Menu = {kind: 'axis', cursor: 0, text: '', typing: false};
	const cursor = menuItems(state, menu).findIndex(item => item.mark === 'on');
	look(store, {menu: {...menu, cursor: Math.max(0, cursor)}});
}

/** Charts of several runs have a setting of their own: two lines a run are many. */
function togglePairs({store, state}: ActionContext): void {
	const {chart} = state.view;
	const which = overlaidRuns(state) < 2 ? 'pairs' : 'pairsOfRuns';
	const isPaired = !chart[which];
	// Where no metric is of both, nothing else tells what the key has done.
	const text = `Training and validation ${isPaired ? 'in one chart' : 'apart'}`;
	look(store, {chart: {...chart, [which]: isPaired}, notice: {text, role: 'info', atMs: state.nowMs}});
}

/** How many runs a chart shows the curves of. */
function overlaidRuns(state: State): number {
	if (onCompare(state)) return runsInUse(state).filter(({key}) => !state.view.hidden.has(key)).length;
	const run = currentRun(state);
	return new Set([...(run === null ? [] : [run.key]), ...state.view.marked]).size;
}

function warn(store: Store, state: State, text: string): void {
	look(store, {notice: {text, role: 'warn', atMs: state.nowMs}});
}

const bands = ['none', 'deviation', 'range'] as const;

const noGroup = 'No group to sum up: mark runs with Space, or group them with t';

/** The marked runs or the group of the run as one curve, on the Compare screen each group of seeds; says what is missing for that. */
function nextBand({store, state}: ActionContext): void {
	const {chart} = state.view;
	const run = currentRun(state);
	const band = next(bands, chart.band);
	const isAlone = onCompare(state) ? overlaidRuns(state) < 2 : run !== null && groupOf(state, run).length < 2;
	look(store, {chart: {...chart, band: isAlone ? 'none' : band}});
	if (isAlone && band !== 'none') warn(store, state, noGroup);
}

export const appearanceActions: readonly Action[] = [
	setting('log-y', 'y', 'Log y: linear, logarithmic, or symmetric about zero', chart => ({
		yScale: next(yScales, chart.yScale),
	})),
	appearance('x-axis', 'x', 'x axis: step, time, epoch, a metric…', chooseAxis),
	setting('smoothing', 's', 'Smooth: average with weight 0.6, 0.9, 0.97, or none', chart => ({
		smoothing: nextWeight(chart.smoothing),
	})),
	setting('window-mean', 'w', 'Window: mean of the last 10, 100, 1000 points, or none', chart => ({
		smoothing: nextWindow(chart.smoothing),
	})),
	{
		...setting('raw', 'r', 'Raw: the curve as it is behind the smoothed one', chart => ({raw: !chart.raw})),
		when: state => showsCharts(state) && state.view.chart.smoothing !== null,
	},
	setting('outliers', 'o', 'Outliers: shown, or outside the axis', chart => ({cutOutliers: !chart.cutOutliers})),
	appearance('pairs', 'p', 'Pairs: training and validation in one chart, or apart', togglePairs),
	appearance('band', 'm', 'Band: a group as mean and deviation, median and range', nextBand),
	appearance('limits', 'l', 'Limits: y of the chosen chart, typed…', ({store, state: {view}}) => {
		const metric = chosenMetric(store);
		const limits = metric === null ? undefined : view.chart.limits[metric];
		openPrompt(store, 'limits', limits === undefined ? '' : limitsText(limits));
	}),
];
