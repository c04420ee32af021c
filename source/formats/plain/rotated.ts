import {type FileAccess, type FileStat, lastWriteMs, type Tail, type TailOutcome} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {madeOnce} from '../../core/made-once.ts';
import {namesIn} from '../names-in.ts';

/** `train.log.1` is newer than `train.log.2`: Python's RotatingFileHandler, logrotate. */
const numbered = /\.(\d{1,3})$/;
/** Python's TimedRotatingFileHandler (`train.log.2024-03-01_12-30`), logrotate with dates (`train.log-20240301`). */
const dated = /[.-]\d{4}-?\d\d-?\d\d(?:_\d\d(?:-\d\d){0,2})?$/;
/** Loguru's, in the middle: `train.2024-03-01_12-30-00_123456.log`. */
const loguru = /\.\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_\d{6}(?=\.[^.]+$|$)/;

/** What a batch system calls the output of a job: `job.o4711.1` is that of another task than `job.o4711.2`. */
const batchOutput = /\.[oe]\d+$/;
/** A program that is told of the move by a signal writes on into the old file until then. */
const leastBesideMs = 60_000;

interface Parts {
	byNumber: [string, number][];
	byDate: string[];
}

/** Parts of the logs of one listing by the names of these: each log of thousands in one directory asks for its own. */
const partsIn = new WeakMap<readonly string[], ReadonlyMap<string, Parts>>();

/** Names of the files that a log of that name was written to before, oldest first. `names`: all of the directory. */
export function rotatedParts(base: string, names: readonly string[]): string[] {
	const {byNumber, byDate} = madeOnce(partsIn, names, () => findParts(names)).get(base) ?? {byNumber: [], byDate: []};
	return [...byDate.toSorted(), ...byNumber.toSorted(([, a], [, b]) => b - a).map(([name]) => name)];
}

function findParts(names: readonly string[]): Map<string, Parts> {
	const found = new Map<string, Parts>();
	const partsOfLog = (base: string): Parts => {
		const parts = found.get(base) ?? {byNumber: [], byDate: []};
		found.set(base, parts);
		return parts;
	};
	for (const name of names) {
		const number = numbered.exec(name);
		const log = number === null ? name.replace(dated, '') : name.slice(0, number.index);
		if (number !== null && !batchOutput.test(log)) partsOfLog(log).byNumber.push([name, Number(number[1])]);
		if (number === null && log !== name) partsOfLog(log).byDate.push(name);
		const unmarked = name.replace(loguru, '');
		if (unmarked !== name) partsOfLog(unmarked).byDate.push(name);
	}
	return found;
}

/** Says whether what is in a file may go on from what is in another one. */
export type GoesOn = (part: string, next: string, files: FileAccess) => boolean;

/**
 * Paths of the files that a log was written to before, oldest first: its parts by their names, as far as nothing in them speaks against it.
 * @param list lists a directory, for who has done that already
 */
export function partsOf(
	path: string,
	files: FileAccess,
	goesOn?: GoesOn,
	list = (directory: string): readonly string[] => namesIn(directory, files),
): string[] {
	const directory = directoryOf(path);
	const parts = rotatedParts(path.slice(directory.length + 1), list(directory)).map(name => `${directory}/${name}`);
	if (parts.length === 0 || files.linkTarget?.(path)) return [];
	let next = files.stat(path);
	let nextPath = path;
	const seen = new Set([next?.inode]);
	const own: string[] = [];
	for (const part of parts.reverse()) {
		const state = files.stat(part);
		if (state === null || seen.has(state.inode) || files.linkTarget?.(part)) continue;
		// One log an array's task, or a rank: what is older by its name is none of this log's either.
		if (next !== null && wentOnBeside(state, next)) break;
		if (next !== null && next.size > 0 && goesOn?.(part, nextPath, files) === false) break;
		seen.add(state.inode);
		own.unshift(part);
		next = state;
		nextPath = part;
	}
	return own;
}

/**
 * True where a file was written to long after the one that would go on from it had been begun: they were written side by side. A copy tells
 * nothing of that, nor does a file beside an empty one: a program may write on into what was moved away.
 */
function wentOnBeside(part: FileStat, next: FileStat): boolean {
	const written = lastWriteMs(part);
	return (
		next.size > 0 &&
		(part.bornAtMs ?? 0) > 0 &&
		(next.bornAtMs ?? 0) > 0 &&
		written !== null &&
		written > next.bornAtMs! + leastBesideMs
	);
}

/** True for a log that another one, which is there, goes on from. */
export function isPartOf(name: string, names: ReadonlySet<string>): boolean {
	const base = name.replace(loguru, '');
	return base !== name && names.has(base);
}

/** Follows a log of which the beginning lies in other files. These are read once: when one changes, so does the log itself. */
export class RotatedTail implements Tail {
	private at = 0;
	private readonly earlier: readonly {tail: Tail; bytes: number}[];
	private readonly last: Tail;

	/** @param parts absolute paths, oldest first */
	constructor(
		readonly path: string,
		parts: readonly string[],
		files: FileAccess,
	) {
		this.earlier = parts.map(part => ({tail: files.tail(part), bytes: files.stat(part)?.size ?? 0}));
		this.last = files.tail(path);
	}

	get offset(): number {
		return this.earlier.reduce((sum, {bytes, tail}, index) => sum + (index < this.at ? bytes : tail.offset), this.last.offset);
	}

	get size(): number {
		return this.earlier.reduce((sum, {bytes}) => sum + bytes, this.last.size);
	}

	get modifiedAtMs(): number {
		return this.last.modifiedAtMs;
	}

	get inode(): number {
		return this.last.inode;
	}

	read(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const before = this.offset;
		while (this.at < this.earlier.length) {
			const left = budgetBytes - (this.offset - before);
			if (left <= 0) return 'more';
			const outcome = this.earlier[this.at]!.tail.read(consume, left);
			if (outcome === 'more' || outcome === 'replaced') return outcome;
			this.at++;
		}
		const left = budgetBytes - (this.offset - before);
		if (left <= 0) return 'more';
		const outcome = this.last.read(consume, left);
		return outcome === 'unchanged' && this.offset > before ? 'read' : outcome;
	}
}
