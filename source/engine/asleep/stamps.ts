import type {FileAccess, FileStat} from '../../core/files.ts';
import {isWithin} from '../../core/paths.ts';
import type {Claim, Source} from '../../formats/format.ts';
import type {Looked} from './noting-files.ts';

/** Paths that a source depends on, and size, modification time and inode of each. */
export interface Stamps {
	/** `+` and the rest for what lies at or below the source's own path, else absolute. */
	paths: string[];
	numbers: Float64Array;
}

interface Placed {
	claim: Pick<Claim, 'path' | 'files'>;
}

interface Stamped extends Placed {
	source: Source;
	/** What it looked at. */
	looked: Looked;
}

const numbersEach = 3;
const missing = -1;
/** A file that was changed this shortly before may have been changed again within the same tick of its file system's clock. */
const settledAfterMs = 3000;

const shorten = (path: string, {claim}: Placed) => (isWithin(path, claim.path) ? `+${path.slice(claim.path.length)}` : path);
const lengthen = (path: string, {claim}: Placed) => (path.startsWith('+') ? claim.path + path.slice(1) : path);

/** Looks at paths, and only once at those outside of a run: many runs depend on each of these. */
export class Looker {
	private readonly outside = new Map<string, FileStat | null>();

	constructor(private readonly files: FileAccess) {}

	stat(path: string, {claim}: Placed): FileStat | null {
		if (isWithin(path, claim.path)) return this.files.stat(path);
		let stat = this.outside.get(path);
		if (stat === undefined) {
			stat = this.files.stat(path);
			this.outside.set(path, stat);
		}
		return stat;
	}
}

/**
 * The state of everything that a source depends on; null where something is too fresh to be told from what may come next.
 * @param readAtMs when reading it began at the earliest: what changed later may not have been read
 */
export function takeStamps(of: Stamped, looker: Looker, readAtMs: number): Stamps | null {
	const {claim, source, looked} = of;
	const found = new Map<string, FileStat | null>();
	const add = (path: string): void => {
		if (found.has(path)) return;
		// A file that has changed since it was looked at has another state than this by the next start.
		const stat = looked.get(path) ?? looker.stat(path, of);
		// What is not there comes as an entry of its directory, whose time tells of it.
		if (stat === null && isWithin(path, claim.path) && path !== claim.path) add(path.slice(0, path.lastIndexOf('/')));
		else found.set(path, stat);
	};
	for (const paths of [[claim.path], looked.keys(), source.watched(), claim.files]) for (const path of paths) add(path);
	const numbers = new Float64Array(found.size * numbersEach);
	let at = 0;
	for (const stat of found.values()) {
		if (stat !== null && stat.modifiedAtMs > readAtMs - settledAfterMs) return null;
		numbers.set(stat === null ? [missing] : [stat.size, stat.modifiedAtMs, stat.inode], at);
		at += numbersEach;
	}
	return {paths: Array.from(found.keys(), path => shorten(path, of)), numbers};
}

/** True where nothing has changed since the stamps were taken, and the claim names no other files. */
export function areAsStamped(of: Placed, {paths, numbers}: Stamps, looker: Looker): boolean {
	if (!of.claim.files.every(file => paths.includes(shorten(file, of)))) return false;
	return paths.every((path, i) => {
		const stat = looker.stat(lengthen(path, of), of);
		const at = i * numbersEach;
		if (stat === null) return numbers[at] === missing;
		return numbers[at] === stat.size && numbers[at + 1] === stat.modifiedAtMs && numbers[at + 2] === stat.inode;
	});
}
