import type {Json, JsonObject} from '../core/run.ts';

/** Small questions to data of unknown shape. */

export function isObject(value: unknown): value is JsonObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The object that it is, else an empty one. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The text that it is, null for an empty one and for anything else. */
export function textOf(value: Json | undefined): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The finite number that it is, else null. */
export function numberOf(value: Json | undefined): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The texts in a list, in their order; none where it is no list. */
export const textsIn = (value: Json | undefined): string[] =>
	Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];

/** What lies at a path of keys. */
export const at = (node: JsonObject, ...path: string[]): Json | undefined =>
	path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), node);
