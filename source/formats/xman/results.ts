import type {Json, JsonObject} from '../../core/run.ts';
import {NumberArray, PickleNode, type PickleValue, pickleToJson, plainValue} from '../../encodings/pickle/index.ts';

/** A result taken apart: lists of numbers are curves over their index, the rest are single values. */
export interface Result {
	/** Numbers by index; NaN where an entry has none (it is no point then). */
	series: Map<string, (number | null)[]>;
	summary: JsonObject;
}

const deepest = 4;

/** Takes apart what a pipeline returned. `name` is for a result that is one list or one value. */
export function takeApart(value: PickleValue | undefined, name: string): Result {
	const result: Result = {series: new Map(), summary: {}};
	if (value === undefined) return result;
	const fields = fieldsIn(value);
	if (fields !== null) addFields(fields, '', result.summary, result, 0);
	else addValue(name, value, result.summary, name, result, 0);
	return result;
}

function addFields(fields: Map<PickleValue, PickleValue>, prefix: string, into: JsonObject, result: Result, depth: number): void {
	for (const [key, value] of fields) {
		const name = typeof key === 'string' ? key : String(pickleToJson(key));
		addValue(`${prefix}${name}`, value, into, name, result, depth);
	}
}

function addValue(path: string, value: PickleValue, into: JsonObject, name: string, result: Result, depth: number): void {
	const numbers = numbersIn(value);
	if (numbers !== null) {
		result.series.set(path, numbers);
		return;
	}
	const records = recordsIn(value);
	if (records !== null) {
		const prefix = depth === 0 && path === name && path === 'result' ? '' : `${path}/`;
		for (const [column, column_numbers] of records) result.series.set(`${prefix}${column}`, column_numbers);
		return;
	}
	const fields = depth < deepest ? fieldsIn(value) : null;
	if (fields !== null) {
		const inner: JsonObject = {};
		addFields(fields, `${path}/`, inner, result, depth + 1);
		if (Object.keys(inner).length > 0) define(into, name, inner);
		return;
	}
	define(into, name, pickleToJson(value, {maxValues: 2000}));
}

/** Sets a key that may be "__proto__" like any other. */
function define(into: JsonObject, name: string, value: Json): void {
	Object.defineProperty(into, name, {value, enumerable: true, configurable: true, writable: true});
}

function fieldsIn(given: PickleValue): Map<PickleValue, PickleValue> | null {
	const value = plainValue(given);
	if (value instanceof Map) return value;
	if (!(value instanceof PickleNode)) return null;
	return value.state instanceof Map ? value.state : (value.entries ?? null);
}

/** A list or one-dimensional array of numbers, in which None may stand for a missing one. Null for anything else. */
function numbersIn(given: PickleValue): (number | null)[] | null {
	const value = plainValue(given);
	const items = Array.isArray(value) ? value : value instanceof NumberArray && value.shape.length === 1 ? value.values : null;
	if (items === null || items.length === 0) return null;
	const numbers: (number | null)[] = [];
	let found = false;
	for (const item of items) {
		const number = item === null ? null : numberIn(item);
		if (number === undefined) return null;
		found ||= number !== null;
		numbers.push(number);
	}
	return found ? numbers : null;
}

function numberIn(given: PickleValue): number | null | undefined {
	if (typeof given === 'number') return given;
	if (given === null) return null;
	const value = plainValue(given);
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'number' ? value : undefined;
}

/** A list of dicts, as a history of epochs is often kept: one column of numbers a key. */
function recordsIn(given: PickleValue): Map<string, (number | null)[]> | null {
	const value = plainValue(given);
	if (!Array.isArray(value) || value.length === 0) return null;
	const columns = new Map<string, (number | null)[]>();
	for (const [index, item] of value.entries()) {
		const fields = fieldsIn(item);
		if (fields === null) return null;
		for (const [key, entry] of fields) {
			const number = typeof key === 'string' ? numberIn(entry) : undefined;
			if (typeof key !== 'string' || typeof number !== 'number') continue;
			const column = columns.get(key) ?? [];
			while (column.length < index) column.push(null);
			column.push(number);
			columns.set(key, column);
		}
	}
	return columns.size > 0 ? columns : null;
}
