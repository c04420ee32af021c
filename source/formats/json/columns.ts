import type {Json, JsonObject} from '../../core/run.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {stepRank} from '../plain/step-names.ts';
import {isTimeName} from '../plain/time-names.ts';
import {isObject} from '../values.ts';
import {type Around, countsEpochs, isCounter, isCurveName, isMeasure} from './curve-names.ts';

/** A list of numbers and where each stands; null where a place of it holds no number. */
export interface Column {
	name: string;
	values: readonly (number | null)[];
	steps: readonly number[];
	byEpoch: boolean;
}

interface List {
	key: string;
	values: readonly (number | null)[];
}

/** Of places of a list that are to be numbers, how many at least. */
const leastShare = 0.5;

/**
 * Columns of an object of lists, as Keras' `history.history` is one; none where nothing shows that these are curves.
 * @param path what stands before their names
 * @param around what is said around the object
 */
export function columnsOf(object: JsonObject, path: string, around: Around): Column[] {
	if (isOfElse(object)) return [];
	const plain = Object.entries(object).flatMap(([key, value]) => listsOf(key, value));
	const lengths = new Set(plain.map(({values}) => values.length));
	// Objects of a list are one more measure of what the lists beside it hold, or else rows.
	const nested = Object.entries(object).flatMap(([key, value]) =>
		Array.isArray(value) && lengths.has(value.length) && value.every(isObject) ? listsWithin(key, value) : [],
	);
	const lists = [...plain, ...nested];
	const counters = lists.filter(({key, values}) => isCounter(key) && isRising(values));
	const measures = lists.filter(list => !counters.includes(list) && !isTimeName(list.key));
	const counterOf = ({values}: List) =>
		counters
			.filter(counter => counter.values.length === values.length)
			.sort((a, b) => stepRank(a.key) - stepRank(b.key))
			.at(0);
	const isCurve = (list: List) => {
		const name = path + list.key;
		if (around === 'training' || isCurveName(name)) return true;
		return isMeasure(name) && (around === 'course' || counterOf(list) !== undefined);
	};
	const curves = measures.filter(isCurve);
	// A single number in a list is a value of one epoch only where another list has one too.
	if (curves.length === 0 || (curves.length < 2 && curves[0]!.values.length < 2)) return [];
	const isKeras = measures.some(({key}) => key === 'loss') && measures.some(({key}) => key === 'val_loss');
	return measures.map(list => {
		const counter = counterOf(list);
		return {
			name: path + list.key,
			values: list.values,
			steps: counter === undefined ? list.values.map((_, i) => i + 1) : counter.values.map(Number),
			byEpoch: counter === undefined ? isKeras : countsEpochs(counter.key),
		};
	});
}

/** True for the statistics of data, for what days are told of, and for what Sacred has of a metric, which its reader takes. */
function isOfElse(object: JsonObject): boolean {
	const hasAll = (...keys: string[]) => keys.every(key => key in object);
	const isDays = (value: Json) => Array.isArray(value) && /^\d{4}-\d{2}-\d{2}$/.test(String(value[0]));
	return hasAll('mean', 'std') || hasAll('steps', 'values') || Object.values(object).some(isDays);
}

/** The list of numbers at a key; none where there is no such list. */
function listsOf(key: string, value: Json): List[] {
	const items = itemsOf(value);
	const values = items === null || items.length === 0 ? null : numbersOf(items);
	return values === null ? [] : [{key, values}];
}

/** The lists of what the objects of a list have at each of their keys. */
function listsWithin(key: string, objects: readonly JsonObject[]): List[] {
	const inner = new Set(objects.flatMap(Object.keys));
	return [...inner].flatMap(name =>
		listsOf(
			`${key}/${name}`,
			objects.map(object => object[name] ?? null),
		),
	);
}

/** Items of a list, and of an object that counts them from 0 as pandas' `to_json` writes a column. */
function itemsOf(value: Json): Json[] | null {
	if (Array.isArray(value)) return value;
	if (!isObject(value)) return null;
	const items = Object.values(value);
	return Object.keys(value).every((key, i) => key === String(i)) && !items.some(isObject) ? items : null;
}

/** The numbers of a list; null where too few of its places hold one. */
export function numbersOf(items: readonly Json[]): (number | null)[] | null {
	const numbers = items.map(item => (typeof item === 'number' ? item : typeof item === 'string' ? parseNumber(item) : null));
	return numbers.filter(number => number !== null).length > items.length * leastShare ? numbers : null;
}

function isRising(values: readonly (number | null)[]): boolean {
	return values.every((value, i) => value !== null && Number.isFinite(value) && (i === 0 || value >= values[i - 1]!));
}
