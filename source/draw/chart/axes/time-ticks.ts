import {localTime, offsetMsAt, type ZoneOffset} from '../../../core/text/clock.ts';
import {formatDuration} from '../../../core/text/durations.ts';
import {day, minute, roundSpan} from '../../../core/text/time-steps.ts';

/** Ticks on axes of time: `relativeTicks` (seconds since the start), `clockTicks` (the wall clock, milliseconds). */

export interface Tick {
	value: number;
	text: string;
}

/** The step in seconds, of those a clock has, that cuts `span` into at most `count` pieces. */
const clockStep = (span: number, count: number): number => roundSpan(span / Math.max(1, count));

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
