import {type Suffix, suffixes} from '../../core/query/language/syntax.ts';

/** Columns of metrics: `m:loss` for the last value, `m.min:loss` for another aggregate. */

export interface MetricColumn {
	metric: string;
	aggregate: Suffix;
}

export function metricColumnId(metric: string, aggregate: Suffix): string {
	return aggregate === 'last' ? `m:${metric}` : `m.${aggregate}:${metric}`;
}

/** The metric that a column shows; null for other columns. */
export function readMetricColumn(column: string): MetricColumn | null {
	if (column.startsWith('m:')) return {metric: column.slice(2), aggregate: 'last'};
	if (!column.startsWith('m.')) return null;
	const end = column.indexOf(':');
	const aggregate = suffixes.find(suffix => suffix === column.slice(2, end));
	return aggregate === undefined ? null : {metric: column.slice(end + 1), aggregate};
}

export const isMetricColumn = (column: string): boolean => readMetricColumn(column) !== null;
