import {type JoinedMetric, joinedText, nameIn} from '../core/rank/joined-metric.ts';
import {nameRuns} from '../core/rank/run-names.ts';
import {rankRuns} from '../core/rank/standings.ts';
import {describeDirection, makeYardstick} from '../core/rank/yardstick.ts';
import {type RunRow, readAggregate} from '../core/row.ts';
import {type Sample, sampleSeries} from '../core/series/sample.ts';
import {type Direction, findGoal} from '../core/table/metrics/direction.ts';
import {formatNumber} from '../core/text/numbers.ts';
import type {Block, Chart, ChartCurve} from './blocks.ts';
import type {ReportRun, ReportSource} from './source.ts';

/** Curves that are told apart, and those that only show how wide the others lie. */
const mostCurves = 12;
const mostOthers = 100;
/** Columns of a curve; the extremes of each are kept, so that no spike vanishes. */
const curveColumns = 240;
const otherColumns = 60;

/** A chart for each metric. A run has the same colour in all of them. */
export function gatherCharts(source: ReportSource): Block[] {
	const slots = chooseSlots(source);
	const nameOf = nameRuns(source.runs.map(({row}) => row));
	const charts = source.metrics.map(metric => makeChart(source, metric, slots, nameOf)).filter(chart => chart !== null);
	if (charts.length === 0) return [];
	return [{kind: 'heading', text: 'Curves'}, ...charts.map((chart): Block => ({kind: 'chart', chart}))];
}

/** The best runs by the first yardstick get the colours, then the others in their order. */
function chooseSlots({runs, yardsticks, nowMs}: ReportSource): Map<ReportRun, number> {
	const byRow = new Map(runs.map(run => [run.row, run]));
	const [yardstick] = yardsticks;
	const rows = runs.map(({row}) => row);
	const best = yardstick === undefined ? [] : rankRuns(rows, yardstick, {nowMs}).ranked.map(({rows: [row]}) => row!);
	return new Map([...new Set([...best, ...rows])].map((row, at) => [byRow.get(row)!, at]));
}

const isDrawable = ({row, metrics}: ReportRun, metric: string): boolean =>
	metrics.has(metric) && Number.isFinite(readAggregate(row, metric, 'min'));

function makeChart(
	{runs, goals, logY}: ReportSource,
	joined: JoinedMetric,
	slots: ReadonlyMap<ReportRun, number>,
	nameOf: (row: RunRow) => string,
): Chart | null {
	const {metric} = joined;
	const having = runs.filter(run => isDrawable(run, nameIn(run.row, joined))).sort((a, b) => slots.get(a)! - slots.get(b)!);
	if (having.length === 0) return null;
	const goal = findGoal(metric, goals);
	const drawn = having.slice(0, mostCurves);
	const others = having.slice(mostCurves, mostCurves + mostOthers);
	const sample = (run: ReportRun, columns: number): Sample =>
		sampleSeries(run.metrics.get(nameIn(run.row, joined))!, 'step', columns, null, null);
	return {
		metric: joinedText(joined),
		direction: goal === null ? '' : describeDirection({direction: goal.direction, from: goal.guessed ? 'name' : 'tracker'}),
		logY,
		curves: drawn.map(
			(run): ChartCurve => ({
				name: nameOf(run.row),
				sample: sample(run, curveColumns),
				slot: slots.get(run)!,
				last: formatNumber(readAggregate(run.row, nameIn(run.row, joined), 'last')),
				best: bestText(run, nameIn(run.row, joined), goal?.direction ?? null),
			}),
		),
		others: others.map(run => sample(run, otherColumns)),
		more: having.length - drawn.length - others.length,
	};
}

function bestText({row}: ReportRun, metric: string, direction: Direction | null): string {
	if (direction === null) return '';
	const value = makeYardstick(metric, direction, 'name').field.read(row, 0);
	return typeof value === 'number' && Number.isFinite(value) ? formatNumber(value) : '';
}
