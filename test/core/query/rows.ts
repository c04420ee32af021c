import {
	type AggregateName,
	aggregateNames,
	aggregateStride,
	emptyRow,
	type MetricTable,
	type RunRow,
} from '../../../source/core/row.ts';
import type {Json} from '../../../source/core/run.ts';

/** Rows for tests, written the short way. */

export type ShortMetric = number | Partial<Record<AggregateName, number>>;

export interface ShortRow extends Partial<Omit<RunRow, 'metrics' | 'config'>> {
	config?: Record<string, Json>;
	/** A number is a metric's last value. */
	metrics?: Record<string, ShortMetric>;
}

export const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);

function makeTable(metrics: Record<string, ShortMetric>): MetricTable {
	const names = Object.keys(metrics);
	const values = new Float64Array(names.length * aggregateStride).fill(Number.NaN);
	for (const [index, short] of Object.values(metrics).entries()) {
		const {last, ...others} = typeof short === 'number' ? {last: short} : {last: Number.NaN, ...short};
		const all: Partial<Record<AggregateName, number>> = {
			points: 1,
			nan: 0,
			nonfinite: 0,
			first: last,
			last,
			min: last,
			max: last,
			mean: last,
			...others,
		};
		for (const [column, name] of aggregateNames.entries()) values[index * aggregateStride + column] = all[name] ?? Number.NaN;
	}
	return {names, values};
}

let lastKey = 0;

export function makeRow({config, metrics, ...others}: ShortRow = {}): RunRow {
	const key = ++lastKey;
	return {
		...emptyRow(),
		key,
		id: `id${key}`,
		format: 'jsonl',
		formats: ['jsonl'],
		dir: `runs/${key}`,
		path: `/runs/${key}`,
		name: `run${key}`,
		status: 'finished',
		config: config ?? {},
		metrics: makeTable(metrics ?? {}),
		...others,
	};
}
