import {noValue} from './numbers.ts';
import {day, hour, minute} from './time-steps.ts';

/** Spans of time as text, two units at most: `formatDuration` (42 s, 3 min 20, 12 min, 3 h 05, 2 d 4 h), `formatAge` (coarser). */

const two = (value: number): string => String(value).padStart(2, '0');

function formatLong(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	if (hours < 1) return `${minutes} min`;
	if (days < 1) return `${hours} h ${two(minutes % 60)}`;
	if (days < 10 && hours % 24 > 0) return `${days} d ${hours % 24} h`;
	return days < 730 ? `${days} d` : `${Math.floor(days / 365)} y`;
}

/** A span in seconds, rounded down like a clock; `–` for none, tenths below a second, seconds beside minutes below ten minutes. */
export function formatDuration(seconds: number): string {
	if (!Number.isFinite(seconds)) return noValue();
	const span = Math.max(0, seconds);
	if (span > 0 && span < 0.95) return `${Math.max(0.1, span).toFixed(1)} s`;
	const whole = Math.floor(span + 0.05);
	if (whole < 60) return `${whole} s`;
	if (whole < 600 && whole % 60 > 0) return `${Math.floor(whole / 60)} min ${two(whole % 60)}`;
	return formatLong(whole);
}

/** How long ago, in milliseconds; a time ahead (clocks differ) counts as now. No seconds beside minutes, so that it seldom changes. */
export function formatAge(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return noValue();
	const seconds = Math.floor(Math.max(0, ageMs) / 1000);
	return seconds < 60 ? `${seconds} s` : formatLong(seconds);
}

/** True for an age in milliseconds that no difference between two clocks explains: the time is wrong, or one to come. */
export const isAhead = (ageMs: number): boolean => ageMs < -60_000;

/** When something was, by its age in milliseconds: "3 min ago", or "3 y ahead of this clock". */
export function formatAgo(ageMs: number): string {
	return isAhead(ageMs) ? `${formatAge(-ageMs)} ahead of this clock` : `${formatAge(ageMs)} ago`;
}

/** How finely a silence is told, by how long it lasts, both in seconds. */
export const steadyGrain = (seconds: number): number =>
	seconds < minute ? minute / 4 : seconds < 10 * minute ? minute : seconds < hour ? 5 * minute : seconds < day ? hour : day;

/**
 * A span in seconds, rounded down so that what is said of it stands still most of the time, and says the same wherever it is told of one silence: quarters of
 * a minute, whole minutes below ten, five minutes below an hour, then hours and days.
 */
export function steadySpan(seconds: number): number {
	const grain = steadyGrain(seconds);
	return Math.floor(seconds / grain) * grain;
}
