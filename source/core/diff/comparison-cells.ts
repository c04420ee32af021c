import type {Json} from '../run.ts';
import {cleanText} from '../text/clean-text.ts';
import {formatNumber, formatParameter, noValue} from '../text/units.ts';
import {type Delta, shareText} from './delta.ts';
import type {Point} from './reading.ts';

/** What stands in the cells of a comparison. */

/** For programs: all of a value as text, empty for none. */
export function textOf(value: Json | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'string') return cleanText(value, Number.POSITIVE_INFINITY);
	return typeof value === 'object' ? cleanText(JSON.stringify(value), Number.POSITIVE_INFINITY) : String(value);
}

/** Both ends of what is longer than `most` characters. */
function shorten(text: string, most: number | null): string {
	if (most === null || text.length <= most) return text;
	const end = Math.floor((most - 1) / 2);
	return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}

/** For people; of a long text both ends. @param most characters, null for all */
export function cellOf(value: Json | undefined, most: number | null): string {
	if (value === undefined) return noValue();
	if (typeof value === 'number') return formatParameter(value);
	return shorten(textOf(value), most);
}

/** What a value is against the first: in full, and without the difference itself where per cent say it too. */
export function changeTexts(value: number, base: number, delta: Delta | null): [full: string, short: string] {
	if (delta === null) return ['', ''];
	if (delta.absolute === 0) return [' (same)', ' (same)'];
	const sign = delta.absolute > 0 ? '+' : '−';
	const absolute = `${sign}${formatNumber(Math.abs(delta.absolute), 3)}`;
	const share = shareText(delta, value, base);
	const relative = share === '' ? [] : [share];
	const verdict = delta.better === null ? [] : [delta.better ? 'better' : 'worse'];
	const short = relative.length === 0 ? [absolute] : relative;
	return [` (${[absolute, ...relative, ...verdict].join(', ')})`, ` (${[...short, ...verdict].join(', ')})`];
}

/** The first text that has no more than `most` characters, else the last. */
export const fitting = (texts: readonly string[], most: number | null): string =>
	texts.find(text => most === null || text.length <= most) ?? texts.at(-1)!;

/** A value with its step and its change against the first; with less of that where there is no room. */
export function metricCell({step, value}: Point, base: number, delta: Delta | null, most: number | null): string {
	const at = Number.isNaN(step) ? formatNumber(value) : `${formatNumber(value)} at ${formatNumber(step)}`;
	const [full, short] = changeTexts(value, base, delta);
	return fitting([at + full, at + short, formatNumber(value) + short], most);
}
