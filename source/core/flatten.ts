import type {Json, JsonObject} from './run.ts';
import {setKey} from './set-key.ts';

const deepest = 12;

/** Nested objects as flat keys joined with '.'; lists stay whole, empty objects vanish. */
export function flattenConfig(config: JsonObject): Record<string, Json> {
	const flat: Record<string, Json> = {};
	const walk = (node: JsonObject, prefix: string, depth: number) => {
		for (const [key, value] of Object.entries(node)) {
			const name = prefix === '' ? key : `${prefix}.${key}`;
			if (value !== null && typeof value === 'object' && !Array.isArray(value) && depth < deepest) walk(value, name, depth + 1);
			else setKey(flat, name, value);
		}
	};
	walk(config, '', 0);
	return flat;
}
