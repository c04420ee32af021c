import type {Entry, FileAccess, FileStat, FileState, ShutTeller, Tail} from '../../core/files/files.ts';
import {nowOf} from '../../formats/file-clock.ts';
import type {Given} from '../../formats/given.ts';

/**
 * Files as they would be had a run been given nothing: copies of source code and data are not there, nor directories that hold nothing else. What the
 * run has written over is its own, and there.
 */
export class WithoutGiven implements FileAccess {
	/** @param directory that of the run, from which on the paths are that it was given */
	constructor(
		private readonly files: FileAccess,
		private readonly directory: string,
		private readonly given: Given,
	) {}

	/** Those of some entries of a directory that the run was not given. */
	leave(path: string, entries: readonly Entry[]): Entry[] {
		return entries.filter(({name}) => !this.hides(`${path}/${name}`));
	}

	/** The same by their names alone, whether or not the run has written over them. */
	leaveNamed(path: string, entries: readonly Entry[]): Entry[] {
		const below = path === this.directory ? '' : `${path.slice(this.directory.length + 1)}/`;
		return entries.filter(({name}) => !this.given.has(`${below}${name}`));
	}

	private hides(path: string): boolean {
		const {files, directory, given} = this;
		if (!path.startsWith(`${directory}/`)) return false;
		const below = path.slice(directory.length + 1);
		if (given.has(below)) return given.isLeft(below, directory, files);
		return given.isBelow(below) && this.holdsNothingElse(path);
	}

	/** Links lead elsewhere, and are no files of the run either. */
	private holdsNothingElse(directory: string): boolean {
		const entries = this.files.list(directory) ?? [];
		return entries.every(({name, isLink}) => isLink === true || this.hides(`${directory}/${name}`));
	}

	list(path: string): Entry[] | null {
		const entries = this.files.list(path);
		return entries === null ? null : this.leave(path, entries);
	}

	names(path: string): string[] | null {
		return this.files.names(path)?.filter(name => !this.hides(`${path}/${name}`)) ?? null;
	}

	stat(path: string): FileStat | null {
		return this.hides(path) ? null : this.files.stat(path);
	}

	exists(path: string): boolean {
		return !this.hides(path) && this.files.exists(path);
	}

	readWhole(path: string, maxBytes: number): Uint8Array | null {
		return this.hides(path) ? null : this.files.readWhole(path, maxBytes);
	}

	readRange(path: string, offset: number, length: number): Uint8Array | null {
		return this.hides(path) ? null : this.files.readRange(path, offset, length);
	}

	readListed(path: string, maxBytes: number, note?: (state: FileState) => void): Uint8Array | null {
		return this.hides(path) ? null : this.files.readListed(path, maxBytes, note);
	}

	readTold(path: string, maxBytes: number): Uint8Array | null {
		return this.hides(path) ? null : this.files.readTold(path, maxBytes);
	}

	tail(path: string, isListed?: boolean): Tail {
		return this.hides(path) ? hiddenTail(path) : this.files.tail(path, isListed);
	}

	linkTarget(path: string): string | null {
		return this.files.linkTarget?.(path) ?? null;
	}

	now(): number {
		return nowOf(this.files);
	}

	depend(path: string): void {
		this.files.depend?.(path);
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

const hiddenTail = (path: string): Tail => ({
	path,
	offset: 0,
	size: 0,
	modifiedAtMs: 0,
	inode: 0,
	read: () => 'missing',
});
