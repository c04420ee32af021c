import {identify, type RandomAccess} from './access.ts';
import {type DatabaseHeader, headerBytes, readHeader} from './header.ts';
import {type RollbackJournal, readJournal} from './journal.ts';
import {headerBytes as logHeaderBytes, type WriteAheadLog} from './wal.ts';

const leastBlockBytes = 64 * 1024;
/** Pages of a block that are read by themselves; whoever asks for more of it mostly asks for all. */
const lonePages = 2;
/** Who keeps the journal in memory, or none, writes the first page before the file grows: a commit may go on until nobody has written so long. */
const writingMs = 5000;

/**
 * The pages of a database as they were at one moment, put together from the file, its write-ahead log and its rollback journal. It takes no
 * lock: `isWhole` tells afterwards whether a writer overwrote anything in the meantime, and then all that was read is worth nothing.
 */
export class Snapshot {
	readonly header: DatabaseHeader;
	readonly pageCount: number;
	/** Bytes at the end of the file that its header counts and that are not there; 0 where the file is whole, or nobody can tell. */
	readonly missingBytes: number;
	/** Tells one committed state of the database from another. */
	readonly version: string;
	bytesRead = 0;
	private readonly blocks = new Map<number, Uint8Array | null>();
	/** How many pages of a block were asked for before it was read. */
	private readonly asked = new Map<number, number>();
	/** Pages that were read before they are asked for. */
	private readonly ahead = new Map<number, Uint8Array>();
	private readonly blockBytes: number;
	private readonly mainBefore: string;
	private readonly journalBefore: string;
	private readonly journal: RollbackJournal | null;

	private constructor(
		private readonly access: RandomAccess,
		private readonly path: string,
		private readonly log: WriteAheadLog,
		raw: DatabaseHeader,
	) {
		this.journalBefore = identify(access, this.journalPath);
		this.journal = this.journalBefore === '' ? null : readJournal(access, this.journalPath, raw.pageBytes);
		this.mainBefore = this.mainNow();
		this.blockBytes = Math.max(leastBlockBytes, raw.pageBytes);
		this.header = this.readFirst() ?? raw;
		const {pageBytes, pageCount, changeCounter} = this.header;
		const stat = access.stat(path);
		const bytes = stat?.size ?? 0;
		this.pageCount = log.pageCount || this.journal?.pageCount || pageCount || Math.floor(bytes / pageBytes);
		// With a log, or while a commit is under way, pages may lie elsewhere or be written yet, and free ones nowhere: SQLite does not judge then.
		const rests = (access.now?.() ?? Date.now()) - (stat?.modifiedAtMs ?? 0) > writingMs;
		const isSettled = rests && this.journal === null && (access.stat(log.path)?.size ?? 0) <= logHeaderBytes;
		this.missingBytes = isSettled ? Math.max(0, this.pageCount * pageBytes - bytes) : 0;
		// A log that was checkpointed and removed leaves no trace but the file's own time: its counter need not rise.
		this.version = `${this.mainBefore}:${changeCounter}:${log.version}`;
	}

	/** Null where the file is no database, or cannot be read. */
	static take(access: RandomAccess, path: string, log: WriteAheadLog): Snapshot | null {
		log.refresh();
		const bytes = access.readRange(path, 0, headerBytes);
		const header = bytes === null ? null : readHeader(bytes);
		return header === null ? null : new Snapshot(access, path, log, header);
	}

	/** Content of a page, from 1; null where it is not there in full. */
	page(number: number): Uint8Array | null {
		const {pageBytes} = this.header;
		if (!this.has(number)) return null;
		const ahead = this.ahead.get(number);
		if (ahead !== undefined) {
			this.ahead.delete(number);
			return ahead;
		}
		const {file, offset} = this.placeOf(number);
		if (file !== this.path) return this.readAt(file, offset, pageBytes);
		const index = Math.floor(offset / this.blockBytes);
		if (this.isLone(index)) return this.readAt(this.path, offset, pageBytes);
		const block = this.block(index);
		const at = offset - index * this.blockBytes;
		return block === null || at + pageBytes > block.length ? null : block.subarray(at, at + pageBytes);
	}

