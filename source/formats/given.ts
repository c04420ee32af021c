import {type FileAccess, stateText} from '../core/files/files.ts';
import {hexDigest} from '../encodings/digests/sha.ts';

/** Copies of source code are far smaller; nobody waits for the digest of anything larger. */
const mostBytes = 4 * 1024 * 1024;

/** What a host noted of a file. */
export interface GivenFile {
	/** In hexadecimal; null where it has none. */
	digest: string | null;
	/** True for data. It is hardly ever written over, and more often changed by whoever hands a run on. */
	isData: boolean;
}

/** What a run was given, as its host has noted it. Paths are those from the run's directory on. */
export class Given {
	private above: Set<string> | null = null;
	/** Files that the run has written over: they are its own from then on. */
	private readonly changed = new Set<string>();
	/** States in which files were found to be as they were given. */
	private readonly same = new Map<string, string>();

	/**
	 * @param notes of all that it was given
	 * @param notedAtMs when that was noted, before the program began, milliseconds
	 */
	constructor(
		private readonly notes: ReadonlyMap<string, GivenFile>,
		private readonly algorithm: 'sha1' | 'sha256',
		private readonly notedAtMs: number,
	) {}

	/** True for what it was given, whatever became of it. */
	has(path: string): boolean {
		return this.notes.has(path);
	}

	/** True for a directory, '' for the run's own, in which some of it lies, at any depth. */
	isBelow(directory: string): boolean {
		this.above ??= directoriesAbove(this.notes.keys());
		return this.above.has(directory);
	}

	/** True for what it was given and has left as it was. Without a digest, and of what is too large, nobody knows of a change. */
	isLeft(path: string, directory: string, files: FileAccess): boolean {
		const note = this.notes.get(path);
		if (note === undefined || this.changed.has(path)) return false;
		const {digest, isData} = note;
		if (digest === null) return true;
		const file = `${directory}/${path}`;
		const stat = files.stat(file);
		if (stat === null || stat.kind !== 'file' || stat.size > mostBytes) return true;
		if (isData && stat.modifiedAtMs <= this.notedAtMs) return true;
		const state = stateText(stat);
		if (this.same.get(path) === state) return true;
		const bytes = files.readWhole(file, mostBytes);
		if (bytes !== null && hexDigest(this.algorithm, bytes) !== digest) {
			this.changed.add(path);
			return false;
		}
		this.same.set(path, state);
		return true;
	}
}

function directoriesAbove(paths: Iterable<string>): Set<string> {
	const above = new Set<string>();
	for (const path of paths) {
		for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
			const directory = path.slice(0, at);
			if (above.has(directory)) break;
			above.add(directory);
		}
		above.add('');
	}
	return above;
}
