import {noValue} from './numbers.ts';

/** Moments as text: `formatClock` (14:02, Tue 14:02, 11-19, 2025-11-19), `formatTimestamp` (in full). No clock is asked: now comes in. */

/** Minutes east of UTC, or how many they are at a moment: `at => -new Date(at).getTimezoneOffset()`. */
export type ZoneOffset = number | ((atMs: number) => number);

export interface LocalTime {
	/** Days since 1970-01-01 in local time. */
	day: number;
	year: number;
	month: number;
	date: number;
	/** 0 is Sunday. */
	weekday: number;
	hour: number;
	minute: number;
	second: number;
}

const dayMs = 86_400_000;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (value: number): string => String(value).padStart(2, '0');

export function offsetMsAt(atMs: number, offset: ZoneOffset): number {
	return (typeof offset === 'number' ? offset : offset(atMs)) * 60_000;
}

/** Parts of a moment on the wall clock; null where it is no time that a calendar has. */
export function localTime(atMs: number, offset: ZoneOffset): LocalTime | null {
	if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.6e15 - dayMs) return null;
	const shifted = atMs + offsetMsAt(atMs, offset);
	const date = new Date(shifted);
	return {
		day: Math.floor(shifted / dayMs),
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		date: date.getUTCDate(),
		weekday: date.getUTCDay(),
		hour: date.getUTCHours(),
		minute: date.getUTCMinutes(),
		second: date.getUTCSeconds(),
	};
}

/** The same day: 14:02; less than a week away: Tue 14:02; the same year: 11-19; else 2025-11-19. `–` for no time. */
export function formatClock(atMs: number, nowMs: number, offset: ZoneOffset): string {
	const at = localTime(atMs, offset);
	const now = localTime(nowMs, offset);
	if (!at) return noValue();
	const time = `${two(at.hour)}:${two(at.minute)}`;
	if (now && at.day === now.day) return time;
	if (now && Math.abs(at.day - now.day) < 7) return `${weekdays[at.weekday]} ${time}`;
	const date = `${two(at.month)}-${two(at.date)}`;
	return now && at.year === now.year ? date : `${at.year}-${date}`;
}

/** 2026-11-19 14:02:07, for details and reports. */
export function formatTimestamp(atMs: number, offset: ZoneOffset): string {
	const at = localTime(atMs, offset);
	if (!at) return noValue();
	return `${at.year}-${two(at.month)}-${two(at.date)} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
}
