import {isBookkeeping} from '../../core/diff/bookkeeping.ts';
import {diffMetrics, type MetricDiff} from '../../core/diff/compare-metrics.ts';
import {diffSummary, type SummaryDiff} from '../../core/diff/compare-summary.ts';
import type {ComparedRun, ComparedValues} from '../../core/diff/compared.ts';
import type {Moment} from '../../core/diff/moment.ts';
import {diffSettings, type SettingsDiff} from '../../core/diff/settings.ts';
import type {RunRow} from '../../core/row.ts';
import {selectMetricNames} from '../selectors.ts';
import type {State} from '../state.ts';
import {comparedRows} from './compared.ts';
import {measuredRun} from './measured-run.ts';
import {momentOf} from './moment.ts';

/** What is known of several runs side by side; lists go by run, in the order of `rows`. */
export interface ScreenComparison {
	/** The first one is what the others are measured against. */
	rows: readonly RunRow[];
	/** Where in their course the values are from; null for the end. */
	at: Moment | null;
	config: SettingsDiff;
	/** With each run's own spelling of the name; the most telling first, those of several runs before those of one. */
	metrics: readonly MetricDiff[];
	/** What the trackers summed up themselves and no metric says. */
	summary: readonly SummaryDiff[];
}

interface Known extends ScreenComparison {
	told: ReadonlyMap<number, ComparedRun>;
	values: ReadonlyMap<number, ComparedValues>;
	ranked: readonly string[];
	chosen: readonly string[] | null;
	all: boolean;
}

let known: Known | null = null;

/** Compares runs by what their rows and the engine tell. The last answer is kept until something of that or the choice of metrics changes. */
export function selectComparison(state: State, keys: readonly number[]): ScreenComparison {
	const rows = comparedRows(state, keys);
	const ranked = selectMetricNames(state);
	const at = momentOf(state);
	const {runs: told, values} = state.compared;
	const {metrics: chosen, compareAll: all} = state.view;
	const inputs = {told, values, ranked, chosen, all};
	const same = known !== null && known.rows.length === rows.length && rows.every((row, i) => row === known!.rows[i]);
	const unchanged = (Object.keys(inputs) as (keyof typeof inputs)[]).every(name => known?.[name] === inputs[name]);
	if (known !== null && same && unchanged && JSON.stringify(known.at) === JSON.stringify(at)) return known;
	const metrics = diffMetrics(rows.map(row => measuredRun(row, told.get(row.key), at, values.get(row.key))));
	const summaries = rows.map(row => ({row, summary: told.get(row.key)?.summary ?? {}}));
	known = {
		...inputs,
		rows,
		at,
		config: diffSettings(
			rows.map(row => told.get(row.key)?.config ?? row.config),
			true,
		),
		metrics: rankMetrics(rows.length, metrics, ranked, all, all ? null : chosen),
		summary: at === null ? diffSummary(summaries, metrics) : [],
	};
	return known;
}

/** In the order of the person's choice, else of what tells most. */
function rankMetrics(
	runs: number,
	metrics: readonly MetricDiff[],
	ranked: readonly string[],
	all: boolean,
	chosen: readonly string[] | null,
): MetricDiff[] {
	const place = new Map((chosen ?? ranked).map((name, at) => [name, at]));
	const of = ({nameIn}: MetricDiff) =>
		nameIn.reduce((least, name) => Math.min(least, (name === null ? undefined : place.get(name)) ?? Infinity), Infinity);
	const several = ({nameIn}: MetricDiff) => (nameIn.filter(name => name !== null).length > 1 || runs === 1 ? 0 : 1);
	return metrics
		.map(metric => ({metric, at: of(metric), alone: several(metric)}))
		.filter(({metric, at}) => (chosen === null ? (all || !metric.isHidden) && !isBookkeeping(metric.name) : Number.isFinite(at)))
		.sort((a, b) => (chosen === null ? a.alone - b.alone : 0) || (a.at === b.at ? 0 : a.at - b.at))
		.map(({metric}) => metric);
}
