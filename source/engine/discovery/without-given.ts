import type {Entry, FileAccess, FileStat, FileState, Tail} from '../../core/files/files.ts';
import {FilesBehind} from '../../core/files/files-behind.ts';
import type {Given} from '../../formats/given.ts';

/**
 * Files as they would be had a run been given nothing: copies of source code and data are not there, nor directories that hold nothing else. What the
 * run has written over is its own, and there.
 */
export class WithoutGiven extends FilesBehind {
	/** @param directory that of the run, from which on the paths are that it was given */
	constructor(
		files: FileAccess,
		private readonly directory: string,
		private readonly given: Given,
	) {
		super(files);
	}

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

	override list(path: string): Entry[] | null {
		const entries = this.files.list(path);
		return entries === null ? null : this.leave(path, entries);
	}

	override names(path: string): string[] | null {
		return this.files.names(path)?.filter(name => !this.hides(`${path}/${name}`)) ?? null;
	}

	override stat(path: string): FileStat | null {
		return this.hides(path) ? null : this.files.stat(path);
	}

	override exists(path: string): boolean {
		return !this.hides(path) && this.files.exists(path);
	}

	override readWhole(path: string, maxBytes: number): Uint8Array | null {
		return this.hides(path) ? null : this.files.readWhole(path, maxBytes);
	}

	override readRange(path: string, offset: number, length: number, note?: (state: FileState) => void): Uint8Array | null {
		return this.hides(path) ? null : this.files.readRange(path, offset, length, note);
	}

	override readListed(path: string, maxBytes: number, note?: (state: FileState) => void): Uint8Array | null {
		return this.hides(path) ? null : this.files.readListed(path, maxBytes, note);
	}

	override readTold(path: string, maxBytes: number): Uint8Array | null {
		return this.hides(path) ? null : this.files.readTold(path, maxBytes);
	}

	override tail(path: string, isListed?: boolean): Tail {
		return this.hides(path) ? hiddenTail(path) : this.files.tail(path, isListed);
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
