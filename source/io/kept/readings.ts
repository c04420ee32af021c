import path from 'node:path';
import v8 from 'node:v8';
import {cacheDirectory} from '../cache-directory.ts';
import {dropOld, fileOfRoots} from './by-roots.ts';
import {readSealed, writeSealed} from './sealed-file.ts';

/** What was read of runs that go on no more, a file for each set of roots, in the cache: it can be thrown away at any time. */

type Shelf = 'readings' | 'first';
const directoryOf = (shelf: Shelf): string => path.join(cacheDirectory(), shelf);
const fileOf = (shelf: Shelf, roots: readonly string[]): string => path.join(directoryOf(shelf), `${fileOfRoots(roots)}.bin`);

function read(shelf: Shelf, roots: readonly string[]): unknown {
	const data = readSealed(fileOf(shelf, roots));
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
		writeSealed(fileOf(shelf, roots), v8.serialize(data));
		dropOld(directoryOf(shelf));
	} catch {
		// A read-only home: the next start reads all of it again.
	}
}

/** What commands kept, as it was given; null for nothing, or nothing sound. */
export const readReadings = (roots: readonly string[]): unknown => read('readings', roots);
export const keepReadings = (roots: readonly string[], readings: object): void => keep('readings', roots, readings);

/** The same for what a screen showed first. */
export const readFirstRows = (roots: readonly string[]): unknown => read('first', roots);
export const keepFirstRows = (roots: readonly string[], rows: object): void => keep('first', roots, rows);
