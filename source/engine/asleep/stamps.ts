import type {FileAccess} from '../../core/files.ts';
import type {Claim, Source} from '../../formats/format.ts';

/** Paths that a source depends on, and size, modification time and inode of each. */
export interface Stamps {
	/** `+` and the rest for what lies at or below the source's own path, else absolute. */
	paths: string[];
	numbers: Float64Array;
}

interface Stamped {
	claim: Claim;
	source: Source;
}

const numbersEach = 3;
const missing = -1;
/** A file that was changed this shortly before may have been changed again within the same tick of its file system's clock. */
const settledAfterMs = 3000;

const shorten = (path: string, {claim}: Stamped) =>
	path === claim.path || path.startsWith(`${claim.path}/`) ? `+${path.slice(claim.path.length)}` : path;
const lengthen = (path: string, {claim}: Stamped) => (path.startsWith('+') ? claim.path + path.slice(1) : path);

/**
 * The state of everything that a source says to depend on; null where something is too fresh to be told from what may come next.
 * @param readAtMs when reading it began at the earliest: what changed later may not have been read
 */
export function takeStamps(of: Stamped, files: FileAccess, readAtMs: number): Stamps | null {
	const watched = [...new Set([of.claim.path, ...of.source.watched(), ...of.claim.files])];
	const numbers = new Float64Array(watched.length * numbersEach);
	for (const [i, path] of watched.entries()) {
		const stat = files.stat(path);
		if (stat !== null && stat.modifiedAtMs > readAtMs - settledAfterMs) return null;
		numbers.set(stat === null ? [missing] : [stat.size, stat.modifiedAtMs, stat.inode], i * numbersEach);
	}
	return {paths: watched.map(path => shorten(path, of)), numbers};
}

/** True where nothing has changed since the stamps were taken, and the claim names no other files. */
export function areAsStamped(of: Stamped, {paths, numbers}: Stamps, files: FileAccess): boolean {
	const known = new Set(paths);
	if (!of.claim.files.every(file => known.has(shorten(file, of)))) return false;
	return paths.every((path, i) => {
		const stat = files.stat(lengthen(path, of));
		const at = i * numbersEach;
		if (stat === null) return numbers[at] === missing;
		return numbers[at] === stat.size && numbers[at + 1] === stat.modifiedAtMs && numbers[at + 2] === stat.inode;
	});
}
