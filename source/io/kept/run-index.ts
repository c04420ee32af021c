import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {asRunIndex, type RunIndex} from '../../core/run-index.ts';
import {cacheDirectory} from '../code-cache.ts';

/** Indexes of runs for completion, one for each set of roots, in the cache: they can be thrown away at any time. */

const keptForMs = 30 * 86_400_000;
const directoryOf = (): string => path.join(cacheDirectory(), 'runs');

function fileOf(roots: readonly string[]): string {
	return path.join(directoryOf(), `${digestText([...roots].sort().join('\0'))}.json`);
}

/** FNV-1a of 64 bits, for a name: loading Node's crypto takes longer than all the rest of a completion. */
function digestText(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
	return hash.toString(16).padStart(16, '0');
}

/** Keeps an index for those who ask next, and drops what nobody has renewed for a month. Nothing depends on it, so that it fails silently. */
export function keepRunIndex(index: RunIndex): void {
	const file = fileOf(index.roots);
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		writeFileSync(temporary, JSON.stringify(index));
		// Only a new one makes them more; looking at all of them each time would take longer than the rest.
		const isNew = !existsSync(file);
		renameSync(temporary, file);
		if (isNew) dropOld(index.atMs);
	} catch {
		rmSync(temporary, {force: true});
	}
}

function dropOld(nowMs: number): void {
	for (const name of readdirSync(directoryOf())) {
		const file = path.join(directoryOf(), name);
		if (nowMs - statSync(file).mtimeMs > keptForMs) rmSync(file, {force: true});
	}
}

function readIndex(roots: readonly string[]): RunIndex | null {
	try {
		const index = asRunIndex(JSON.parse(readFileSync(fileOf(roots), 'utf8')));
		return index !== null && [...index.roots].sort().join('\0') === [...roots].sort().join('\0') ? index : null;
	} catch {
		return null;
	}
}

/** The index of exactly these roots; for a single one also that of a directory above, which knows the runs below it. Null for none. */
export function findRunIndex(roots: readonly string[]): RunIndex | null {
	const own = readIndex(roots);
	if (own !== null || roots.length !== 1) return own;
	for (let at = path.dirname(roots[0]!); ; at = path.dirname(at)) {
		const above = readIndex([at]);
		if (above !== null) return above;
		if (path.dirname(at) === at) return null;
	}
}
