import type {HealthMark} from '../../core/health/mark.ts';
import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {fullText, spellInfinity, type TextOptions} from '../../core/text/numbers.ts';
import {formatAge, formatDuration, steadySpan} from '../../core/text/units.ts';
import {isLive} from '../order/sort-values.ts';
import {runSeconds} from './column-text.ts';

/** A span in its largest unit only, so that a quiet screen stays quiet: 42 min, 3 h, 2 d. */
export function coarseAge(ageMs: number): string {
	return ageMs < 60_000 ? '<1 min' : (/^\d+ \w+/.exec(formatAge(ageMs))?.[0] ?? '–');
}

/** How long a run has been silent, in steps coarse enough to stand still: 15 s, 9 min, 2 h. */
function silenceText(silentMs: number): string {
	const seconds = steadySpan(silentMs / 1000);
	if (seconds < 15) return '';
	return ` ${seconds < 60 ? formatDuration(seconds) : coarseAge(seconds * 1000)}`;
}

/** Cells of the list's column, as far as a screen of so many columns gives it: every text that a run may come to say has room in them. */
export const leftRoom = (screenCols: number): number => (screenCols < 100 ? 13 : 14);

/** Two units as one: `2 min 30 s` is `2.5 min`, `3 h 05` is `3.1 h`. */
const inOneUnit = (text: string): string =>
	text.replace(
		/(\d+) (min|h) (\d+)(?: (?:s|min))?(?!\S)/g,
		(_, whole, unit, rest) => `${(Number(whole) + Number(rest) / 60).toFixed(1)} ${unit}`,
	);

/**
 * An estimate in few cells: `2 min – 3 min` is `2 – 3 min`, `no step for 4 min` is `silent 4 min`.
 * @param longest cells that a range may take
 */
export function shortEstimate(text: string, terse: boolean, longest = leftRoom(Number.POSITIVE_INFINITY)): string {
	const short = (terse ? inOneUnit(text) : text)
		.replace(/^no \w+ for /, 'silent ')
		.replace(/^(\S+) (\w+) – (\S+) \2$/, '$1 – $3 $2');
	if (short.length <= longest) return short;
	// A range that is still too long is told by its end.
	const end = short.replace(/^.* – /, '< ');
	return end.length > longest ? inOneUnit(end) : end;
}

/** What is wrong, without the step since when where both have no room: half of a number is another one, and what it is comes first. */
function healthText({text}: HealthMark, longest: number, options: TextOptions): string {
	const clean = spellInfinity(cleanText(text), options);
	return clean.length > longest ? clean.replace(/ (?:at|since) \S+$/, '') : clean;
}

export interface LeftText {
	text: string;
	tone: 'plain' | 'quiet' | 'warn' | 'bad';
}

/** What the column of the time left says: the estimate, a silence, what went wrong, or how long it took. */
export function leftText(
	row: RunRow,
	nowMs: number,
	terse = false,
	longest = leftRoom(Number.POSITIVE_INFINITY),
	options = fullText,
): LeftText {
	const silence = row.updatedAtMs === null ? '' : `silent${silenceText(nowMs - row.updatedAtMs)}`;
	if (row.status === 'stalled') return {text: silence, tone: 'warn'};
	if (isLive(row)) {
		const text = shortEstimate(row.estimate?.text ?? '', terse, longest);
		return row.health.length > 0 && text === ''
			? {text: healthText(row.health[0]!, longest, options), tone: 'bad'}
			: {text, tone: 'plain'};
	}
	if (row.status !== 'finished' && row.health.length > 0)
		return {text: healthText(row.health[0]!, longest, options), tone: 'bad'};
	if (!row.complete) return {text: 'reading…', tone: 'quiet'};
	const seconds = runSeconds(row);
	if (!(seconds > 0)) return {text: '', tone: 'quiet'};
	// Without its word the time that it took would stand for what is left of it.
	const took = `took ${formatDuration(seconds)}`;
	if (!terse) return {text: took, tone: 'quiet'};
	const short = inOneUnit(took);
	// Half of a number is another one.
	return {text: short.length > longest ? '' : short, tone: 'quiet'};
}
