import {momentOfNumber, momentOfText} from '../../../encodings/text/moments.ts';
import {isOwnTime} from './own-names.ts';

const timeNames =
	/^[_@]?(?:time|times|asctime|timestamp|timestamps|time_?stamp|wall[_ ]?time|wall|date|datetime|date_time|ts|created_at|logged_at|utc|now|clock)$/i;
const inUnits =
	/^_?(?:time|timestamp|wall|wall_time|walltime|ts|date|elapsed|epoch_time|unix)_(?:ms|us|ns|s|sec|secs|seconds|utc|iso|unix)$/i;
const milliseconds = /_ms$/i;
const spans = /^_?(?:elapsed|eta|runtime|time_elapsed|elapsed_time|_runtime)$/i;

/** True for names that hold a moment or the time passed, which are no metrics. */
export function isTimeName(name: string): boolean {
	const key = name.trim();
	return isOwnTime(key) || timeNames.test(key) || inUnits.test(key) || spans.test(key);
}

/** True for a name in milliseconds, which is a time where its values are moments and a metric (a latency) where they are not. */
export const mayBeTime = (name: string): boolean => milliseconds.test(name.trim());

const day = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/;
// Of one digit alone is the hour of a span: Python spells twelve seconds "0:00:12".
const clock = /^\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$/i;

// Before a comma that parts thousands there are three digits at most.
const unix = /^(\d{9,19})(?:[.,](\d+))?$/;

/** True for a day without a time. */
export const isDay = (text: string): boolean => day.test(text.trim());

/** True for a text in a time column of that name that may be the time of a day. */
export const isClock = (name: string, text: string): boolean => clock.test(text.trim()) && !spans.test(name.trim());

/** Milliseconds since 1970 of a number or text in a time column, also one with a decimal comma, NaN where it is a span, a day alone or nothing. */
export function readMoment(value: number | string): number {
	if (typeof value === 'number') return momentOfNumber(value);
	const [, whole, fraction = '0'] = unix.exec(value.trim()) ?? [];
	if (whole !== undefined) return momentOfNumber(Number(`${whole}.${fraction}`));
	return isDay(value) ? Number.NaN : momentOfText(value);
}

/** The same of a day and the time of that day, which stand apart. */
export function readDatedClock(dayText: string, clockText: string): number {
	return isDay(dayText) && clock.test(clockText.trim()) ? momentOfText(`${dayText.trim()} ${clockText.trim()}`) : Number.NaN;
}
