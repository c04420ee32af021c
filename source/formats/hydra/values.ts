import type {Json, JsonObject} from '../../core/run.ts';
import {isObject} from '../values.ts';

/** A text that says something: `???` is Hydra's word for a value that is missing. */
export const textOf = (value: Json | undefined): string | null =>
	typeof value === 'string' && value !== '' && value !== '???' ? value : null;

/** What lies at a path of keys. */
export const at = (node: JsonObject, ...path: string[]): Json | undefined =>
	path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), node);
