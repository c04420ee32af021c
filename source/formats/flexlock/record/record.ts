import type {Json, JsonObject} from '../../../core/run.ts';
import {isObject} from '../../values.ts';
import {objectAt, textAt, timeOf} from './values.ts';

/**
 * `caller`: naga 0.1 (2025-09) to flexlock 0.2 (to 2025-12), which record who called them and whose keys are the same; `early`: what came
 * between these (0.2.17 to 0.4) and `current`, everything since that has fingerprints and end marks.
 */
export type Generation = 'caller' | 'early' | 'current';

/** What run.lock, or the row of a task, records of a run, with the names of the three generations made one. */
export interface RunRecord {
	generation: Generation;
	raw: JsonObject;
	/** Without what flexlock keeps in it for itself. */
	config: JsonObject;
	preset: JsonObject | null;
	saveDirectory: string | null;
	id: string | null;
	parent: string | null;
	startedAtMs: number | null;
	note: string | null;
	result: JsonObject | null;
	/** Ancestors by label: path, and what is recorded of them. */
	lineage: Map<string, {path: string; info: JsonObject}>;
	/** True where these are all that lie behind it, not only what it was made from itself. */
	namesAncestors: boolean;
	/** True where its file is there and not all of it can be read. */
	isDamaged: boolean;
}

const ownKeys = new Set(['_preset_', '_snapshot_']);

/** Reads a record as parsed; anything but an object gives an empty one. */
export function recordOf(value: Json | undefined, isDamaged = false): RunRecord {
	const raw = isObject(value) ? value : {};
	const config = objectAt(raw, 'config');
	const preset = config._preset_;
	const generation = generationOf(raw);
	const saveDirectory = textAt(config, 'save_dir');
	const {result} = raw;
	return {
		generation,
		raw,
		config: Object.fromEntries(Object.entries(config).filter(([key]) => !ownKeys.has(key))),
		preset: isObject(preset) ? preset : null,
		saveDirectory,
		id: textAt(raw, 'task_id') ?? textAt(raw, 'fingerprint') ?? (generation === 'current' ? null : saveDirectory),
		parent: textAt(raw, 'parent'),
		startedAtMs: timeOf(raw.timestamp),
		note: textAt(raw, 'note'),
		result: result === undefined || result === null ? null : isObject(result) ? result : {result},
		lineage: lineageOf(raw),
		// naga put all of them in one, by whole path (naga/load_stage.py); of flexlock 0.2 they are the direct ones, by name.
		namesAncestors: Object.keys(objectAt(raw, 'prevs')).some(path => /^([A-Za-z]:)?\//.test(path)),
		isDamaged,
	};
}

/** True for the record of a whole sweep, whose config names only its directory. */
export function isPlaceholder({raw}: RunRecord): boolean {
	const config = raw.config;
	return isObject(config) && Object.keys(config).every(key => key === 'save_dir' || key === '_snapshot_');
}

function generationOf(raw: JsonObject): Generation {
	if (isObject(raw.caller)) return 'caller';
	// `lineage` came with 0.2.17, half a year before the marks of an end.
	const modern = ['fingerprint', 'source_scope', 'discovery', 'result_storage', 'record_version', 'task_record'];
	return Object.keys(raw).length === 0 || modern.some(key => key in raw) ? 'current' : 'early';
}

/** `lineage` holds {label: {path, info}}; `prevs` of the older ones held {path or name: record}. */
function lineageOf(raw: JsonObject): RunRecord['lineage'] {
	const lineage: RunRecord['lineage'] = new Map();
	for (const [label, entry] of Object.entries(objectAt(raw, 'lineage'))) {
		if (isObject(entry)) lineage.set(label, {path: textAt(entry, 'path') ?? label, info: objectAt(entry, 'info')});
	}
	for (const [path, entry] of Object.entries(objectAt(raw, 'prevs'))) {
		if (isObject(entry)) lineage.set(path, {path, info: entry});
	}
	return lineage;
}
