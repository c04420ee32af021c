import {isClock, isDay, readMoment} from '../../plain/names/time-names.ts';

/** Columns that say together when a row was written, -1 for none: `time` has the moment, or the day where `clock` has the time of it. */
export interface TimeColumns {
	time: number;
	clock: number;
}

/**
 * Decides by the first row which of the columns that hold times has moments. A day alone is none, and neither is the time passed: they count where
 * nothing better is there.
 *
 * @param times the columns that hold times by their names
 */
export function findTimeColumns(
	times: readonly number[],
	names: readonly string[],
	firstRow: readonly (number | string | null)[],
): TimeColumns {
	const moment = times.find(i => !Number.isNaN(readMoment(firstRow[i] ?? '')));
	if (moment !== undefined) return {time: moment, clock: -1};
	const textAt = (i: number) => String(firstRow[i] ?? '');
	const day = times.find(i => isDay(textAt(i)));
	const clock = times.find(i => isClock(names[i]!, textAt(i)));
	return day === undefined || clock === undefined ? {time: times[0] ?? -1, clock: -1} : {time: day, clock};
}
