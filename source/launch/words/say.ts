import {randomBytes} from 'node:crypto';
import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {journalDirectory, journalFileName} from '../../core/files/journal-file.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {
	foldJournal,
	type JournalEntry,
	type JournalOp,
	type JournalState,
	mergeJournals,
	parseJournal,
	standing,
} from '../../formats/native/index.ts';
import {describeError} from '../../io/files.ts';
import {appendLine} from '../../io/write/append.ts';
import {whoActs} from '../action-log.ts';
import {sign} from './signature.ts';
import {wordPlaceOf} from './through/place-of.ts';

function exists(file: string): boolean {
	try {
		statSync(file);
		return true;
	} catch {
		return false;
	}
}

/** True where a directory lies above a path. */
function isAbove(directory: string, below: string): boolean {
	return below !== directory && below.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** The directory whose `.xtui` holds the words about a run: the nearest that has one, else its root, never the run's own directory. */
export function homeOf({path: run, root}: Pick<Target, 'path' | 'root'>, cwd: string): string {
	for (let at = path.dirname(run); ; at = path.dirname(at)) {
		if (exists(path.join(at, journalDirectory))) return at;
		if (path.dirname(at) === at) break;
	}
	return [root, cwd].find(directory => isAbove(directory, run)) ?? path.dirname(run);
}

/** Where words about a run are written: in it where it is native, else where nothing of another program lies. */
export function journalOf(target: Target, cwd: string): {file: string; home: string | null} {
	if (target.format === 'xtui') return {file: path.join(target.path, 'journal.jsonl'), home: null};
	const home = homeOf(target, cwd);
	return {file: path.join(home, journalDirectory, journalFileName(target.format, target.id)), home};
}

/** Everything said of a run so far in the journal that is written to, in the order in which it counts. */
export function readWords(target: Target, cwd: string): {entries: JournalEntry[]; lines: string[]; state: JournalState} {
	const {file, home} = journalOf(target, cwd);
	const below = home === null ? null : path.relative(home, target.path);
	let text = '';
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		// Nothing was said yet.
	}
	const entries = parseJournal(text).entries.filter(({run}) => run === undefined || below === null || run === below);
	return {entries: mergeJournals(entries), lines: text.split('\n').filter(Boolean), state: foldJournal(entries)};
}

export interface Word {
	op: JournalOp;
	value: Json;
	/** Key of the entry that this one takes back. */
	undoes?: string;
	/** Key of the first word of the same act, for those behind it. */
	together?: string;
	/** False where the entry that is taken back is not the tracker's own. */
	reachesTracker?: boolean;
}

/** One line of the journal, without its signature. */
export function spellWord({op, value, undoes, together}: Word, run: string | null, nowMs: number): JsonObject {
	return {
		at: nowMs / 1000,
		by: whoActs(),
		op,
		value,
		key: randomBytes(9).toString('base64url'),
		...(undoes !== undefined && {undoes}),
		...(together !== undefined && {together}),
		...(run !== null && {run}),
	};
}

export interface Said {
	key: string;
	/** Why it is not signed although a key is configured, or not written where its tracker keeps such words; null where all is well. */
	notice: string | null;
}

/**
 * Writes a word about a run into its journal: one line in one write, signed where git has a key for that.
 * @throws what the system says
 */
export async function say(target: Target, word: Word, nowMs: number, cwd: string): Promise<Said> {
	const {file, home} = journalOf(target, cwd);
	// A journal is never made where no run is any more: another xtui may have moved it in the meantime.
	if (!exists(target.path)) throw new Error(`it is no longer at ${target.path}`);
	const through = word.reachesTracker === false ? {done: false, notice: null} : writeThrough(target, word, nowMs);
	const bare = spellWord(word, target.hasLocalId && home !== null ? path.relative(home, target.path) : null, nowMs);
	// Guild knows one kind of mark only: which one it is stays here.
	const line = through.done && word.op !== 'mark' ? {...bare, through: true} : bare;
	const signed = await sign(JSON.stringify(line), cwd);
	appendLine(file, JSON.stringify('sig' in signed ? {...line, sig: signed.sig} : line));
	const unsigned = 'sig' in signed || signed.reason === null ? null : `not signed: ${signed.reason}`;
	return {key: String(line.key), notice: [through.notice, unsigned].filter(Boolean).join('; ') || null};
}

/** Writes a word where its tracker keeps such words; where that fails, it stands in the journal all the same. */
function writeThrough(target: Target, {op, value, undoes}: Word, nowMs: number): {done: boolean; notice: string | null} {
	const word = {op, value, isUndone: undoes !== undefined};
	const place = wordPlaceOf(target);
	if (place === null || place.where(word) === null) return {done: false, notice: null};
	try {
		place.write(word, nowMs);
		return {done: true, notice: null};
	} catch (error) {
		return {done: false, notice: `${target.format} was not told: ${describeError(error)}`};
	}
}

/** The newest words that stand and of which the test is true, said in one act, the newest first; what an undo takes back. */
export function lastStanding(entries: readonly JournalEntry[], test: (entry: JournalEntry) => boolean): JournalEntry[] {
	const mine = standing(mergeJournals(entries)).filter(test);
	const last = mine.at(-1);
	if (last === undefined) return [];
	const first = last.together ?? last.key;
	return mine.filter(({key, together}) => key === first || together === first).reverse();
}
