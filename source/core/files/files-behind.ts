import type {Entry, FileAccess, FileStat, FileState, ShutTeller, Tail} from './files.ts';

const wholeOf = (bytes: Uint8Array | null, length: number): Uint8Array | null => (bytes?.length === length ? bytes : null);

/** Files that are those of another access: what stands between the two overrides what it changes, and all else goes on as it was asked. */
export class FilesBehind implements FileAccess {
	constructor(protected readonly files: FileAccess) {}

	list(path: string): Entry[] | null {
		return this.files.list(path);
	}

	names(path: string): string[] | null {
		return this.files.names(path);
	}

	stat(path: string): FileStat | null {
		return this.files.stat(path);
	}

	exists(path: string): boolean {
		return this.files.exists(path);
	}

	readWhole(path: string, maxBytes: number): Uint8Array | null {
		return this.files.readWhole(path, maxBytes);
	}

	readRange(path: string, offset: number, length: number, note?: (state: FileState) => void): Uint8Array | null {
		return this.files.readRange(path, offset, length, note);
	}

	readRanges(path: string, offsets: readonly number[], length: number): (Uint8Array | null)[] {
		return (
			this.files.readRanges?.(path, offsets, length) ??
			offsets.map(offset => wholeOf(this.readRange(path, offset, length), length))
		);
	}

	readListed(path: string, maxBytes: number, note?: (state: FileState) => void): Uint8Array | null {
		return this.files.readListed(path, maxBytes, note);
	}

	readTold(path: string, maxBytes: number): Uint8Array | null {
		return this.files.readTold(path, maxBytes);
	}

	tail(path: string, isListed?: boolean): Tail {
		return this.files.tail(path, isListed);
	}

	linkTarget(path: string): string | null {
		return this.files.linkTarget?.(path) ?? null;
	}

	now(): number {
		return this.files.now?.() ?? Date.now();
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
