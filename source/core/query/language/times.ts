import {localTime, offsetMsAt, type ZoneOffset} from '../../text/clock.ts';
import {readSpan} from './numbers.ts';

/** A stretch of time that a word means: from `fromMs` up to, not including, `toMs`. Both equal for an exact moment. */
export interface Stretch {
	fromMs: number;
	toMs: number;
}
export type StretchAt = (nowMs: number, zone: ZoneOffset) => Stretch;

const dayMs = 86_400_000;
const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[tT](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?)?)?(z|[+-]\d\d(?::?\d\d)?)?$/i;
const moved = /^(now|today|yesterday|tomorrow)\s*([+-])\s*(\S+)$/i;
const clock = /^(\d\d?):(\d\d)(?::(\d\d))?$/;

/** Wall clock to moment. Where the clock was turned, the offset of the moment itself is taken. */
function toMoment(wallMs: number, zone: ZoneOffset): number {
	const first = wallMs - offsetMsAt(wallMs, zone);
	return wallMs - offsetMsAt(first, zone);
}

function wallDay(nowMs: number, zone: ZoneOffset, shift: number): number {
	const day = localTime(nowMs, zone)?.day ?? 0;
	return (day + shift) * dayMs;
}

function readDay(shift: number): StretchAt {
	return (nowMs, zone) => ({
		fromMs: toMoment(wallDay(nowMs, zone, shift), zone),
		toMs: toMoment(wallDay(nowMs, zone, shift + 1), zone),
	});
}

function readZone(text: string | undefined): number | null {
	if (!text) return null;
	const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(3).replace(':', ''))];
	return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function readDate(text: string): StretchAt | null {
	const match = pattern.exec(text);
	if (!match) return null;
	const [year, month, date, hour, minute, second] = match.slice(1, 7).map(part => (part === undefined ? null : Number(part)));
	const zoned = readZone(match[8]);
	if (zoned !== null && hour === null) return null;
	const wall = Date.UTC(year!, (month ?? 1) - 1, date ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
	const check = new Date(wall);
	if ((month !== null && check.getUTCMonth() + 1 !== month) || (date !== null && check.getUTCDate() !== date)) return null;
	if ((minute ?? 0) > 59 || (second ?? 0) > 59) return null;
	const fraction = match[7];
	const from = wall + (fraction ? Math.round(Number(fraction) * 1000) : 0);
	let to = from;
	if (month === null) to = Date.UTC(year! + 1, 0, 1);
	else if (date === null) to = Date.UTC(year!, month!, 1);
	else if (hour === null) to = from + dayMs;
	else if (second === null) to = from + 60_000;
	else if (!fraction) to = from + 1000;
	return (_nowMs, zone) => ({fromMs: toMoment(from, zoned ?? zone), toMs: toMoment(to, zoned ?? zone)});
}

/** `now-2h`, `today-7d`: what the word means, moved by a span of time. */
function readMoved(text: string): StretchAt | null {
	const [, word, sign, span] = moved.exec(text) ?? [];
	const seconds = span === undefined ? null : readSpan(span);
	const base = word === undefined ? null : readTime(word);
	if (seconds === null || base === null) return null;
	const shiftMs = (sign === '-' ? -1000 : 1000) * seconds;
	return (nowMs, zone) => {
		const {fromMs, toMs} = base(nowMs, zone);
		return {fromMs: fromMs + shiftMs, toMs: toMs + shiftMs};
	};
}

/**
 * `today`, `yesterday`, `tomorrow`, `now`, each also moved (`now-2h`, `today-7d`), `14:02` (today), and ISO 8601 from the year down to the
 * second, each as the whole stretch it names, in the local time zone unless it carries its own; null for anything else.
 */
export function readTime(text: string): StretchAt | null {
	const word = text.toLowerCase();
	if (word === 'now') return nowMs => ({fromMs: nowMs, toMs: nowMs});
	if (word === 'today') return readDay(0);
	if (word === 'yesterday') return readDay(-1);
	if (word === 'tomorrow') return readDay(1);
	const match = clock.exec(text);
	if (!match) return readMoved(text) ?? readDate(text.trim().replace(' ', 'T'));
	const [hour, minute, second] = [Number(match[1]), Number(match[2]), match[3] === undefined ? null : Number(match[3])];
	if (hour > 23 || minute > 59 || (second ?? 0) > 59) return null;
	const offset = ((hour * 60 + minute) * 60 + (second ?? 0)) * 1000;
	return (nowMs, zone) => {
		const from = wallDay(nowMs, zone, 0) + offset;
		return {fromMs: toMoment(from, zone), toMs: toMoment(from + (second === null ? 60_000 : 1000), zone)};
	};
}
