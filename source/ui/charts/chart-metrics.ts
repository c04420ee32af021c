import {curvesOf, type RunRow} from '../../core/row.ts';

type PickMetrics = (row: RunRow, ranked: readonly string[]) => readonly string[];

/**
 * Metrics that a run has, in the order of `ranked`. Made once a row, since some have thousands; each user has a memory of its own.
 * @param namesOf which of them are wanted
 */
export function pickMetricsOnce(namesOf: (row: RunRow) => readonly string[] = row => row.metrics.names): PickMetrics {
	const known = new WeakMap<RunRow, {ranked: readonly string[]; metrics: readonly string[]}>();
	return (row, ranked) => {
		const before = known.get(row);
		if (before?.ranked === ranked) return before.metrics;
		const has = new Set(namesOf(row));
		const metrics = ranked.filter(name => has.has(name));
		known.set(row, {ranked, metrics});
		return metrics;
	};
}

const chartMetrics = pickMetricsOnce(curvesOf);

/** Metrics that any of several runs has, in the order of `ranked`; those that its tracker keeps out of sight only where `all` are wanted. */
export function jointMetrics(rows: readonly RunRow[], ranked: readonly string[], all = false): readonly string[] {
	if (rows.length === 1 && (all || rows[0]!.hidden === undefined)) return chartMetrics(rows[0]!, ranked);
	const has = new Set(
		rows.flatMap(row => (all ? curvesOf(row) : row.metrics.names.filter(name => row.hidden?.includes(name) !== true))),
	);
	return ranked.filter(name => has.has(name));
}
