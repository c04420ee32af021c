import type {ZoneOffset} from '../../text/clock.ts';
import {readSpan} from '../language/numbers.ts';
import {Fault, type Item} from '../language/syntax.ts';
import {readTime, type Stretch, type StretchAt} from '../language/times.ts';
import type {Relation} from './compare.ts';

function readStretches(item: Item): StretchAt | null {
	const whole = readTime(item.text);
	if (whole || item.quoted) return whole;
	const dots = item.text.indexOf('..');
	if (dots < 0) return null;
	const [left, right] = [item.text.slice(0, dots), item.text.slice(dots + 2)];
	const [first, last] = [readTime(left), readTime(right)];
	if ((left !== '' && !first) || (right !== '' && !last) || (!first && !last)) return null;
	return (nowMs, zone) => {
		const end = last?.(nowMs, zone);
		return {
			fromMs: first?.(nowMs, zone).fromMs ?? Number.NEGATIVE_INFINITY,
			// `..now` ends at this very moment.
			toMs: end === undefined ? Number.POSITIVE_INFINITY : end.fromMs === end.toMs ? end.toMs + 1 : end.toMs,
		};
	};
}

/** Before the first, from the first on, before the end, after the end: a day is one thing, so `>2026-11-01` starts on the 2nd. */
function isWithin(relation: Relation, value: number, {fromMs, toMs}: Stretch): boolean {
	const exact = fromMs === toMs;
	switch (relation) {
		case '<':
			return value < fromMs;
		case '<=':
			return exact ? value <= fromMs : value < toMs;
		case '>':
			return exact ? value > fromMs : value >= toMs;
		case '>=':
			return value >= fromMs;
		default:
			return exact ? value === fromMs : value >= fromMs && value < toMs;
	}
}

/** Test of a moment (milliseconds since the epoch) against a written time. The stretch is worked out once per moment of asking. */
export function compileTimeItem(
	label: string,
	relation: Relation,
	item: Item,
	zone: ZoneOffset,
): (value: number, nowMs: number) => boolean {
	const read = readStretches(item);
	if (!read) {
		const span = readSpan(item.text) !== null;
		const hint = span
			? `For the time since then ask age or silent: age<${item.text}`
			: 'Such as today, yesterday, now-2h, 2026-11-01, 2026-11-01T14:30, or 2026-11-01..2026-11-07';
		throw new Fault(item, `${label} needs a time, not ${item.text}`, hint);
	}
	if (item.text.includes('..') && relation !== '=' && relation !== ':')
		throw new Fault(item, `A range does not go with ${relation}`, `${label}:${item.text}`);
	let askedMs = Number.NaN;
	let stretch: Stretch = {fromMs: 0, toMs: 0};
	return (value, nowMs) => {
		if (askedMs !== nowMs) {
			askedMs = nowMs;
			stretch = read(nowMs, zone);
		}
		return isWithin(relation, value, stretch);
	};
}
