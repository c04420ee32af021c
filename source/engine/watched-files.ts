import {type FileAccess, lastWriteMs, type Made} from '../core/files.ts';

/** Files of one run that were made within so long were made together. */
const togetherMs = 60_000;

/** What the file system tells of some paths at one moment. Times in milliseconds, 0 for none. */
export interface Look {
	/** Size, time and inode of every path, a line each. */
	signature: string;
	/** Newest modification time of all of them. */
	newestMs: number;
	/** The same of the files, without directories. */
	modifiedAtMs: number;
	/** The same, only of files that were appended to after they were made: a fresh copy does not count. */
	appendedAtMs: number;
	/** When the files, if there are any, were made, all together, and left alone since; null where that is not so, or nobody knows. */
	made: Made | null;
}

export function lookAt(paths: readonly string[], files: FileAccess): Look {
	const look: Look = {signature: '', newestMs: 0, modifiedAtMs: 0, appendedAtMs: 0, made: null};
	const parts: string[] = [];
	const made = {firstMs: Number.POSITIVE_INFINITY, lastMs: 0};
	let isLeftAlone = true;
	for (const path of paths) {
		const stat = files.stat(path);
		if (stat === null) continue;
		parts.push(`${path}\t${stat.size}:${stat.modifiedAtMs}:${stat.inode}`);
		look.newestMs = Math.max(look.newestMs, stat.modifiedAtMs);
		if (stat.kind !== 'file') continue;
		look.modifiedAtMs = Math.max(look.modifiedAtMs, stat.modifiedAtMs);
		const writtenMs = lastWriteMs(stat);
		if (writtenMs !== null) look.appendedAtMs = Math.max(look.appendedAtMs, writtenMs);
		isLeftAlone &&= writtenMs === null;
		made.firstMs = Math.min(made.firstMs, stat.bornAtMs ?? 0);
		made.lastMs = Math.max(made.lastMs, stat.bornAtMs ?? 0);
	}
	look.signature = parts.join('\n');
	if (isLeftAlone && made.lastMs - made.firstMs <= togetherMs) look.made = made;
	return look;
}

/** True where a path that both signatures have is in another state; a reader may come to watch more without any file having changed. */
export function changedInBoth(before: string, after: string): boolean {
	const known = new Map(before.split('\n').map(line => line.split('\t') as [string, string]));
	return after.split('\n').some(line => {
		const [path, state] = line.split('\t') as [string, string];
		return known.has(path) && known.get(path) !== state;
	});
}
