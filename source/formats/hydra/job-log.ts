import {type FileAccess, type FileStat, lastWriteMs} from '../../core/files/files.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {decodeText} from '../../encodings/text/text.ts';

const pieceBytes = 4096;
/** A line is written to the file at once: one that is older than its file by more than this was copied with it. */
const slackMs = 60_000;
const stamped = /^\[?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})\b/gm;
/** "[2026-11-28 12:48:39,547][__main__][INFO] - text" */
const ofLogger = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]\[[\w.]+\]\[[A-Z]+\] - /;
const mostLogs = 8;

/**
 * What the log that Hydra keeps for a job tells of time, by its first and its last stamp. Stamps have no zone: they are taken for
 * local time.
 */
export class JobLog {
	startedAtMs: number | null = null;
	/** Null where the times of the files tell it, as they do unless they were copied without them. */
	lastSignMs: number | null = null;
	bytesRead = 0;
	private seen: FileStat | null = null;

	constructor(
		readonly path: string,
		private readonly files: FileAccess,
	) {}

	/** As it was seen last. */
	get exists(): boolean {
		return this.seen !== null;
	}

	/** Looks again; true where the log tells something else now. */
	refresh(): boolean {
		const {seen, startedAtMs, lastSignMs, exists} = this;
		this.bytesRead = 0;
		const stat = this.files.stat(this.path);
		if (stat?.size === seen?.size && stat?.modifiedAtMs === seen?.modifiedAtMs && stat?.inode === seen?.inode) return false;
		this.seen = stat;
		const isAnother = stat === null || stat.inode !== seen?.inode || stat.size < seen.size;
		const isNew = isAnother || seen.size < pieceBytes;
		if (isAnother) this.startedAtMs = null;
		this.lastSignMs = null;
		if (stat !== null) {
			if (isNew) this.startedAtMs ??= this.momentsAt(0)[0] ?? null;
			if (lastWriteMs(stat) === null) this.lastSignMs = this.readLast(stat);
		}
		return this.exists !== exists || this.startedAtMs !== startedAtMs || this.lastSignMs !== lastSignMs;
	}

	private readLast({size, modifiedAtMs}: FileStat): number | null {
		const last = this.momentsAt(Math.max(0, size - pieceBytes)).at(-1);
		return last !== undefined && modifiedAtMs - last > slackMs ? last : null;
	}

	private momentsAt(offset: number): number[] {
		const bytes = this.files.readRange(this.path, offset, pieceBytes);
		this.bytesRead += bytes?.length ?? 0;
		return bytes === null ? [] : momentsOf(decodeText(bytes));
	}
}

/** The times at the beginnings of lines, as Hydra's loggers write them, taken for local time; milliseconds. */
export function momentsOf(text: string): number[] {
	return [...text.matchAll(stamped)].map(([, moment]) => momentOfText(moment!)).filter(Number.isFinite);
}

/** Name of a log in the directory of a job that begins as Hydra's loggers write; null where there is none. */
export function findLog(directory: string, files: FileAccess): string | null {
	const named = (files.list(directory) ?? [])
		.filter(({name, kind}) => kind === 'file' && name.endsWith('.log'))
		.slice(0, mostLogs);
	const isOfHydra = (name: string) =>
		ofLogger.test(decodeText(files.readRange(`${directory}/${name}`, 0, pieceBytes) ?? new Uint8Array(0)));
	return named.find(({name}) => isOfHydra(name))?.name ?? null;
}
