import {existsSync} from 'node:fs';
import path from 'node:path';
import {digestRoots} from '../../core/digest-text.ts';
import {cacheDirectory} from '../cache-directory.ts';
import {dropOld} from './kept-file.ts';

/** What is kept in the cache for each set of roots. All of it can be thrown away at any time. */
const endings = {
	/** Indexes of runs, for completion. */
	runs: 'index',
	/** What commands read of runs that go on no more. */
	readings: 'bin',
	/** The top of the list as a screen left it. */
	first: 'bin',
	/** Deaths of runs that a screen has seen. */
	deaths: 'bin',
};
export type Shelf = keyof typeof endings;

export function shelfFile(shelf: Shelf, roots: readonly string[]): string {
	return path.join(cacheDirectory(), shelf, `${digestRoots(roots)}.${endings[shelf]}`);
}

export const isKept = (shelf: Shelf, roots: readonly string[]): boolean => existsSync(shelfFile(shelf, roots));

/** Keeps something for whoever comes next, and drops what nobody has renewed for a month. Nothing depends on it, so that it fails silently. */
export function keepOnShelf(shelf: Shelf, roots: readonly string[], write: (file: string) => void): void {
	const file = shelfFile(shelf, roots);
	try {
		// Only a new one makes them more; looking at all of them each time would take longer than the rest.
		const isNew = !existsSync(file);
		write(file);
		if (isNew) dropOld(path.dirname(file));
	} catch {
		// A read-only home: it is made anew the next time.
	}
}
