import {readFileSync} from 'node:fs';
import path from 'node:path';
import {type IndexHead, readHead} from '../../core/run-index/head.ts';
import {IndexTable} from '../../core/run-index/index-table.ts';
import {look} from '../look.ts';
import {writeKeptFile} from './kept-file.ts';
import {keepOnShelf, shelfFile} from './shelf-file.ts';

const dayMs = 86_400_000;

/** True where an index of these roots was kept within the last day. */
export function hasFreshIndex(roots: readonly string[]): boolean {
	const found = look(shelfFile('runs', roots));
	return found !== null && Date.now() - found.mtimeMs < dayMs;
}

export function keepRunIndex(roots: readonly string[], index: string): void {
	// It is ASCII, in which its offsets count.
	keepOnShelf('runs', roots, file => writeKeptFile(file, Buffer.from(index, 'latin1')));
}

export interface FoundIndex {
	about: IndexHead;
	table: IndexTable;
}

function readIndex(roots: readonly string[]): FoundIndex | null {
	try {
		// ASCII: a byte a letter, which costs no decoding.
		const text = readFileSync(shelfFile('runs', roots), 'latin1');
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
