import {readMetricColumn} from '../../store/columns/metric-column.ts';

/** A metric's curve stands beside its last value only, not beside each of its aggregates. */
export function hasCurve(column: string): boolean {
	return readMetricColumn(column)?.aggregate === 'last';
}
