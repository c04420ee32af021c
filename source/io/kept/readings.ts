import path from 'node:path';
import v8 from 'node:v8';
import {cacheDirectory} from '../cache-directory.ts';
import {dropOld, fileOfRoots} from './by-roots.ts';
import {readSealed, writeSealed} from './sealed-file.ts';

/** What was read of runs that go on no more, a file for each set of roots, in the cache: it can be thrown away at any time. */

const directory = (): string => path.join(cacheDirectory(), 'readings');
const fileOf = (roots: readonly string[]): string => path.join(directory(), `${fileOfRoots(roots)}.bin`);

/** What was kept, as it was given; null for nothing, or nothing sound. */
export function readReadings(roots: readonly string[]): unknown {
	const data = readSealed(fileOf(roots));
	if (data === null) return null;
	try {
		return v8.deserialize(data);
	} catch {
		return null;
	}
}

/** Keeps plain data for the next start. Nothing depends on it, so that it fails silently. */
export function keepReadings(roots: readonly string[], readings: object): void {
	const file = fileOf(roots);
	try {
		writeSealed(file, v8.serialize(readings));
		dropOld(directory());
	} catch {
		// A read-only home: the next start reads all of it again.
	}
}
