import type {FileAccess} from '../core/files/files.ts';
import {madeOnce} from '../core/made-once.ts';

/** What a format found at a path, for all of its runs that need the same: kept as long as the access to files that it was read by. */
export class SharedByPath<T> {
	private readonly byFiles = new WeakMap<FileAccess, Map<string, T>>();

	/** What is known by path; an empty map at first. */
	of(files: FileAccess): Map<string, T> {
		return madeOnce(this.byFiles, files, () => new Map());
	}

	/** What is known of a path; made by `make` for whoever asks first. */
	at(path: string, files: FileAccess, make: (path: string, files: FileAccess) => T): T {
		return madeOnce(this.of(files), path, () => make(path, files));
	}
}
