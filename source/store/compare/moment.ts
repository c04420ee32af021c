import type {Moment} from '../../core/diff/moment.ts';
import {axisKey, stepAxis} from '../../core/series/axis.ts';
import {formatCount, formatDuration} from '../../core/text/units.ts';
import type {XCursor} from '../shelves/chart-settings.ts';
import type {State} from '../state.ts';

/**
 * Where in the course of the compared runs their values are wanted: where the person said, or where the reading line of the charts stands;
 * null for the end.
 */
export function momentOf({view}: Pick<State, 'view'>): Moment | null {
	if (view.compareAt !== 'line') return view.compareAt;
	return cursorMoment(view.chartX);
}

/** What the reading line says of the course of every run; null where there is none, or it stands on another axis than steps or time. */
function cursorMoment(cursor: XCursor | null): Moment | null {
	if (cursor?.axis === axisKey(stepAxis)) return {kind: 'step', step: Math.round(cursor.x)};
	if (cursor?.axis === axisKey({kind: 'relative', name: ''})) return {kind: 'time', seconds: Math.round(cursor.x)};
	return null;
}

/** The same as it is typed: `500`, `90s`. */
export const momentWord = (at: Moment): string => (at.kind === 'step' ? String(at.step) : `${at.seconds}s`);

/** `step 500`, `30 min after the start`. */
export function momentText(at: Moment): string {
	return at.kind === 'step' ? `step ${formatCount(at.step)}` : `${formatDuration(at.seconds)} after the start`;
}
