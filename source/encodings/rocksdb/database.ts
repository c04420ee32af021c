import {blockBytes} from '../records/block-log.ts';
import type {DirectoryAccess} from './access.ts';
import {scanLog} from './log-file.ts';
import {type LiveFiles, readManifest} from './manifest.ts';
import type {MergedWrites} from './merged-writes.ts';
import {readTable} from './table-file.ts';
import {readBatch} from './write-batch.ts';

/** Looks that follow one another where files go while they are read. */
const mostTries = 3;
const mostBytes = 256 * 1024 * 1024;

interface Log {
	/** Place behind its last whole record. */
	end: number;
	inode: number;
	/** Size when it was read. */
	size: number;
}

/** What a look at the files gave. */
export interface Looked {
	isChanged: boolean;
	/** True when the budget ran out before the end: writes are merged when it has come. */
	more: boolean;
	bytesRead: number;
}

/**
 * A small RocksDB database that is read beside its writer: nothing is written, locked or waited for. Tables never change, and logs grow, so that
 * what was read is read once. Where keys are deleted, all is read anew when tables were put together.
 */
export class RocksDatabase<Value> {
	/** What is wrong with its files, by their paths. */
	readonly faults = new Map<string, string>();
	/** Another number where what was read before counts no more. */
	generation = 0;
	/** Logs that may grow. */
	logs: string[] = [];
	/** Paths of tables that were read, by their numbers. */
	private readonly tables = new Map<number, string>();
	private readonly read = new Map<string, Log>();
	private state = '';
	/** Paths of files that counted and were gone when their turn came. */
	private readonly missed = new Set<string>();

	constructor(
		readonly path: string,
		private readonly files: DirectoryAccess,
		readonly writes: MergedWrites<Value>,
		/** True where nothing is ever deleted: what was read counts still when tables were put together, which a busy writer does all the time. */
		private readonly onlyGrows = false,
	) {}

	/** Reads what is new, about `budgetBytes` of it. */
	refresh(budgetBytes: number): Looked {
		const looked = this.readNew(budgetBytes);
		// Its writer has put into a table what was in a log by then: without another look that would be missing between what is there.
		for (let tries = 0; this.missed.size > 0 && !looked.more && tries < mostTries; tries++) {
			const again = this.readNew(budgetBytes);
			looked.more = again.more;
			looked.bytesRead += again.bytesRead;
		}
		// Of what goes faster than it is read nothing is said: the next look finds it where it is by then.
		this.leave((_, path) => this.missed.has(path));
		return looked;
	}

	private readNew(budgetBytes: number): Looked {
		this.missed.clear();
		const {files, path} = this;
		const names = files.names(path) ?? [];
		const logs = names.filter(name => /^\d+\.log$/.test(name)).sort();
		this.logs = logs.map(name => `${path}/${name}`);
		const tables = names.filter(name => /^\d+\.sst$/.test(name));
		const state = [...tables, ...this.logs.map(log => `${log}:${stateOf(files.stat(log))}`)].join();
		if (state === this.state) return {isChanged: false, more: false, bytesRead: 0};
		const live = this.liveFiles(tables);
		if (this.isPast(live)) this.begin();
		// Others have what was in those that count no more.
		else this.leave(number => !live.tables.has(number));
		let bytesRead = 0;
		for (const number of live.tables) {
			if (this.tables.has(number)) continue;
			if (bytesRead >= budgetBytes) return {isChanged: true, more: true, bytesRead};
			bytesRead += this.readTable(number, tables);
		}
		for (const log of logs) if (Number.parseInt(log, 10) >= live.log) bytesRead += this.readLog(`${path}/${log}`);
		this.writes.settle();
		this.state = this.missed.size > 0 ? '' : state;
		return {isChanged: true, more: false, bytesRead};
	}

