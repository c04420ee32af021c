import type {Entry, FileAccess, FileStat, Tail} from '../../core/files.ts';

/** Files that note which of them are looked at: a reading depends on all of these, and on nothing else. One object for all sources, which share by it. */
export class NotingFiles implements FileAccess {
	private into: Set<string> | null = null;

	constructor(private readonly files: FileAccess) {}

	/** Notes the paths that `look` looks at. */
	note<Result>(into: Set<string>, look: () => Result): Result {
		const before = this.into;
		this.into = into;
		try {
			return look();
		} finally {
			this.into = before;
		}
	}

	list(directory: string): Entry[] | null {
		this.into?.add(directory);
		return this.files.list(directory);
	}

	names(directory: string): string[] | null {
		this.into?.add(directory);
		return this.files.names(directory);
	}

	stat(file: string): FileStat | null {
		this.into?.add(file);
		return this.files.stat(file);
	}

	exists(file: string): boolean {
		this.into?.add(file);
		return this.files.exists(file);
	}

	readWhole(file: string, mostBytes: number): Uint8Array | null {
		this.into?.add(file);
		return this.files.readWhole(file, mostBytes);
	}

	readRange(file: string, offset: number, length: number): Uint8Array | null {
		this.into?.add(file);
		return this.files.readRange(file, offset, length);
	}

	tail(file: string): Tail {
		this.into?.add(file);
		return this.files.tail(file);
	}
}
