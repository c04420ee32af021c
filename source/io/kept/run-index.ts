import {existsSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {type IndexHead, readHead} from '../../core/run-index/head.ts';
import {IndexTable} from '../../core/run-index/index-table.ts';
import {cacheDirectory} from '../cache-directory.ts';
import {dropOld, fileOfRoots} from './by-roots.ts';
import {writeKeptFile} from './kept-file.ts';

/** Indexes of runs for completion, one for each set of roots, in the cache: they can be thrown away at any time. */

const directoryOf = (): string => path.join(cacheDirectory(), 'runs');

const fileOf = (roots: readonly string[]): string => path.join(directoryOf(), `${fileOfRoots(roots)}.index`);

const dayMs = 86_400_000;

/** True where an index of these roots was kept within the last day. */
export function hasFreshIndex(roots: readonly string[]): boolean {
	const found = statSync(fileOf(roots), {throwIfNoEntry: false});
	return found !== undefined && Date.now() - found.mtimeMs < dayMs;
}

/** Keeps an index for those who ask next, and drops what nobody has renewed for a month. Nothing depends on it, so that it fails silently. */
export function keepRunIndex(roots: readonly string[], index: string): void {
	const file = fileOf(roots);
	try {
		// Only a new one makes them more; looking at all of them each time would take longer than the rest.
		const isNew = !existsSync(file);
		// It is ASCII, in which its offsets count.
		writeKeptFile(file, Buffer.from(index, 'latin1'));
		if (isNew) dropOld(directoryOf());
	} catch {
		// A read-only home: whoever completes reads the runs again.
	}
}

export interface FoundIndex {
	about: IndexHead;
	table: IndexTable;
}

function readIndex(roots: readonly string[]): FoundIndex | null {
	try {
		// ASCII: a byte a letter, which costs no decoding.
		const text = readFileSync(fileOf(roots), 'latin1');
		const end = text.indexOf('\n');
		const about = readHead(text.slice(0, end));
		if (about === null || [...about.roots].sort().join('\0') !== [...roots].sort().join('\0')) return null;
		return {about, table: new IndexTable(about, text.slice(end + 1))};
	} catch {
		return null;
	}
}

/** The index of exactly these roots; for a single one also that of a directory above, which knows the runs below it. Null for none. */
export function findRunIndex(roots: readonly string[]): FoundIndex | null {
	const own = readIndex(roots);
	if (own !== null || roots.length !== 1) return own;
	for (let at = path.dirname(roots[0]!); ; at = path.dirname(at)) {
		const above = readIndex([at]);
		if (above !== null) return above;
		if (path.dirname(at) === at) return null;
	}
}
