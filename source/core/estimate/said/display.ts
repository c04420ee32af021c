import {untold} from '../../row.ts';
import {steadySpan} from '../../text/durations.ts';
import type {Remaining} from '../remaining.ts';
import {durationText, rangeText, roundingUnit, roundTo} from './duration.ts';

/** Keeps the text of one remaining time steady: rounded by its own size, looked at seldom, changed only for a reason. */
export interface Display {
	/** The text for this moment; `nowSeconds` is of the clock that the estimate was asked with. */
	show(nowSeconds: number, remaining: Remaining | null): string;
	/** On the same clock: before that moment the text stays as it is, unless the last step or the end of a silence is news. */
	readonly holdsUntil: number;
}

export interface Glyphs {
	about: string;
	dash: string;
	none: string;
	below: string;
}

export const unicodeGlyphs: Glyphs = {about: '≈ ', dash: ' – ', none: untold, below: '< '};
export const asciiGlyphs: Glyphs = {about: '~ ', dash: '-', none: '-', below: '< '};

/** What stands on the screen now. */
type Shown =
	| {kind: 'none'}
	| {kind: 'value'; seconds: number; unit: number}
	| {kind: 'range'; low: number; high: number; unit: number}
	| {kind: 'silent'; seconds: number}
	| {kind: 'ending'};

/** Seconds until the text may change again, by what is left. */
export const lookEvery = (seconds: number): number => (seconds < 600 ? 5 : seconds < 3600 ? 15 : 60);

/** A text that has changed stands for so long at least: six changes a minute at most, also where little is left. */
const leastStandSeconds = 10;
/** The last moments are one text: a number that is right would change with each look. */
const lastSeconds = 20;

/** The shortest silence that is told, seconds. */
const leastSilence = 15;

/** Share of a range's width by which the interval may reach above it. */
const upwards = 0.75;

/** Down counts from 0.6 units on, as time goes by; up, which people hate, only when it is more than a unit. */
function near(value: number, shown: number, unit: number): boolean {
	return value <= shown ? shown - value <= 0.6 * unit : value - shown <= unit;
}

/**
 * A range goes on telling the truth while the estimate is well inside and the interval not far beyond it, or half as wide: it is
 * wide because little is known, and every new number would claim more. Upwards it holds on longer: while the estimate stays inside,
 * time going by brings the interval down to it.
 */
function stillTells({low, high, unit}: {low: number; high: number; unit: number}, now: Remaining): boolean {
	const width = high - low;
	return (
		now.seconds >= low + 0.15 * width &&
		now.seconds <= high - 0.05 * width &&
		now.low >= low - unit &&
		now.high <= high + Math.max(unit, upwards * width) &&
		now.high - now.low >= 0.5 * width
	);
}

function next(shown: Shown, remaining: Remaining | null): Shown {
	if (!remaining || (remaining.settling && shown.kind === 'none')) return {kind: 'none'};
	if (remaining.ending) return {kind: 'ending'};
	if (remaining.stuck) return {kind: 'silent', seconds: Math.max(leastSilence, steadySpan(remaining.silentSeconds))};
	const {seconds, low, high} = remaining;
	// Wide intervals are shown as a range; the band between keeps the form from flipping.
	const wide = (high - low) / Math.max(seconds, 1) > (shown.kind === 'range' ? 0.42 : shown.kind === 'value' ? 0.58 : 0.5);
	if (wide) {
		if (shown.kind === 'range' && stillTells(shown, remaining)) return shown;
		const unit = roundingUnit(seconds, 0.2);
		const from = roundTo(low, unit);
		return {kind: 'range', low: from, high: Math.max(from + unit, roundTo(high, unit)), unit};
	}
	if (shown.kind === 'value' && near(seconds, shown.seconds, shown.unit)) return shown;
	if (seconds <= lastSeconds) return {kind: 'value', seconds: 0, unit: lastSeconds};
	const unit = roundingUnit(seconds);
	return {kind: 'value', seconds: roundTo(seconds, unit), unit};
}

function textOf(shown: Shown, glyphs: Glyphs): string {
	switch (shown.kind) {
		case 'none':
			return glyphs.none;
		case 'silent':
			return `no step for ${durationText(shown.seconds)}`;
		case 'ending':
			return 'steps done';
		case 'range':
			return shown.low <= 0 ? `${glyphs.below}${durationText(shown.high)}` : rangeText(shown.low, shown.high, glyphs.dash);
		case 'value':
			return shown.seconds <= 0 ? `${glyphs.below}${durationText(shown.unit)}` : `${glyphs.about}${durationText(shown.seconds)}`;
	}
}

export function createDisplay(glyphs: Glyphs = unicodeGlyphs): Display {
	let shown: Shown = {kind: 'none'};
	let text = glyphs.none;
	let holdsUntil = Number.NEGATIVE_INFINITY;
	return {
		show(now, remaining) {
			// That there is no step left is news: what is said of the time until then is wrong from that moment on.
			const isOver = remaining?.ending === true;
			// A silence that has ended is none, and the steps beside it move already.
			const isAwake = remaining?.stuck === false && shown.kind === 'silent';
			if (remaining && now < holdsUntil && !isOver && !isAwake) return text;
			shown = next(shown, remaining);
			const before = text;
			text = textOf(shown, glyphs);
			const standSeconds = text === before ? 0 : leastStandSeconds;
			holdsUntil = shown.kind === 'none' ? now : now + Math.max(standSeconds, lookEvery(remaining?.seconds ?? 0));
			return text;
		},
		get holdsUntil() {
			return holdsUntil;
		},
	};
}
