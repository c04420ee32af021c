import type {Json, JsonObject} from './run.ts';
import {setKey} from './set-key.ts';

const deepest = 12;
/** What goes deeper is no work of a person, and would be too much for the stack. */
const deepestValue = 100;

const isNested = (value: Json | undefined): value is JsonObject =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/** Nested objects as flat keys joined with '.'; lists stay whole, empty objects vanish. */
export function flattenConfig(config: JsonObject): Record<string, Json> {
	const flat: Record<string, Json> = {};
	const walk = (node: JsonObject, prefix: string, depth: number) => {
		for (const [key, value] of Object.entries(node)) {
			const name = prefix === '' ? key : `${prefix}.${key}`;
			if (isNested(value) && depth < deepest) walk(value, name, depth + 1);
			else setKey(flat, name, value);
		}
	};
	walk(config, '', 0);
	return flat;
}

/**
 * Values of nested objects by their paths, whose keys are joined with '/'; those in lists are left out. A name that is given as it is counts before a path
 * that reads the same, whatever it holds but for another object, and of two such paths the later one.
 * @param take what is taken of a value, null for one that is left out
 */
export function valuesByPath<Value>(record: JsonObject, take: (value: Json) => Value | null): Map<string, Value> {
	const found = new Map<string, Value>();
	const isGiven = (name: string) => Object.hasOwn(record, name) && !isNested(record[name]);
	const walk = (node: JsonObject, prefix: string, depth: number) => {
		for (const [key, value] of Object.entries(node)) {
			const name = prefix + key;
			const taken = take(value);
			if (taken !== null) {
				if (depth === 0 || !isGiven(name)) found.set(name, taken);
			} else if (isNested(value) && depth < deepestValue) walk(value, `${name}/`, depth + 1);
		}
	};
	walk(record, '', 0);
	return found;
}

/** The numbers of them. */
export const numbersByPath = (record: JsonObject): Map<string, number> =>
	valuesByPath(record, value => (typeof value === 'number' ? value : null));
