import v8 from 'node:v8';
import {dropOld} from './by-roots.ts';
import {readSealed, writeSealed} from './sealed-file.ts';
import {type Shelf, shelfDirectory, shelfFile} from './shelf-file.ts';

/** What was read, a file for each set of roots, in the cache: it can be thrown away at any time. */

function read(shelf: Shelf, roots: readonly string[]): unknown {
	const data = readSealed(shelfFile(shelf, roots));
	if (data === null) return null;
	try {
		return v8.deserialize(data);
	} catch {
		return null;
	}
}

/** Keeps plain data for the next start. Nothing depends on it, so that it fails silently. */
function keep(shelf: Shelf, roots: readonly string[], data: object): void {
	try {
		writeSealed(shelfFile(shelf, roots), v8.serialize(data));
		dropOld(shelfDirectory(shelf));
	} catch {
		// A read-only home: the next start reads all of it again.
	}
}

/** What was kept, as it was given; null for nothing, or nothing sound. */
export const readReadings = (roots: readonly string[]): unknown => read('readings', roots);
export const keepReadings = (roots: readonly string[], readings: object): void => keep('readings', roots, readings);

export const readFirstRows = (roots: readonly string[]): unknown => read('first', roots);
export const keepFirstRows = (roots: readonly string[], rows: object): void => keep('first', roots, rows);
