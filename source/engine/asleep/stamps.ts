import type {FileAccess, FileState} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import {madeOnce} from '../../core/made-once.ts';
import type {Claim} from '../../formats/format.ts';
import type {Looked} from './noting-files.ts';

/** Paths that a source depends on, and size, modification time and inode of each. */
export interface Stamps {
	/** `+` and the rest for what lies at or below the source's own path, else absolute. */
	paths: string[];
	numbers: number[];
}

interface Placed {
	claim: Pick<Claim, 'path' | 'files'>;
	/** State of the claimed directory as it was seen a moment ago, where anybody has looked. */
	seenStat?: FileState | null;
}

interface Stamped extends Placed {
	/** Paths whose changes it is read again for. */
	watched(): string[];
	/** What it looked at. */
	looked: Looked;
}

const numbersEach = 3;
const missing = -1;
/** The claimed directory itself, shortened. */
const own = '+';
/** A file that was changed this shortly before may have been changed again within the same tick of its file system's clock. */
const settledAfterMs = 3000;

export const shorten = (path: string, {claim}: Placed) =>
	isWithin(path, claim.path) ? `+${path.slice(claim.path.length)}` : path;
export const lengthen = (path: string, {claim}: Placed) => (path.startsWith('+') ? claim.path + path.slice(1) : path);

/** Looks at paths, and only once at those outside of a run: many runs depend on each of these. */
export class Looker {
	private readonly outside = new Map<string, FileState | null>();

	constructor(private readonly files: FileAccess) {}

	stat(path: string, {claim}: Placed): FileState | null {
		if (isWithin(path, claim.path)) return this.files.stat(path);
		return madeOnce(this.outside, path, () => this.files.stat(path));
	}
}

/**
 * The state of everything that a source depends on; null where something is too fresh to be told from what may come next.
 * @param readAtMs when reading it began at the earliest: what changed later may not have been read
 */
export function takeStamps(of: Stamped, looker: Looker, readAtMs: number): Stamps | null {
	const {claim, looked} = of;
	const found = new Set<string>();
	const stamps: Stamps = {paths: [], numbers: []};
	const add = (path: string): boolean => {
		if (found.has(path)) return true;
		const seen = looked.get(path);
		// A file that has changed since it was looked at has another state than this by the next start.
		const state = seen && seen.inode > 0 ? seen : looker.stat(path, of);
		// What is not there comes as an entry of its directory, whose time tells of it.
		if (state === null && isWithin(path, claim.path) && path !== claim.path) return add(path.slice(0, path.lastIndexOf('/')));
		if (state !== null && state.modifiedAtMs > readAtMs - settledAfterMs) return false;
		found.add(path);
		stamps.paths.push(shorten(path, of));
		if (state === null) stamps.numbers.push(missing, 0, 0);
		else stamps.numbers.push(state.size, state.modifiedAtMs, state.inode);
		return true;
	};
	const isSettled = add(claim.path) && addAll(looked.keys()) && addAll(of.watched()) && addAll(claim.files);
	return isSettled ? stamps : null;

	function addAll(paths: Iterable<string>): boolean {
		for (const path of paths) if (!add(path)) return false;
		return true;
	}
}

/** Both together; null where they say different things of one path: it has changed in between. */
export function joinStamps(some: Stamps, others: Stamps): Stamps | null {
	const joined: Stamps = {paths: [...some.paths], numbers: [...some.numbers]};
	const placeOf = new Map(some.paths.map((path, i) => [path, i * numbersEach]));
	for (const [i, path] of others.paths.entries()) {
		const numbers = others.numbers.slice(i * numbersEach, (i + 1) * numbersEach);
		const at = placeOf.get(path);
		if (at === undefined) {
			joined.paths.push(path);
			joined.numbers.push(...numbers);
		} else if (numbers.some((number, k) => number !== some.numbers[at + k])) return null;
	}
	return joined;
}

/** True where nothing has changed since the stamps were taken, and the claim names no other files. */
export function areAsStamped(of: Placed, {paths, numbers}: Stamps, looker: Looker): boolean {
	if (!of.claim.files.every(file => paths.includes(shorten(file, of)))) return false;
	return paths.every((path, i) => {
		const state = (path === own ? of.seenStat : null) ?? looker.stat(lengthen(path, of), of);
		const at = i * numbersEach;
		if (state === null) return numbers[at] === missing;
		return numbers[at] === state.size && numbers[at + 1] === state.modifiedAtMs && numbers[at + 2] === state.inode;
	});
}
