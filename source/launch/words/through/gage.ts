import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../../core/acting/target.ts';
import type {Json, JsonObject} from '../../../core/run.ts';
import {thisUser} from '../../../io/processes/processes.ts';
import {makeDirectory} from '../../../io/write/make-directory.ts';
import {replaceFile} from '../../../io/write/replace.ts';
import {timeId} from '../../shelf/time-id.ts';
import type {WordPlace} from './place.ts';

/** Gage's log of what people set: a file for each change, applied in the order of their names (gage/_internal/attr_log.py). */
export function gagePlace({path: meta, id}: Pick<Target, 'path' | 'id'>): WordPlace {
	const directory = path.join(path.dirname(meta), `${id}.user${meta.endsWith('.deleted') ? '.deleted' : ''}`);
	const append = (set: JsonObject, removed: string[], nowMs: number): (() => void) => {
		makeDirectory(directory);
		const file = path.join(directory, `${timeId(nowMs, namesIn(directory))}.json`);
		replaceFile(file, JSON.stringify({author: thisUser(), set, delete: removed}));
		return () => rmSync(file, {force: true});
	};
	return {
		where: ({op}) => (op === 'note' ? directory : null),
		write({value, isUndone}, nowMs) {
			if (isUndone) {
				const key = commentOf(directory, value);
				return key === null ? () => {} : append({}, [key], nowMs);
			}
			const comment = timeId(nowMs, namesIn(directory)).slice(0, 13);
			return append({[`comment:${comment}`]: {msg: String(value), timestamp: Math.round(nowMs)}}, [], nowMs);
		},
		label: {
			before: labelIn(directory),
			write: (text, nowMs) => void append(text === null ? {} : {label: text}, text === null ? ['label'] : [], nowMs),
		},
	};
}

const namesIn = (directory: string) => (existsSync(directory) ? readdirSync(directory).sort() : []);

function changesIn(directory: string): {set: JsonObject; removed: string[]}[] {
	return namesIn(directory)
		.filter(name => name.endsWith('.json'))
		.flatMap(name => {
			try {
				const {set, delete: removed}: {set?: JsonObject; delete?: string[]} = JSON.parse(
					readFileSync(path.join(directory, name), 'utf8'),
				);
				return [{set: set ?? {}, removed: removed ?? []}];
			} catch {
				return [];
			}
		});
}

/** Key of the newest comment with a text. */
function commentOf(directory: string, text: Json): string | null {
	const keys = changesIn(directory).flatMap(({set}) =>
		Object.entries(set)
			.filter(([key, comment]) => key.startsWith('comment:') && (comment as JsonObject | null)?.msg === text)
			.map(([key]) => key),
	);
	return keys.at(-1) ?? null;
}

function labelIn(directory: string): string | null {
	let label: Json = null;
	for (const {set, removed} of changesIn(directory)) {
		label = set.label ?? label;
		if (removed.includes('label')) label = null;
	}
	return typeof label === 'string' ? label : null;
}
