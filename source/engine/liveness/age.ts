import {formatDuration, steadyGrain, steadySpan} from '../../core/text/durations.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An age in words that change seldom, rounded down, no seconds: a reason with seconds in it would be another one at each look. */
export function steadyAge(ageMs: number): string {
	if (!Number.isFinite(ageMs)) return 'ever';
	if (ageMs < minute) return 'less than a minute';
	return formatDuration(steadySpan(ageMs / 1000)).replace(/ h 00$/, ' h');
}

/** How long an age stays the same in these words, milliseconds. */
export function steadyForMs(ageMs: number): number {
	const shownMs = Math.max(0, ageMs);
	const grainMs = Math.max(minute, steadyGrain(shownMs / 1000) * 1000);
	return grainMs - (shownMs % grainMs) + 1;
}

const bounds = [10_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 6 * hour, day];

/** The shortest usual span that a recent moment lies within, and how long that stays true, milliseconds. */
export function withinSpan(ageMs: number): {text: string; holdsMs: number} {
	const bound = bounds.find(limit => ageMs <= limit) ?? Math.ceil(ageMs / day) * day;
	return {text: formatDuration(bound / 1000).replace(/ h 00$/, ' h'), holdsMs: Math.max(1000, bound - ageMs)};
}
