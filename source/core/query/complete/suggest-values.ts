import {statuses} from '../../status.ts';
import type {ZoneOffset} from '../../text/clock.ts';
import {formatTimestamp} from '../../text/clock.ts';
import {formatNumber} from '../../text/numbers.ts';
import {type Column, isNumber} from '../columns/column.ts';
import {countValues, numbersOf} from '../columns/count-values.ts';
import type {Shown} from '../columns/table.ts';
import type {Field} from '../fields/field.ts';
import {makeItem} from '../language/items.ts';
import {readSpan} from '../language/numbers.ts';
import {printItem} from '../language/print.ts';
import {type Candidate, rateMatch} from './candidate.ts';

const none = {from: 0, to: 0};
const candidate = (text: string, runs: number, detail: string): Candidate => ({
	insert: printItem(makeItem(text, /[*?]/.test(text), none)),
	label: text,
	runs,
	detail,
});

/** Landmarks of a measured value, and NaN where it occurs. */
function suggestNumbers(column: Column, places: Uint32Array): Candidate[] {
	const values = numbersOf(column, places);
	const nans = places.reduce(
		(count, place) => count + Number(column.codes[place] === isNumber && Number.isNaN(column.numbers[place])),
		0,
	);
	const marks: [string, number][] = [
		['lowest', 0],
		['median', 0.5],
		['highest', 1],
	];
	const landmarks =
		values.length === 0
			? []
			: marks.map(([detail, share]) =>
					candidate(formatNumber(values[Math.round(share * (values.length - 1))]!, 4, {unicode: false}), values.length, detail),
				);
	const different = landmarks.filter((mark, i) => landmarks.findIndex(other => other.label === mark.label) === i);
	return nans > 0 ? [...different, candidate('nan', nans, 'not a number')] : different;
}

/** Usual spans with the number of runs below each. */
function suggestSpans(column: Column, places: Uint32Array): Candidate[] {
	const values = numbersOf(column, places);
	return ['10m', '1h', '6h', '1d', '7d'].map(text =>
		candidate(text, values.filter(value => value < readSpan(text)!).length, 'below'),
	);
}

function suggestTimes(column: Column, places: Uint32Array, nowMs: number, zone: ZoneOffset): Candidate[] {
	const dayOf = (atMs: number): string => formatTimestamp(atMs, zone).slice(0, 10);
	const days = new Map<string, number>();
	for (const atMs of numbersOf(column, places)) days.set(dayOf(atMs), (days.get(dayOf(atMs)) ?? 0) + 1);
	const named: [string, string][] = [
		['today', dayOf(nowMs)],
		['yesterday', dayOf(nowMs - 86_400_000)],
	];
	const words = named.map(([word, day]) => candidate(word, days.get(day) ?? 0, day));
	const dates = [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([day, runs]) => candidate(day, runs, 'day'));
	return [...words, ...dates];
}

function listValues(field: Field, {table, places}: Shown, nowMs: number, zone: ZoneOffset): Candidate[] {
	const column = table.column(field, nowMs);
	if (field.kind === 'number' || field.kind === 'fraction') return suggestNumbers(column, places);
	if (field.kind === 'span') return suggestSpans(column, places);
	if (field.kind === 'time') return suggestTimes(column, places, nowMs, zone);
	const found = countValues(column, places).map(({value, runs}) => candidate(String(value), runs, 'value'));
	if (field.source.from !== 'attribute' || field.source.name !== 'status') return found;
	const seen = new Set(found.map(({label}) => label));
	return [...found, ...statuses.filter(status => !seen.has(status)).map(status => candidate(status, 0, 'value'))];
}

/** Real values of a field with the number of rows that hold each, most frequent first; those that begin as typed before the others. */
export function suggestValues(field: Field, typed: string, shown: Shown, nowMs: number, zone: ZoneOffset): Candidate[] {
	const rated = listValues(field, shown, nowMs, zone).map(candidate => ({candidate, match: rateMatch(candidate.label, typed)}));
	return rated
		.filter(({match}) => Number.isFinite(match))
		.sort((a, b) => a.match - b.match)
		.map(({candidate}) => candidate);
}
