import {localTime, offsetMsAt, type ZoneOffset} from '../../core/clock.ts';
import {formatDuration} from '../../core/durations.ts';

/** Ticks on axes of time: `relativeTicks` (seconds since the start), `clockTicks` (the wall clock, milliseconds). */

export interface Tick {
	value: number;
	text: string;
}

const minute = 60;
const hour = 3600;
const day = 86_400;
const steps = [
	1,
	2,
	5,
	10,
	15,
	30,
	minute,
	2 * minute,
	5 * minute,
	10 * minute,
	15 * minute,
	30 * minute,
	hour,
	2 * hour,
	3 * hour,
	6 * hour,
	12 * hour,
	day,
	2 * day,
	7 * day,
	14 * day,
	28 * day,
	91 * day,
	365 * day,
];

/** The step in seconds, of those a clock has, that cuts `span` into at most `count` pieces. */
function clockStep(span: number, count: number): number {
	const raw = span / Math.max(1, count);
	const found = steps.find(step => step >= raw);
	if (found !== undefined) return found;
	return Math.ceil(raw / (365 * day)) * 365 * day;
}

/** `0`, `10 min`, `20 min`, … Below a second the step is decimal. */
export function relativeTicks(fromSeconds: number, toSeconds: number, count: number): Tick[] {
	const step = clockStep(toSeconds - fromSeconds, count);
	const ticks: Tick[] = [];
	for (let value = Math.ceil(fromSeconds / step) * step; value <= toSeconds && ticks.length < 100; value += step) {
		ticks.push({value, text: value === 0 ? '0' : value < 0 ? `-${formatDuration(-value)}` : formatDuration(value)});
	}
	return ticks;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Round times on the wall clock of the place: `14:05`; midnight is the new day's date, `11-19`. */
export function clockTicks(fromMs: number, toMs: number, count: number, offset: ZoneOffset): Tick[] {
	const step = clockStep((toMs - fromMs) / 1000, count);
	const stepMs = step * 1000;
	const shift = offsetMsAt(fromMs, offset);
	const severalDays = localTime(fromMs, offset)?.day !== localTime(toMs, offset)?.day;
	const ticks: Tick[] = [];
	for (let value = Math.ceil((fromMs + shift) / stepMs) * stepMs - shift; value <= toMs && ticks.length < 100; value += stepMs) {
		const at = localTime(value, offset);
		if (!at) break;
		const time = `${two(at.hour)}:${two(at.minute)}${step < minute ? `:${two(at.second)}` : ''}`;
		const date = `${two(at.month)}-${two(at.date)}`;
		const midnight = at.hour === 0 && at.minute === 0 && at.second === 0;
		ticks.push({value, text: step >= day || (severalDays && midnight) ? date : time});
	}
	return ticks;
}
