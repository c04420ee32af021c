import {type RandomAccess, viewOf} from './access.ts';
import {frameHeaderBytes, headerBytes, type WriteAheadLog} from './wal.ts';

const chunkBytes = 1024 * 1024;
const attempts = 3;

/** What the index beside a log knows of it (walformat, section 2): a file of shared memory, kept by whoever has the database open. */
interface LogIndex {
	salts: string;
	/** Frames up to the last commit. */
	frames: number;
	/** How many of them are in the database itself by now. */
	checkpointed: number;
}

/** Null where there is none, or one that is being changed just now. */
function readIndex(access: RandomAccess, path: string): LogIndex | null {
	const bytes = access.readRange(path, 0, 100);
	if (bytes === null || bytes.length < 100) return null;
	for (let i = 0; i < 48; i++) if (bytes[i] !== bytes[48 + i]) return null;
	const view = viewOf(bytes);
	const littleEndian = view.getUint32(0, true) === 3_007_000;
	if (view.getUint32(0, littleEndian) !== 3_007_000 || bytes[12] !== 1) return null;
	return {
		salts: `${view.getUint32(32)}:${view.getUint32(36)}`,
		frames: view.getUint32(16, littleEndian),
		checkpointed: view.getUint32(96, littleEndian),
	};
}

/** Commits behind the last one that can be read. What an earlier log left there has other salts, and what was rolled back ends no commit. */
function countCommits(access: RandomAccess, {path, pageBytes, salts, frames}: WriteAheadLog): number {
	const frameBytes = frameHeaderBytes + pageBytes;
	const chunkFrames = Math.max(1, Math.floor(chunkBytes / frameBytes));
	let commits = 0;
	for (let frame = frames; ; frame += chunkFrames) {
		const chunk = access.readRange(path, headerBytes + frame * frameBytes, chunkFrames * frameBytes);
		if (chunk === null || chunk.length < frameBytes) return commits;
		const view = viewOf(chunk);
		for (let at = 0; at + frameBytes <= chunk.length; at += frameBytes)
			if (view.getUint32(at + 4) !== 0 && `${view.getUint32(at + 8)}:${view.getUint32(at + 12)}` === salts) commits++;
	}
}

/** True where frames follow on a head that is none, and belong to it. */
function isHeadDamaged(access: RandomAccess, {path, pageBytes}: WriteAheadLog): boolean {
	const bytes = pageBytes > 0 ? null : access.readRange(path, 0, headerBytes + frameHeaderBytes);
	if (bytes === null || bytes.length < headerBytes + frameHeaderBytes) return false;
	const salts = bytes.subarray(16, 24);
	return salts.some(byte => byte !== 0) && salts.every((byte, i) => byte === bytes[headerBytes + 8 + i]);
}

function find(access: RandomAccess, log: WriteAheadLog, index: LogIndex | null): string | null {
	if (isHeadDamaged(access, log)) return 'Damaged: its head is wrong, and none of its commits can be read';
	if (log.pageBytes === 0) return null;
	const {frames, path, salts} = log;
	const known = index?.salts === salts ? index : null;
	if (known !== null && known.checkpointed >= known.frames) return null;
	const place = frames === 0 ? 'from its first frame on' : `behind frame ${frames}`;
	const commits = countCommits(access, log);
	if (commits > 0) return `Damaged ${place}: ${commits === 1 ? 'a later commit' : `${commits} later commits`} cannot be read`;
	const missing = (known?.frames ?? 0) - frames;
	if (missing <= 0) return null;
	const end = headerBytes + (frames + missing) * (frameHeaderBytes + log.pageBytes);
	const isCut = (access.stat(path)?.size ?? 0) < end;
	const what = missing === 1 ? 'a later frame' : `${missing} later frames`;
	return `${isCut ? 'Cut' : 'Damaged'} ${place}: ${what} of its commits ${isCut ? (missing === 1 ? 'is missing' : 'are missing') : 'cannot be read'}`;
}

/**
 * What commits were written to a log and are in it no more, in words; null where none are known. SQLite itself silently takes the first
 * frame that is wrong for the end. A writer that commits meanwhile makes no difference.
 * @param indexPath the index beside the log, which is written after it
 */
export function findLostCommits(access: RandomAccess, log: WriteAheadLog, indexPath: string): string | null {
	for (let attempt = 0; attempt < attempts; attempt++) {
		// Read first: the log is ahead of it, never behind.
		const index = readIndex(access, indexPath);
		log.refresh();
		const {version} = log;
		const found = find(access, log, index);
		if (found === null) return null;
		log.refresh();
		if (log.version === version && log.isSame()) return found;
	}
	return null;
}
