import type {RunRow} from '../../core/row.ts';

type PickMetrics = (row: RunRow, ranked: readonly string[]) => readonly string[];

/** Metrics that a run has, in the order of `ranked`. Made once a row, since some have thousands; each user has a memory of its own. */
export function pickMetricsOnce(): PickMetrics {
	const known = new WeakMap<RunRow, {ranked: readonly string[]; metrics: readonly string[]}>();
	return (row, ranked) => {
		const before = known.get(row);
		if (before?.ranked === ranked) return before.metrics;
		const has = new Set(row.metrics.names);
		const metrics = ranked.filter(name => has.has(name));
		known.set(row, {ranked, metrics});
		return metrics;
	};
}

const chartMetrics = pickMetricsOnce();

/** Metrics that any of several runs has, in the order of `ranked`; those that its tracker keeps out of sight only where `all` are wanted. */
export function jointMetrics(rows: readonly RunRow[], ranked: readonly string[], all = false): readonly string[] {
	if (rows.length === 1 && (all || rows[0]!.hidden === undefined)) return chartMetrics(rows[0]!, ranked);
	const has = new Set(
		rows.flatMap(({metrics, hidden = []}) => (all ? metrics.names : metrics.names.filter(name => !hidden.includes(name)))),
	);
	return ranked.filter(name => has.has(name));
}
