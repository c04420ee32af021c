import {momentOfNumber, momentOfText} from '../../encodings/text/moments.ts';
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
export function mayBeTime(name: string): boolean {
	return milliseconds.test(name.trim());
}

/** Milliseconds since 1970 of a number or text in a time column, NaN where it is a span or nothing. */
export function readMoment(value: number | string): number {
	return typeof value === 'number' ? momentOfNumber(value) : momentOfText(value);
}
