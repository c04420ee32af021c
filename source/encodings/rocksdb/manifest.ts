import {Cursor} from './cursor.ts';
import {scanLog} from './log-file.ts';

/** Which files of a database count. */
export interface LiveFiles {
	/** Numbers of tables. */
	tables: Set<number>;
	/** Number of the oldest log whose writes are in no table yet. */
	log: number;
}

/** Tags of what a record of the manifest may say (db/version_edit.h). */
const tags = {
	comparator: 1,
	log: 2,
	next: 3,
	lastSequence: 4,
	compactPointer: 5,
	deleted: 6,
	added: 7,
	previousLog: 9,
	leastLog: 10,
	added2: 100,
	added3: 102,
	added4: 103,
	family: 200,
	familyName: 201,
	mostFamilies: 203,
} as const;
const ignorable = 1 << 13;
const customEnd = 1;

/** Reads a manifest, a log of what came and went; null where it is cut or makes no sense, so that nobody knows which files count. */
export function readManifest(file: Buffer): LiveFiles | null {
	const live: LiveFiles = {tables: new Set(), log: 0};
	let isSound = true;
	let records = 0;
	const {end} = scanLog(file, 0, record => {
		records++;
		if (!readEdit(new Cursor(record, 0, record.length), live)) isSound = false;
	});
	return isSound && records > 0 && end === file.length ? live : null;
}

function readEdit(from: Cursor, live: LiveFiles): boolean {
	const added: number[] = [];
	while (!from.done) {
		const tag = from.varint();
		if (tag === tags.log) live.log = Math.max(live.log, from.varint());
		else if (tag === tags.comparator || tag === tags.familyName || tag >= ignorable) from.text();
		else if (tag === tags.compactPointer) {
			from.varint();
			from.text();
		} else if (tag === tags.deleted) {
			from.varint();
			live.tables.delete(from.varint());
		} else if (tag === tags.added || (tag >= tags.added2 && tag <= tags.added4)) added.push(readAdded(from, tag));
		else if (
			tag === tags.next ||
			tag === tags.lastSequence ||
			tag === tags.previousLog ||
			tag === tags.leastLog ||
			tag === tags.family ||
			tag === tags.mostFamilies
		)
			from.varint();
		else return false;
	}
	if (from.broken) return false;
	// One that only went to another level is both deleted and added.
	for (const number of added) live.tables.add(number);
	return true;
}

/** The number of a new table; its size, its bounds and the numbers of its writes are passed over. */
function readAdded(from: Cursor, tag: number): number {
	from.varint();
	const number = from.varint();
	if (tag === tags.added3) from.varint();
	from.varint();
	from.text();
	from.text();
	if (tag === tags.added) return number;
	from.varint();
	from.varint();
	while (tag === tags.added4 && !from.done && from.varint() !== customEnd) from.text();
	return number;
}
