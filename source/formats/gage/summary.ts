import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {isObject, objectOf} from '../values.ts';

export interface Summary {
	/** Metrics and attributes by name. */
	values: JsonObject;
	/** Names that are shown to people in place of these. */
	titles: JsonObject;
	label: string | null;
}

/** `summary.json`: `{metrics, attributes, run: {label}}`, where a value is itself or `{value, label}`. */
export function readSummary(summary: JsonObject): Summary {
	const values: JsonObject = {};
	const titles: JsonObject = {};
	for (const part of [objectOf(summary.attributes), objectOf(summary.metrics)]) {
		for (const [name, item] of Object.entries(part)) {
			const {value, label} = titled(item);
			setKey(values, name, value);
			if (typeof label === 'string' && label !== name) setKey(titles, name, label);
		}
	}
	const {label} = objectOf(summary.run);
	return {values, titles, label: typeof label === 'string' ? label : null};
}

/** Names of the parts of a summary that are there and have another shape, so that nothing of them can be read. */
export function oddParts(summary: JsonObject): string[] {
	return ['attributes', 'metrics', 'run'].filter(name => summary[name] != null && !isObject(summary[name]));
}

function titled(item: Json): {value: Json; label: Json | undefined} {
	const object = objectOf(item);
	return 'value' in object ? {value: object.value ?? null, label: object.label} : {value: item, label: undefined};
}
