import type {FileAccess} from '../core/files/files.ts';

/** What a format found at a path, for all of its runs that need the same: kept as long as the access to files that it was read by. */
export class SharedByPath<T> {
	private readonly byFiles = new WeakMap<FileAccess, Map<string, T>>();

	/** What is known by path; an empty map at first. */
	of(files: FileAccess): Map<string, T> {
		let byPath = this.byFiles.get(files);
		if (byPath === undefined) {
			byPath = new Map();
			this.byFiles.set(files, byPath);
		}
		return byPath;
	}

	/** What is known of a path; made by `make` for whoever asks first. */
	at(path: string, files: FileAccess, make: (path: string, files: FileAccess) => T): T {
		const byPath = this.of(files);
		let known = byPath.get(path);
		if (known === undefined) {
			known = make(path, files);
			byPath.set(path, known);
		}
		return known;
	}
}
