import type {Entry, FileAccess, FileStat, FileState, ShutTeller, Tail} from '../../core/files/files.ts';
import {nowOf} from '../../formats/file-clock.ts';

/**
 * Paths that a reading depends on, each with its state when it was looked at first, undefined where nobody asked for that. What was followed has
 * the state in which it was read last.
 */
export type Looked = Map<string, FileState | null | undefined>;

/** Files that note which of them are looked at: a reading depends on all of these, and on nothing else. One object for all sources, which share by it. */
export class NotingFiles implements FileAccess {
	private into: Looked | null = null;

	constructor(private readonly files: FileAccess) {}

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

	depend(path: string): void {
		this.add(path);
	}

	private add(path: string): void {
		const {into} = this;
		if (into !== null && !into.has(path)) into.set(path, undefined);
	}

	list(directory: string): Entry[] | null {
		this.add(directory);
		return this.files.list(directory);
	}

	names(directory: string): string[] | null {
		this.add(directory);
		return this.files.names(directory);
	}

	stat(file: string): FileStat | null {
		const stat = this.files.stat(file);
		const {into} = this;
		// Only what was asked before anything was read of it is older than what was read.
		if (into !== null && !into.has(file)) into.set(file, stat);
		return stat;
	}

	now(): number {
		return nowOf(this.files);
	}

	linkTarget(file: string): string | null {
		return this.files.linkTarget?.(file) ?? null;
	}

	exists(file: string): boolean {
		this.add(file);
		return this.files.exists(file);
	}

	readWhole(file: string, mostBytes: number): Uint8Array | null {
		this.add(file);
		return this.files.readWhole(file, mostBytes);
	}

	readRange(file: string, offset: number, length: number): Uint8Array | null {
		this.add(file);
		return this.files.readRange(file, offset, length);
	}

	readListed(file: string, mostBytes: number): Uint8Array | null {
		const {into} = this;
		if (into === null || into.has(file)) return this.files.readListed(file, mostBytes);
		into.set(file, undefined);
		return this.files.readListed(file, mostBytes, state => into.set(file, state));
	}

	readTold(file: string, mostBytes: number): Uint8Array | null {
		return this.files.readTold(file, mostBytes);
	}

	tail(file: string, isListed?: boolean): Tail {
		const tail = this.files.tail(file, isListed);
		const {into} = this;
		if (into !== null && !into.has(file)) into.set(file, tail);
		return tail;
	}

	hearShut<Result>(tell: ShutTeller, act: () => Result): Result {
		return this.files.hearShut === undefined ? act() : this.files.hearShut(tell, act);
	}

	isShut(path: string, asFile?: boolean): boolean {
		return this.files.isShut?.(path, asFile) ?? false;
	}

	othersIn(directory: string): string[] {
		return this.files.othersIn?.(directory) ?? [];
	}
}
