import type {Json, JsonObject} from '../../core/run.ts';
import {setPath} from '../set-path.ts';

/** Settings that the rows of a file repeat. One that changes is none of the run. */
export class RowSettings {
	/** Settings by their path. */
	private readonly values = new Map<string, Json>();
	private readonly varied = new Set<string>();

	/** Takes what a row has of a setting; true where what is known of it changes. */
	take(path: string, value: number | string): boolean {
		if (this.varied.has(path)) return false;
		const known = this.values.get(path);
		if (known === value) return false;
		if (known === undefined) this.values.set(path, value);
		else {
			this.values.delete(path);
			this.varied.add(path);
		}
		return true;
	}

	/** The settings as they stand, "model/width" as an object in an object. */
	config(): JsonObject {
		const config: JsonObject = {};
		for (const [path, value] of this.values) setPath(config, path.split('/'), value);
		return config;
	}
}
