import type {FileAccess} from '../../core/files/files.ts';
import {XxHash64} from '../../encodings/digests/xxhash64.ts';
import {locate} from './places/relocate.ts';
import type {RunRecord} from './record/record.ts';
import {objectAt, textAt} from './record/values.ts';

/** `unchecked` where the hash is of another kind, or the input too large. */
export interface DataState {
	name: string;
	path: string | null;
	state: 'fresh' | 'stale' | 'missing' | 'unchecked';
	recorded: string;
	/** Hash of what is there now. */
	now: string | null;
}

const pieceBytes = 1024 * 1024;
const mostFiles = 100_000;
const mostBytes = 1e10;

/**
 * Compares the inputs of a run with what lies there now. A file's hash is XXH64 of its bytes; a directory's is XXH64 over the sorted texts
 * "relative path, NUL, hash of the file" (flexlock's data_hash.py). Reads all of them: for when a person asks.
 */
export function checkData(files: FileAccess, directory: string, record: RunRecord): DataState[] {
	const identities = objectAt(record.raw, 'data_identity');
	const states: DataState[] = [];
	for (const [name, recorded] of Object.entries(objectAt(record.raw, 'data'))) {
		if (typeof recorded !== 'string') continue;
		const identity = objectAt(identities, name);
		const path = textAt(identity, 'path');
		const comparable = path !== null && textAt(identity, 'algorithm') === 'xxh64';
		const found = comparable ? locate(files, directory, record, path) : null;
		const now = found === null ? null : hashPath(files, found, {left: mostBytes});
		const compared = now === null ? 'unchecked' : now === recorded ? 'fresh' : 'stale';
		states.push({name, path: found ?? path, state: comparable && found === null ? 'missing' : compared, recorded, now});
	}
	return states;
}

function hashPath(files: FileAccess, path: string, budget: {left: number}): string | null {
	if (files.stat(path)?.kind !== 'directory') return hashFile(files, path, budget);
	const entries: string[] = [];
	for (const file of filesBelow(files, path)) {
		const hash = hashFile(files, file, budget);
		if (hash === null || entries.length > mostFiles) return null;
		entries.push(`${file.slice(path.length + 1)}\0${hash}`);
	}
	const hasher = new XxHash64();
	const encoder = new TextEncoder();
	for (const entry of sortedByCodePoint(entries)) hasher.update(encoder.encode(entry));
	return hasher.digest();
}

function hashFile(files: FileAccess, path: string, budget: {left: number}): string | null {
	const hasher = new XxHash64();
	for (let offset = 0; ; offset += pieceBytes) {
		const piece = files.readRange(path, offset, pieceBytes);
		budget.left -= piece?.length ?? 0;
		if (piece === null || budget.left < 0) return null;
		hasher.update(piece);
		if (piece.length < pieceBytes) return hasher.digest();
	}
}

function* filesBelow(files: FileAccess, directory: string, depth = 0): Generator<string> {
	if (depth > 40) return;
	for (const {name, kind, isLink} of files.list(directory) ?? []) {
		if (kind === 'file') yield `${directory}/${name}`;
		// As Python's glob: a link to a directory is not followed.
		else if (kind === 'directory' && isLink !== true) yield* filesBelow(files, `${directory}/${name}`, depth + 1);
	}
}

/** As Python sorts texts: by code point, where JavaScript would go by UTF-16 unit. */
function sortedByCodePoint(texts: string[]): string[] {
	return texts
		.map(text => ({text, bytes: Buffer.from(text)}))
		.sort((a, b) => Buffer.compare(a.bytes, b.bytes))
		.map(({text}) => text);
}
