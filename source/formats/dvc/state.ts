import type {JsonObject} from '../../core/run.ts';
import {type Lock, lockOf, mergeResults, type Pipeline, pipelineOf, readValues, usualParams} from './pipeline.ts';

/** What a project tells of its runs at one time: in its directory, or in a commit. */
export interface State {
	pipeline: Pipeline;
	lock: Lock | null;
	settings: JsonObject;
	/** By the file that has them. */
	results: ReadonlyMap<string, JsonObject>;
	/** What is wrong with its files, by their paths. */
	faults: ReadonlyMap<string, string>;
	/** The same for two times at which it tells the same. */
	signature: string;
}

/** What a project tells, of which `read` gives the files by their paths from that of its dvc.yaml; null where that cannot be read. */
export function stateOf(read: (path: string) => Uint8Array | null): State | null {
	const faults = new Map<string, string>();
	const valuesOf = (path: string, what: 'settings' | 'results') => {
		const bytes = read(path);
		const {value, fault} = bytes === null ? {value: null, fault: null} : readValues(path, bytes, what);
		if (fault !== null) faults.set(path, fault);
		return value;
	};
	const yaml = valuesOf('dvc.yaml', 'settings');
	if (yaml === null) return null;
	const pipeline = pipelineOf(yaml);
	const lockYaml = valuesOf('dvc.lock', 'settings');
	const lock = lockYaml === null ? null : lockOf(lockYaml);
	const results = new Map<string, JsonObject>();
	for (const path of pipeline.metrics) {
		const values = valuesOf(path, 'results');
		if (values !== null) results.set(path, values);
	}
	let settings = lock?.settings ?? {};
	// What no stage was told is not in the lock.
	if (Object.keys(settings).length === 0)
		for (const path of pipeline.params.length > 0 ? pipeline.params : [usualParams])
			settings = {...settings, ...valuesOf(path, 'settings')};
	return {pipeline, lock, settings, results, faults, signature: JSON.stringify([settings, mergeResults(results)])};
}
