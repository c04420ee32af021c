import type {Json, JsonObject} from '../../../core/run.ts';
import {setPath} from '../../set-path.ts';

/**
 * What a row shows of a setting: nothing new, its value, that it is none since it changes, or that it is a measure: a number that changes, as population
 * based training makes it.
 */
export type Shown = 'nothing' | 'value' | 'change' | 'measure';

/** Settings that the rows of a file repeat. One that changes is none of the run. */
export class RowSettings {
	/** Settings by their path. */
	private readonly values = new Map<string, Json>();
	/** The last value of those that changed. */
	private readonly varied = new Map<string, Json>();

	/** Takes what a row has of a setting. */
	take(path: string, value: number | string): Shown {
		const changed = this.varied.get(path);
		const known = changed ?? this.values.get(path);
		if (known === value) return 'nothing';
		if (known === undefined) {
			this.values.set(path, value);
			return 'value';
		}
		this.values.delete(path);
		this.varied.set(path, value);
		if (typeof known === 'number' && typeof value === 'number') return 'measure';
		return changed === undefined ? 'change' : 'nothing';
	}

	/** The settings as they stand, "model/width" as an object in an object. */
	config(): JsonObject {
		const config: JsonObject = {};
		for (const [path, value] of this.values) setPath(config, path.split('/'), value);
		return config;
	}
}
