import type {Entry, FileStat, FileState, Tail} from '../../core/files/files.ts';
import {FilesBehind} from '../../core/files/files-behind.ts';

/**
 * Paths that a reading depends on, each with its state when it was looked at first, undefined where nobody asked for that. What was followed has
 * the state in which it was read last.
 */
export type Looked = Map<string, FileState | null | undefined>;

/** Files that note which of them are looked at: a reading depends on all of these, and on nothing else. One object for all sources, which share by it. */
export class NotingFiles extends FilesBehind {
	private into: Looked | null = null;

	/** Notes the paths that `look` looks at. */
	note<Result>(into: Looked, look: () => Result): Result {
		const before = this.into;
		this.into = into;
		try {
			return look();
		} finally {
			this.into = before;
		}
	}

	override depend(path: string): void {
		this.add(path);
	}

	private add(path: string): void {
		const {into} = this;
		if (into !== null && !into.has(path)) into.set(path, undefined);
	}

	/** Where the state that a file is read in is to be told; nowhere for one that was looked at before. */
	private noteOf(file: string): ((state: FileState) => void) | undefined {
		const {into} = this;
		if (into === null || into.has(file)) return undefined;
		into.set(file, undefined);
		return state => into.set(file, state);
	}

	override list(directory: string): Entry[] | null {
		this.add(directory);
		return this.files.list(directory);
	}

	override names(directory: string): string[] | null {
		this.add(directory);
		return this.files.names(directory);
	}

	override stat(file: string): FileStat | null {
		const stat = this.files.stat(file);
		const {into} = this;
		// Only what was asked before anything was read of it is older than what was read.
		if (into !== null && !into.has(file)) into.set(file, stat);
		return stat;
	}

	override exists(file: string): boolean {
		this.add(file);
		return this.files.exists(file);
	}

	override readWhole(file: string, mostBytes: number): Uint8Array | null {
		this.add(file);
		return this.files.readWhole(file, mostBytes);
	}

	override readRange(file: string, offset: number, length: number): Uint8Array | null {
		return this.files.readRange(file, offset, length, this.noteOf(file));
	}

	override readRanges(file: string, offsets: readonly number[], length: number): (Uint8Array | null)[] {
		this.add(file);
		return super.readRanges(file, offsets, length);
	}

	override readListed(file: string, mostBytes: number): Uint8Array | null {
		return this.files.readListed(file, mostBytes, this.noteOf(file));
	}

	override tail(file: string, isListed?: boolean): Tail {
		const tail = this.files.tail(file, isListed);
		const {into} = this;
		if (into !== null && !into.has(file)) into.set(file, tail);
		return tail;
	}
}
