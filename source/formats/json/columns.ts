import type {Json, JsonObject} from '../../core/run.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {stepRank} from '../plain/names/step-names.ts';
import {isTimeName} from '../plain/names/time-names.ts';
import {isObject} from '../values.ts';
import {type Around, countsEpochs, isCounter, isCurveName, isLearnt, isMeasure, isOfTraining} from './curve-names.ts';

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

/** Lists beside folds, seeds and sizes, as scikit-learn has them, and beside what is told a month or a year. */
const ofOthers = /^(?:months?|years?|folds?|seeds?|(?:mean_)?fit_time|train_?sizes?)$/i;
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
		if (around === 'training') return true;
		if (around === 'course' || counterOf(list) !== undefined) return isCurveName(name) || isMeasure(name);
		if (around === 'metrics') return isCurveName(name);
		return isLearnt(name) && (around === 'nothing' || isOfTraining(name));
	};
	const curves = measures.filter(isCurve);
	const longest = Math.max(0, ...curves.map(({values}) => values.length));
	// A single number in a list is a value of one epoch only where another list has one too.
	if (longest === 0 || (curves.length < 2 && longest < 2)) return [];
	// Little tells of these: an evaluation gives its loss and its accuracy in one list.
	const isUntold = around !== 'training' && around !== 'course' && counters.length === 0;
	if (isUntold && (longest < (lists.length < 2 ? 3 : 2) || areOfThings(object, longest))) return [];
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

/**
 * True for the statistics of data, for what is told of days and years, for what scikit-learn says of folds, sizes and classes, and for what Sacred
 * has of a metric, which its reader takes.
 */
function isOfElse(object: JsonObject): boolean {
	const hasAll = (...keys: string[]) => keys.every(key => key in object);
	const isDays = (value: Json) => Array.isArray(value) && /^\d{4}-\d{2}-\d{2}$/.test(String(value[0]));
	return (
		hasAll('mean', 'std') ||
		hasAll('steps', 'values') ||
		hasAll('precision', 'recall', 'support') ||
		Object.entries(object).some(([key, value]) => isDays(value) || (typeof value === 'object' && ofOthers.test(key)))
	);
}

/** True where a list of as many different words stands beside lists, but for names of classes: they have a value a model, or a picture. */
export function areOfThings(object: JsonObject, length: number): boolean {
	return Object.entries(object).some(([key, value]) => {
		const items = itemsOf(value);
		if (items?.length !== length || isTimeName(key) || /class|label/i.test(key) || new Set(items).size < length) return false;
		return items.every(item => typeof item === 'string' && parseNumber(item) === null);
	});
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
	const rises = values.every((value, i) => value !== null && Number.isFinite(value) && (i === 0 || value >= values[i - 1]!));
	// Steps of each episode, all as long as they may be, count nothing.
	return rises && (values.length === 1 || values.at(-1)! > values[0]!);
}
