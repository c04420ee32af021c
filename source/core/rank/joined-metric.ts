import {alignMetrics} from '../diff/align-names.ts';
import {namesKey} from '../query/fields/names.ts';
import type {RunRow} from '../row.ts';
import {cleanText} from '../text/clean-text.ts';

/** A metric, and what other runs call the same: no run has two of the names. */
export interface JoinedMetric {
	metric: string;
	others: readonly string[];
}

/** `val/loss` and what some of the runs have for it, such as `val_loss`, by the rule that runs are compared by. */
export function joinMetric(rows: readonly RunRow[], metric: string): JoinedMetric {
	// Runs of one kind list the same names; thousands of runs have few lists.
	const lists = new Map(rows.map(({metrics: {names}}) => [namesKey(names), names]));
	const lacking = [...lists.values()].some(names => !names.includes(metric));
	if (!lacking) return {metric, others: []};
	const end = metric
		.toLowerCase()
		.split(/[\s/._:#-]+/)
		.at(-1)!;
	const alike = [...lists.values()].map(names => names.filter(name => name.toLowerCase().endsWith(end)));
	const aligned = alignMetrics(alike).find(({nameIn}) => nameIn.includes(metric));
	const names = new Set(aligned?.nameIn ?? []);
	return {metric, others: [...names].filter(name => name !== null && name !== metric) as string[]};
}

/** The same for several; a metric that another one before it is joined with is left out. */
export function joinMetrics(rows: readonly RunRow[], metrics: readonly string[], most = metrics.length): JoinedMetric[] {
	const joined: JoinedMetric[] = [];
	for (const metric of metrics) {
		if (joined.length === most) break;
		if (!joined.some(each => each.metric === metric || each.others.includes(metric))) joined.push(joinMetric(rows, metric));
	}
	return joined;
}

/** What a run calls it; the metric's own name where it has none of them. */
export function nameIn({metrics: {names}}: RunRow, {metric, others}: JoinedMetric): string {
	if (others.length === 0 || names.includes(metric)) return metric;
	return others.find(name => names.includes(name)) ?? metric;
}

/** `val/loss = val_loss`, as compared runs say it. */
export const joinedText = ({metric, others}: JoinedMetric): string =>
	[metric, ...others].map(name => cleanText(name)).join(' = ');
