import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../encodings/set-key.ts';
import {isObject} from '../values.ts';

/** Undoes what Sacred's jsonpickle makes of values that JSON lacks: tuples and sets become lists, wrapped numbers numbers. */
export function unpickle(value: Json, depth = 0): Json {
	if (depth > 100) return value;
	if (Array.isArray(value)) return value.map(item => unpickle(item, depth + 1));
	if (!isObject(value)) return value;
	const list = value['py/tuple'] ?? value['py/set'];
	if (Array.isArray(list)) return list.map(item => unpickle(item, depth + 1));
	const plain: JsonObject = {};
	for (const [key, item] of Object.entries(value)) setKey(plain, key, unpickle(item, depth + 1));
	return plain;
}

/** Value of a point: a number, or one of numpy's wrapped by jsonpickle. NaN where it is none. */
export function pointValue(value: Json | undefined): number {
	if (typeof value === 'number') return value;
	if (typeof value === 'boolean') return Number(value);
	if (isObject(value) && typeof value.value === 'number') return value.value;
	return Number.NaN;
}