	/** Reads pages together that are asked for next, all of them. */
	readAhead(pages: readonly number[]): void {
		const {access} = this;
		if (access.readRanges === undefined) return;
		const {pageBytes} = this.header;
		const byFile = new Map<string, {pages: number[]; offsets: number[]}>();
		for (const page of pages) {
			if (!this.has(page)) continue;
			const {file, offset} = this.placeOf(page);
			const wanted = byFile.get(file) ?? {pages: [], offsets: []};
			wanted.pages.push(page);
			wanted.offsets.push(offset);
			byFile.set(file, wanted);
		}
		for (const [file, wanted] of byFile) {
			const found = access.readRanges(file, wanted.offsets, pageBytes);
			this.bytesRead += found.length * pageBytes;
			for (const [i, bytes] of found.entries()) if (bytes !== null) this.ahead.set(wanted.pages[i]!, bytes);
		}
	}

	private has(number: number): boolean {
		return number >= 1 && number <= this.pageCount;
	}

	/** Where a page lies: its newest copy in the log, or the former one in the journal, or the file itself. */
	private placeOf(number: number): {file: string; offset: number} {
		const logged = this.log.offsets.get(number);
		if (logged !== undefined) return {file: this.log.path, offset: logged};
		const former = this.journal?.offsets.get(number);
		if (former !== undefined) return {file: this.journalPath, offset: former};
		return {file: this.path, offset: (number - 1) * this.header.pageBytes};
	}

	/** True where what was read is one state of the database: nobody overwrote a page that was taken from the file. */
	isWhole(): boolean {
		if (!this.log.isSame()) return false;
		const journalNow = identify(this.access, this.journalPath);
		if (this.journal !== null) return journalNow === this.journalBefore;
		if (this.mainNow() !== this.mainBefore) return false;
		// A commit may have begun to overwrite pages within the resolution of file times; its journal shows that.
		return journalNow === '' || readJournal(this.access, this.journalPath, this.header.pageBytes) === null;
	}

	private get journalPath(): string {
		return `${this.path}-journal`;
	}

	private mainNow(): string {
		const counter = this.access.readRange(this.path, 24, 4);
		return `${identify(this.access, this.path)}:${counter === null ? '' : counter.join()}`;
	}

	/** The header as it is in this state: the first page may lie in the log or the journal. */
	private readFirst(): DatabaseHeader | null {
		const logged = this.log.offsets.get(1);
		const former = this.journal?.offsets.get(1);
		let bytes: Uint8Array | null;
		if (logged !== undefined) bytes = this.access.readRange(this.log.path, logged, headerBytes);
		else if (former !== undefined) bytes = this.access.readRange(this.journalPath, former, headerBytes);
		else bytes = this.access.readRange(this.path, 0, headerBytes);
		return bytes === null ? null : readHeader(bytes);
	}

	private readAt(file: string, offset: number, length: number): Uint8Array | null {
		const bytes = this.access.readRange(file, offset, length);
		this.bytesRead += length;
		return bytes === null || bytes.length < length ? null : bytes;
	}

	/** True for the first pages that are asked for in a block: a table of many runs lies in a page here and there, between those of their points. */
	private isLone(index: number): boolean {
		if (this.blocks.has(index)) return false;
		const asked = (this.asked.get(index) ?? 0) + 1;
		this.asked.set(index, asked);
		return asked <= lonePages;
	}

	/** The block that a page lies in; null where it is not there. */
	private block(index: number): Uint8Array | null {
		let block = this.blocks.get(index);
		if (block === undefined) {
			block = this.access.readRange(this.path, index * this.blockBytes, this.blockBytes);
			this.bytesRead += block?.length ?? 0;
			this.blocks.set(index, block);
		}
		return block;
	}
}
