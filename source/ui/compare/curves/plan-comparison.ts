import {hasCurve, type RunRow} from '../../../core/row.ts';
import {type MetricPair, pairMetrics} from '../../../core/table/metrics/pairs.ts';
import {apartWidth} from '../../../draw/names-apart.ts';
import type {State} from '../../../store/state.ts';
import {toldName} from '../../../store/texts/shown-name.ts';
import {type ChartBands, type ChartPair, type ChartsPlan, layCharts, requestCurve} from '../../charts/plan-charts.ts';
import {largest} from '../../parts/largest.ts';
import type {Rect} from '../../scene.ts';
import type {CompareModel} from '../compare-model.ts';
import {layoutCurves} from './curves-layout.ts';

/** What a run calls a metric of the comparison, null where it has none. */
type Spell = (metric: string, run: number) => string | null;

/** Charts of the metrics, or of one of them only, each with the curves of all runs that are not hidden, by whatever name their tracker has for it. */
export function planComparison(
	state: State,
	{comparison, rows, bands, chosen, isPaired}: CompareModel,
	rect: Rect,
	only: string | null,
	alone: boolean,
	throughMeans: boolean,
): ChartsPlan {
	const nameIn = new Map(
		comparison.metrics.flatMap(({name, nameIn}) => {
			const curves = nameIn.map((spelling, at) => (spelling !== null && hasCurve(rows[at]!, spelling) ? spelling : null));
			return curves.every(spelling => spelling === null) ? [] : [[name, curves] as const];
		}),
	);
	const place = new Map(rows.map(({key}, at) => [key, at]));
	const spell: Spell = (metric, run) => nameIn.get(metric)?.[place.get(run)!] ?? null;
	const drawn = inFront(
		rows.filter(({key}) => !state.view.hidden.has(key)),
		chosen,
	);
	const pairs = pairsOf(isPaired ? [...nameIn.keys()] : []);
	const metrics = only === null ? [...nameIn.keys()].filter(name => pairs.get(name)?.validation !== name) : [only];
	const shown = metrics.filter(name => nameIn.has(name));
	const requestsOf = (metric: string, cols: number) => {
		const pair = pairs.get(metric);
		return (pair === undefined ? [metric] : [pair.train, pair.validation]).flatMap(each =>
			drawn.flatMap(({key}) => {
				const name = spell(each, key);
				return name === null ? [] : [requestCurve(state, key, name, cols)];
			}),
		);
	};
	const layout = layoutCurves(rect, {metrics: shown.length, runs: rows.length, names: longestName(rows, bands, state), alone});
	const area = {cols: rect.cols, rows: rect.rows, top: 1, across: layout.across, down: layout.down, throughMeans};
	const means = throughMeans || bands !== null;
	const plan = layCharts(state, shown, area, requestsOf, {asideCols: layout.legendCols, means});
	return {...plan, charts: plan.charts.map(chart => ({...chart, bands, pair: chartPair(pairs.get(chart.metric), spell)}))};
}

/** Cells of the longest name in the legend; no bound where groups of runs are named, whose values are ranges. */
const longestName = (rows: readonly RunRow[], bands: ChartBands | null, state: State): number =>
	bands === null
		? largest(
				rows.map(row => apartWidth(toldName(row, state))),
				0,
			)
		: Number.POSITIVE_INFINITY;

/** The chosen run first, whose curve is drawn last, over the others. */
function inFront(rows: readonly RunRow[], chosen: number | null): readonly RunRow[] {
	return [...rows.filter(({key}) => key === chosen), ...rows.filter(({key}) => key !== chosen)];
}

/** Pairs by either of their metrics, so that a pane of one metric shows its like too. */
function pairsOf(metrics: readonly string[]): ReadonlyMap<string, MetricPair> {
	const pairs = [...pairMetrics(metrics).values()];
	return new Map(pairs.flatMap(pair => [pair.train, pair.validation].map((name): [string, MetricPair] => [name, pair])));
}

function chartPair(pair: MetricPair | undefined, spell: Spell): ChartPair | null {
	return pair === undefined ? null : {...pair, isTrain: ({run, metric}) => metric === spell(pair.train, run)};
}