	/** Without a manifest that can be read, all tables count. */
	private liveFiles(tables: readonly string[]): LiveFiles {
		const all = {tables: new Set(tables.map(table => Number.parseInt(table, 10))), log: 0};
		const found = findManifest(this.path, this.files);
		return (found.bytes === null ? null : readManifest(found.bytes)) ?? all;
	}

	/** True where something that was read is gone, or is another file. */
	private isPast(live: LiveFiles): boolean {
		if (!this.onlyGrows) for (const number of this.tables.keys()) if (!live.tables.has(number)) return true;
		for (const [path, {inode, size}] of this.read) {
			const stat = this.files.stat(path);
			if (stat !== null && (stat.inode !== inode || stat.size < size)) return true;
		}
		return false;
	}

	/** Forgets tables that were read. */
	private leave(isLeft: (number: number, path: string) => boolean): void {
		for (const [number, path] of this.tables) {
			if (!isLeft(number, path)) continue;
			this.tables.delete(number);
			this.faults.delete(path);
		}
	}

	private begin(): void {
		this.generation++;
		this.writes.clear();
		this.tables.clear();
		this.read.clear();
		this.faults.clear();
	}

	private readTable(number: number, names: readonly string[]): number {
		const name = names.find(known => Number.parseInt(known, 10) === number) ?? `${String(number).padStart(6, '0')}.sst`;
		const path = `${this.path}/${name}`;
		const bytes = this.files.readWhole(path, mostBytes);
		if (bytes === null && this.files.stat(path) === null) this.missed.add(path);
		this.tables.set(number, path);
		const fault = bytes === null ? 'Not read: it is missing, too large, or may not be read' : readTable(own(bytes), this.writes);
		if (fault !== null) this.faults.set(path, fault);
		return bytes?.length ?? 0;
	}

	/** Reads what came behind the last whole record of a log, from the start of the block on that it ends in. */
	private readLog(path: string): number {
		const stat = this.files.stat(path);
		const known = this.read.get(path);
		if (stat === null) this.missed.add(path);
		if (stat === null || stat.size === known?.size) return 0;
		const done = known?.end ?? 0;
		const start = done - (done % blockBytes);
		const bytes = this.files.readRange(path, start, Math.min(stat.size - start, mostBytes));
		if (bytes === null) {
			this.faults.set(path, 'Not read: it may not be read');
			return 0;
		}
		let isSound = true;
		const scanned = scanLog(own(bytes), done - start, record => {
			isSound = readBatch(record, this.writes) && isSound;
		});
		const {isDamaged} = scanned;
		const end = start + scanned.end;
		this.read.set(path, {end, inode: stat.inode, size: start + bytes.length});
		if (isDamaged || !isSound) this.faults.set(path, `Damaged: from byte ${end} on it makes no sense`);
		else this.faults.delete(path);
		return bytes.length;
	}
}

/** For a check, as a writer that is at it may be met with half a manifest: which of the files that say what counts is damaged; null for none. */
export function findLostManifest(path: string, files: DirectoryAccess): {file: string; message: string} | null {
	if ((files.names(path) ?? []).length === 0) return null;
	const {file, bytes} = findManifest(path, files);
	if (bytes !== null && readManifest(bytes) !== null) return null;
	return {
		file,
		message: 'Is missing, cut or damaged, so that nothing tells which tables count: all were read; restore it from a copy',
	};
}

/** The manifest that CURRENT names; without one that can be read the path of that which is to blame. */
function findManifest(path: string, files: DirectoryAccess): {file: string; bytes: Buffer | null} {
	const current = files.readWhole(`${path}/CURRENT`, 100);
	const name = current === null ? '' : Buffer.from(current).toString('latin1').trim();
	if (!/^MANIFEST-\d+$/.test(name)) return {file: `${path}/CURRENT`, bytes: null};
	const bytes = files.readWhole(`${path}/${name}`, mostBytes);
	return {file: `${path}/${name}`, bytes: bytes === null ? null : own(bytes)};
}

const own = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
const stateOf = (stat: ReturnType<DirectoryAccess['stat']>): string =>
	stat === null ? '' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`;
