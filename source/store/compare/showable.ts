import type {Showable} from '../../core/panes/arrange.ts';
import {hasCourse, hasCurve, type RunRow} from '../../core/row.ts';
import {isLive} from '../order/sort-values.ts';
import type {State} from '../state.ts';

/** True where a run has a curve to lay over others, or writes one. Of what was logged once a table says all. */
function hasCourses(row: RunRow): boolean {
	const live = isLive(row);
	const hidden = new Set(row.hidden);
	return row.metrics.names.some(name => !hidden.has(name) && (live ? hasCurve(row, name) : hasCourse(row, name)));
}

/** What of compared runs has something in it; their output counts until it is known that there is none. */
export function showable({compared}: State, rows: readonly RunRow[]): Showable {
	return {
		curves: rows.some(hasCourses),
		output: rows.some(({key}) => compared.logs.get(key)?.lines.length !== 0),
	};
}
