import type {Json, JsonObject} from './run.ts';

const isNested = (value: Json | undefined): value is JsonObject | Json[] => value !== null && typeof value === 'object';

/** The config with what its references stand for in their place, by flat key. Where there is another value by now, that one stays. */
export function followReferences(config: JsonObject, references: JsonObject): JsonObject {
	const followed = structuredClone(config);
	for (const [path, value] of Object.entries(references)) {
		const parts = path.split('.');
		const last = parts.pop()!;
		let holder: Json | undefined = followed;
		for (const part of parts) {
			if (!isNested(holder) || !Object.hasOwn(holder, part)) holder = undefined;
			else holder = (holder as JsonObject)[part];
		}
		if (!isNested(holder) || !Object.hasOwn(holder, last)) continue;
		const before = (holder as JsonObject)[last];
		if (typeof before === 'string' && before.includes('${')) (holder as JsonObject)[last] = value;
	}
	return followed;
}
