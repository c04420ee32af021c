import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {type PickleValue, readPickle} from '../../encodings/pickle/index.ts';
import {columnsOf, ownAt} from './frame.ts';
import {RecordTable} from './table.ts';

export interface LoadedRecords {
	/** The pickle, with the row of the table in the place of each record. */
	value: PickleValue | undefined;
	table: RecordTable;
	/** What is wrong with the file, null where nothing is. */
	damage: string | null;
	bytes: number;
}

/** Why nobody is answered from a damaged file: half of the records would pass for all of them. */
export const notAsked = (damage: string): string => `${damage}: its records are not asked`;

const mostBytes = 256 * 1024 * 1024;
const mostObjects = 6_000_000;

/**
 * Reads a pickle of this package. Its records (AncestorDict) go into a table as they are met, so that the largest part of a file never
 * exists as objects; the copies of the parents' values that the pickle holds beside them are passed over.
 */
export function loadRecords(files: FileAccess, path: string): LoadedRecords {
	const table = new RecordTable();
	const name = nameOf(path);
	const size = files.stat(path)?.size ?? 0;
	const failed = (damage: string): LoadedRecords => ({value: undefined, table, damage, bytes: 0});
	if (size > mostBytes) return failed(`${name} has ${size} bytes and is not read; the limit is ${mostBytes}`);
	const bytes = files.readWhole(path, mostBytes);
	if (bytes === null) return failed(`${name} cannot be read`);
	const {value, damage} = readPickle(bytes, {
		maxBytes: mostBytes,
		maxObjects: Math.min(mostObjects, 500_000 + bytes.length / 8),
		classes: {
			AncestorDict: {
				dropEntries: true,
				build({state}) {
					const [own, parents] = Array.isArray(state) ? state : [];
					return table.add(own instanceof Map ? own : new Map(), Array.isArray(parents) ? parents : []);
				},
			},
			// A record of a columnar recorder that was taken out of it: (index, frame, ancestors).
			AncestorMask: {
				dropEntries: true,
				build({state}) {
					const [index, frame, parents] = Array.isArray(state) ? state : [];
					const own = typeof index === 'number' ? ownAt(columnsOf(frame), index) : new Map<PickleValue, PickleValue>();
					return table.add(own, Array.isArray(parents) ? parents : []);
				},
			},
		},
	});
	return {value, table, damage: damage === null ? null : `${name} is ${damage.message}`, bytes: bytes.length};
}
