import type {JsonObject} from '../../../core/run.ts';
import {formats} from '../../../formats/index.ts';

/** A directory that a program told its trackers it writes its results to, and the format of what it writes there. */
export interface ToldPlace {
	format: string;
	/** Absolute, or relative to where the program was started. */
	directory: string;
}

const keys = formats.flatMap(({id, logged}) => (logged?.placeKey === undefined ? [] : [[logged.placeKey, id] as const]));

/** Where a program writes by its settings; null where none of them says so. */
export function toldPlaceOf(config: JsonObject): ToldPlace | null {
	for (const [key, format] of keys) {
		const directory = config[key];
		if (typeof directory === 'string' && directory !== '') return {format, directory: directory.replace(/(?<=.)\/+$/, '')};
	}
	return null;
}
