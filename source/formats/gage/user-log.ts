import type {FileAccess} from '../../core/files/files.ts';
import type {Json, Problem} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {isObject, objectOf} from '../values.ts';
import type {Place} from './layout.ts';

const mostBytes = 1024 * 1024;

/** What people said of a run. */
export interface UserWords {
	label: string | null;
	/** Oldest first. */
	comments: string[];
	problems: Problem[];
}

/** Applies the user log of a run: `{author, set: {}, delete: []}` in a file each, in the order of their names. */
export function readUserLog(files: FileAccess, {user}: Place): UserWords {
	const attributes: Record<string, Json> = {};
	const problems: Problem[] = [];
	for (const name of sortedNames(files, user).filter(entry => entry.endsWith('.json'))) {
		const file = `${user}/${name}`;
		const bytes = files.readWhole(file, mostBytes);
		const value = bytes === null ? undefined : parseTolerantJson(decodeFile(bytes));
		const fault = value === undefined ? 'Is cut or no JSON' : isObject(value) ? null : 'Is no object';
		if (fault !== null) problems.push({file, message: `${fault}, so one change of label or comments is missing`});
		const {set, delete: removed} = objectOf(value);
		for (const [key, item] of Object.entries(objectOf(set))) setKey(attributes, key, item);
		for (const key of Array.isArray(removed) ? removed : []) delete attributes[String(key)];
	}
	const comments = Object.entries(attributes)
		.filter(([key]) => key.startsWith('comment:'))
		.map(([, comment]) => objectOf(comment))
		.sort((a, b) => Number(a.timestamp ?? 0) - Number(b.timestamp ?? 0));
	const {label} = attributes;
	return {
		label: typeof label === 'string' && label !== '' ? label : null,
		comments: comments.flatMap(({msg}) => (typeof msg === 'string' ? [msg] : [])),
		problems,
	};
}

/** Where a run was put: `active`, `trash` or the id of an archive. The marker that is last by name counts; its time stands before that. */
export function readContainer(files: FileAccess, {moves, isDeleted}: Place): string {
	const last = sortedNames(files, moves).at(-1);
	const container = last === undefined ? null : (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-(.+)$/.exec(last)?.[1] ?? null);
	return isDeleted ? 'trash' : (container ?? 'active');
}

/** Name of an archive, null where its record is gone or was deleted. */
export function readArchiveName(files: FileAccess, {archives}: Place, archive: string): string | null {
	const last = sortedNames(files, `${archives}/${archive}`)
		.filter(name => name.endsWith('.json'))
		.at(-1);
	const bytes = last === undefined ? null : files.readWhole(`${archives}/${archive}/${last}`, mostBytes);
	const {name} = objectOf(bytes === null ? undefined : parseTolerantJson(decodeFile(bytes)));
	return typeof name === 'string' && name !== '' ? name : null;
}

function sortedNames(files: FileAccess, directory: string): string[] {
	return (files.list(directory) ?? []).map(({name}) => name).sort();
}
