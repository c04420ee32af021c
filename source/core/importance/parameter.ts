import {textOfFieldValue} from '../query/columns/alike.ts';
import {valueOfJson} from '../query/fields/field.ts';
import {numberOfText} from '../query/language/numbers.ts';
import type {RunRow} from '../row.ts';
import {describeSpread} from '../table/groups/statistics.ts';
import {rank} from './ranks.ts';

/** A setting that may explain results: its value in each run. */
export interface Parameter {
	key: string;
	kind: 'number' | 'category';
	/** One a run: the number, or the place in `labels`; NaN where the run lacks it. */
	values: Float64Array;
	/** The values of a category, in the order of their first run; empty for numbers. */
	labels: string[];
	/** Runs that have it. */
	known: number;
	/** Different values. */
	distinct: number;
}

/** One setting of all rows. It is a number where every value is one, however it was recorded. */
export function readParameter(rows: readonly RunRow[], key: string): Parameter {
	const texts = rows.map(({config}) => (Object.hasOwn(config, key) ? valueOfJson(config[key]) : null));
	const numbers = texts.map(value => (typeof value === 'string' ? numberOfText(value) : value));
	const isNumber = texts.every((text, i) => text === null || Number.isFinite(numbers[i]));
	const labels: string[] = [];
	const places = new Map<string, number>();
	const placeOf = (label: string): number => {
		const known = places.get(label);
		if (known !== undefined) return known;
		places.set(label, labels.length);
		return labels.push(label) - 1;
	};
	const values = Float64Array.from(texts, (text, i) => {
		if (text === null) return Number.NaN;
		const number = numbers[i];
		if (isNumber) return number as number;
		return placeOf(typeof number === 'number' ? String(number) : (textOfFieldValue(text) ?? ''));
	});
	const known = values.filter(value => !Number.isNaN(value));
	return {key, kind: isNumber ? 'number' : 'category', values, labels, known: known.length, distinct: new Set(known).size};
}

/** The values of the runs that have it, and the ranks of their results among each other. */
export function rankKnown({values}: Parameter, results: Float64Array): {values: Float64Array; ranks: Float64Array} {
	const known = Int32Array.from(values.keys()).filter(at => !Number.isNaN(values[at]!));
	return {values: Float64Array.from(known, at => values[at]!), ranks: rank(Float64Array.from(known, at => results[at]!))};
}

/** True where a logarithm spreads the values better: all above 0, over two decades or more, and most of them near the low end. */
export function spansDecades({kind, values}: Pick<Parameter, 'kind' | 'values'>): boolean {
	const {low, high, median} = describeSpread(values);
	return kind === 'number' && low > 0 && high / low >= 100 && high >= 4 * median;
}
