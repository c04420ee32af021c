import {type FSWatcher, watch} from 'node:fs';
import {basename} from 'node:path';
import {errorCode} from './look.ts';

/** Tells of changes in directories. Events only say "look again"; what changed is found by reading. */
export interface DirectoryWatch {
	/** Starts watching; false where the system refused (limit reached, gone), so that the caller polls instead. */
	add(directory: string): boolean;
	remove(directory: string): void;
	has(directory: string): boolean;
	/** Why the last refusal happened, null when there was none. */
	readonly refusal: string | null;
	close(): void;
}

/** Watches held at once; beyond that `add` refuses. */
const most = 2000;

/**
 * One inotify watch a directory: 40 times cheaper than a watch on every file, and unlike the recursive kind of Node 20 it does not lose a
 * file after an atomic replace.
 * @param onChange called with the directory, maybe many times for one change.
 */
export function watchDirectories(onChange: (directory: string) => void): DirectoryWatch {
	const watchers = new Map<string, FSWatcher>();
	let refusal: string | null = null;
	const remove = (directory: string) => {
		watchers.get(directory)?.close();
		watchers.delete(directory);
	};
	return {
		add(directory) {
			if (watchers.has(directory)) return true;
			if (watchers.size >= most) return false;
			try {
				const watcher = watch(directory, {persistent: false}, (event, name) => {
					// Of a directory that is gone the watch tells nothing any more, even if there is another one of its name.
					if (event === 'rename' && name === basename(directory)) remove(directory);
					onChange(directory);
				});
				watcher.on('error', () => {
					remove(directory);
					onChange(directory);
				});
				watchers.set(directory, watcher);
				return true;
			} catch (error) {
				const code = errorCode(error);
				if (code === 'ENOSPC' || code === 'EMFILE') refusal = code;
				return false;
			}
		},
		remove,
		has: directory => watchers.has(directory),
		get refusal() {
			return refusal;
		},
		close() {
			for (const directory of [...watchers.keys()]) remove(directory);
		},
	};
}
