import {curvesOf, type RunRow} from '../../core/row.ts';

/** Why no chart is drawn of runs that were read to their end: they have no metrics, or none of those that they have is a curve to be shown. */
export function whyNoCharts(rows: readonly RunRow[]): string {
	const these = rows.length === 1 ? 'this run' : 'these runs';
	if (rows.every(({metrics}) => metrics.names.length === 0)) return `No metrics in ${these}`;
	const curves = rows.flatMap(row => curvesOf(row).map(name => ({name, row})));
	// A number that a run returned belongs to no step.
	if (curves.length === 0) return `Only single numbers in ${these}`;
	if (curves.every(({name, row}) => row.hidden?.includes(name))) return `No metrics in ${these} but hidden ones`;
	return `None of the chosen metrics is in ${these}`;
}
