import {gitText, nothingRecorded, type RecordedSource} from '../../core/diff/source-text.ts';
import type {Showable} from '../../core/panes/arrange.ts';
import {hasCourse, hasCurve, type RunRow} from '../../core/row.ts';
import {isLive} from '../order/sort-values.ts';
import type {State} from '../state.ts';
import type {ScreenComparison} from './comparison.ts';

/** True where a run has a curve to lay over others, or writes one. Of what was logged once a table says all. */
function hasCourses(row: RunRow): boolean {
	const live = isLive(row);
	const hidden = new Set(row.hidden);
	return row.metrics.names.some(name => !hidden.has(name) && (live ? hasCurve(row, name) : hasCourse(row, name)));
}

/** Whether there is anything of compared runs to draw. */
export const haveCurves = (rows: readonly RunRow[]): boolean => rows.some(hasCourses);

/** Whether a run has recorded anything of its code. */
const hasSource = ({git}: RunRow, {digest, copies, patched}: RecordedSource): boolean =>
	digest !== null || copies > 0 || patched || gitText(git) !== null;

/** What of compared runs has something in it; what the engine has to look for counts until it is known that there is none. */
export function showable({compared}: State, {rows, metrics, summary}: ScreenComparison): Showable {
	const isTold = rows.every(({key}) => compared.runs.has(key));
	return {
		results: !isTold || metrics.length + summary.length > 0,
		source: !isTold || rows.some(row => hasSource(row, compared.runs.get(row.key)?.source ?? nothingRecorded)),
		curves: haveCurves(rows),
		output: rows.some(({key}) => compared.logs.get(key)?.lines.length !== 0),
	};
}
