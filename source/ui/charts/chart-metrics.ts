import type {RunRow} from '../../core/row.ts';

const known = new WeakMap<RunRow, {ranked: readonly string[]; metrics: string[]}>();

/** Metrics that a run has, in the order of `ranked`. Made once a row, since some have thousands. */
export function chartMetrics(row: RunRow, ranked: readonly string[]): readonly string[] {
	const before = known.get(row);
	if (before?.ranked === ranked) return before.metrics;
	const has = new Set(row.metrics.names);
	const metrics = ranked.filter(name => has.has(name));
	known.set(row, {ranked, metrics});
	return metrics;
}

/** Metrics that any of several runs has, in the order of `ranked`. */
export function jointMetrics(rows: readonly RunRow[], ranked: readonly string[]): readonly string[] {
	if (rows.length === 1) return chartMetrics(rows[0]!, ranked);
	const has = new Set(rows.flatMap(row => row.metrics.names));
	return ranked.filter(name => has.has(name));
}
