import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {isObject} from '../values.ts';

/** What is in a number or an array of numpy's as jsonpickle writes it; undefined for anything else. */
function numpyContent(object: JsonObject): Json | undefined {
	const kind = object['py/object'];
	if (typeof kind !== 'string' || !kind.startsWith('numpy.')) return undefined;
	const content = object.value ?? object.values;
	// A large array is packed into a text, with its shape beside.
	return typeof content === 'string' && object.dtype !== undefined && object.shape !== undefined ? undefined : content;
}

/** Undoes what Sacred's jsonpickle makes of values that JSON lacks: tuples and sets become lists, numpy's numbers and arrays plain ones. */
export function unpickle(value: Json, depth = 0): Json {
	if (depth > 100) return value;
	if (Array.isArray(value)) return value.map(item => unpickle(item, depth + 1));
	if (!isObject(value)) return value;
	const list = value['py/tuple'] ?? value['py/set'];
	if (Array.isArray(list)) return list.map(item => unpickle(item, depth + 1));
	const content = numpyContent(value);
	if (content !== undefined) return unpickle(content, depth + 1);
	const plain: JsonObject = {};
	for (const [key, item] of Object.entries(value)) setKey(plain, key, unpickle(item, depth + 1));
	return plain;
}

/** Value of a point: a number, also as a text, or one of numpy's (also an array without dimensions) wrapped by jsonpickle. NaN where it is none. */
export function pointValue(value: Json | undefined): number {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return parseNumber(value) ?? Number.NaN;
	if (typeof value === 'boolean') return Number(value);
	if (!isObject(value)) return Number.NaN;
	const content = numpyContent(value) ?? value.value;
	return typeof content === 'number' || typeof content === 'boolean' ? Number(content) : Number.NaN;
}
