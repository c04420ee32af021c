import type {GitState, JsonObject} from '../../core/run.ts';
import {isObject} from '../values.ts';
import type {RunRecord} from './record/record.ts';
import {objectAt, textAt} from './record/values.ts';

/** The state of the sources; of several repositories the first, all are in the details. */
export function gitOf({raw}: RunRecord): {git: GitState | null; digest: string | null} {
	const [first] = Object.values(objectAt(raw, 'repos'));
	if (typeof first === 'string') return {git: {commit: first, branch: null, dirty: null, remote: null}, digest: null};
	if (!isObject(first)) return {git: null, digest: null};
	const dirty = typeof first.is_dirty === 'boolean' ? first.is_dirty : null;
	return {git: {commit: textAt(first, 'commit'), branch: null, dirty, remote: null}, digest: textAt(first, 'tree')};
}

/** Sections for the details of a run; ancestors with where they lie now. */
export function sectionsOf(record: RunRecord, locateAncestor: (path: string) => string | null): JsonObject {
	const {raw, lineage, preset} = record;
	const ancestors = [...lineage].map(([label, {path, info}]) => {
		const now = locateAncestor(path);
		return [
			label,
			{path: now ?? path, ...(now === null ? {missing: true} : {}), ...pick(info, ['config', 'timestamp', 'repos'])},
		] as const;
	});
	return withoutEmpty({
		Code: objectAt(raw, 'repos'),
		'Changed while it ran': objectAt(raw, 'code_drift'),
		Caller: objectAt(raw, 'caller'),
		Data: dataOf(raw),
		Environment: objectAt(raw, 'env'),
		Lineage: Object.fromEntries(ancestors),
		Preset: preset ?? {},
	});
}

/** Each input with its recorded hash and where it was. */
function dataOf(raw: JsonObject): JsonObject {
	const identity = objectAt(raw, 'data_identity');
	return Object.fromEntries(
		Object.entries(objectAt(raw, 'data')).map(([name, hash]) => {
			const {path, algorithm} = objectAt(identity, name);
			return [name, withoutEmpty({hash, path: path ?? null, algorithm: algorithm ?? null})];
		}),
	);
}

function pick(from: JsonObject, keys: string[]): JsonObject {
	return Object.fromEntries(keys.flatMap(key => (from[key] === undefined ? [] : [[key, from[key]]])));
}

export function withoutEmpty(from: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(from).filter(([, value]) => value !== null && !(isObject(value) && Object.keys(value).length === 0)),
	);
}
