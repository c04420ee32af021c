import {existsSync} from 'node:fs';
import path from 'node:path';
import {cacheDirectory} from '../cache-directory.ts';
import {fileOfRoots} from './by-roots.ts';

/** `readings`: what commands read of runs that go on no more; `first`: the top of the list as a screen left it. */
export type Shelf = 'readings' | 'first';

export const shelfDirectory = (shelf: Shelf): string => path.join(cacheDirectory(), shelf);

/** What is kept for a set of roots. */
export const shelfFile = (shelf: Shelf, roots: readonly string[]): string =>
	path.join(shelfDirectory(shelf), `${fileOfRoots(roots)}.bin`);

export const isKept = (shelf: Shelf, roots: readonly string[]): boolean => existsSync(shelfFile(shelf, roots));
