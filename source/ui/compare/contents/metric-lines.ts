import {isAllSingle, type MetricDiff} from '../../../core/diff/compare-metrics.ts';
import {countedValue, type RunRow} from '../../../core/row.ts';
import {isTop, topValue} from '../../../core/table/metrics/top-value.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {countWords} from '../../../core/text/count-words.ts';
import {formatCount, formatNumber, noValue} from '../../../core/text/units.ts';
import type {CompareCell, CompareLine} from '../table-line.ts';

type Judged = Pick<RunRow, 'infeasible'>;

/** The newest value of a metric, and the best one where it is known which way is better. None of the best is a run that breaks a constraint. */
export function metricLines(metric: MetricDiff, runs: readonly Judged[]): CompareLine[] {
	const {name, nameIn, goal} = metric;
	const label = cleanText(name);
	const full = () =>
		metric.readings.map((reading, run) => {
			if (reading === null) return '';
			const point = (at: {step: number; value: number} | null) =>
				at === null ? noValue() : Number.isNaN(at.step) ? `${at.value}` : `${at.value} at step ${formatCount(at.step)}`;
			const best = goal === null ? '' : `\n${goal.direction === 'down' ? 'min' : 'max'}  ${point(reading.best)}`;
			const {infeasible = ''} = runs[run]!;
			const why = infeasible === '' ? '' : `\n${cleanText(infeasible)}`;
			return `${nameIn[run]}\nlast ${point(reading.last)}${best}\n${countWords(reading.points, 'point')}${why}`;
		});
	const line = (part: string, which: 'last' | 'best'): CompareLine => ({
		kind: 'values',
		label,
		part,
		cells: () => metricCells(metric, runs, which),
		full,
	});
	return goal === null || isAllSingle(metric)
		? [line('last', 'last')]
		: [line('last', 'last'), line(goal.direction === 'down' ? 'min' : 'max', 'best')];
}

function metricCells({readings, deltas, goal}: MetricDiff, runs: readonly Judged[], which: 'last' | 'best'): CompareCell[] {
	const values = readings.map(reading => reading?.[which]?.value ?? Number.NaN);
	const counted = values.map((value, run) => countedValue(runs[run]!, value));
	const top = goal === null ? Number.NaN : topValue(counted, goal.direction);
	return readings.map((reading, run) => {
		// Of nothing but infinities none is the best.
		const isThere = (reading?.[which] ?? null) !== null;
		return {
			text: isThere ? formatNumber(values[run]!) : reading?.isPending ? '…' : noValue(),
			empty: !isThere,
			differs: false,
			value: values[run]!,
			base: values[0]!,
			delta: deltas[run]![which],
			best: isTop(counted[run]!, top),
		};
	});
}
