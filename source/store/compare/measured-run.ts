import type {MeasuredRun} from '../../core/diff/compare-metrics.ts';
import {type ComparedRun, type ComparedValues, comparedStride} from '../../core/diff/compared.ts';
import type {Moment} from '../../core/diff/moment.ts';
import {type Point, type Reading, readReturned} from '../../core/diff/reading.ts';
import {type AggregateName, aggregateColumn, aggregateStride, isReturned, type RunRow} from '../../core/row.ts';

const pointOf = (step: number, value: number): Point | null => (Number.isNaN(step) ? null : {step, value});
const unread: Reading = {points: 0, last: null, best: null, isPending: true};

/** Places of names in a list, so that thousands of metrics are read in one go. */
function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
	return new Map(names.map((name, at) => [name, at]));
}

function readRow({metrics}: RunRow): MeasuredRun['read'] {
	const places = indexOf(metrics.names);
	return (name, direction) => {
		const from = (places.get(name) ?? Number.NaN) * aggregateStride;
		const at = (which: AggregateName) => metrics.values[from + aggregateColumn(which)] ?? Number.NaN;
		const best = direction === 'down' ? pointOf(at('minStep'), at('min')) : pointOf(at('maxStep'), at('max'));
		const points = at('points');
		return {
			points: Number.isNaN(points) ? 0 : points,
			last: pointOf(at('lastStep'), at('last')),
			best: direction === null ? null : best,
		};
	};
}

function readValues({names, values}: ComparedValues): MeasuredRun['read'] {
	const places = indexOf(names);
	return name => {
		const from = (places.get(name) ?? Number.NaN) * comparedStride;
		const [points, lastStep, last, bestStep, best] = values.subarray(from, from + comparedStride);
		if (points === undefined) return unread;
		return {points, last: pointOf(lastStep!, last!), best: pointOf(bestStep!, best!)};
	};
}

/**
 * A run's metrics as the screen knows them: of its row for the end, else of what the engine said of a moment. Until it has said that, nothing
 * is known.
 */
export function measuredRun(
	row: RunRow,
	told: ComparedRun | undefined,
	at: Moment | null,
	values: ComparedValues | undefined,
): MeasuredRun {
	const isThere = values !== undefined && JSON.stringify(values.at) === JSON.stringify(at);
	const readCurve = at === null ? readRow(row) : isThere ? readValues(values) : () => unread;
	return {
		names: row.metrics.names,
		declared: new Map(told?.goals ?? []),
		hidden: new Set(told?.hidden ?? []),
		row,
		// The engine tells of curves alone.
		read: (name, direction) => (isReturned(row, name) ? readReturned(row, name, direction, at) : readCurve(name, direction)),
	};
}
