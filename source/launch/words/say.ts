import {randomBytes} from 'node:crypto';
import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {journalDirectory, journalFileName} from '../../core/files/journal-file.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {
	fileSaidOf,
	foldJournal,
	isSaidElsewhere,
	isSaidOf,
	isSaidOfFiles,
	type JournalEntry,
	type JournalOp,
	type JournalState,
	mergeJournals,
	parseJournal,
	placesElsewhere,
	standing,
} from '../../formats/native/index.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {errorCode} from '../../io/look.ts';
import {openToAppend} from '../../io/write/append.ts';
import {whoActs} from '../action-log.ts';
import {sign} from './signature.ts';
import {wordPlaceOf} from './through/place-of.ts';

/** @param isHeld what is answered where nobody may look */
function exists(file: string, isHeld = false): boolean {
	try {
		statSync(file);
		return true;
	} catch (error) {
		return isHeld && errorCode(error) === 'EACCES';
	}
}

/** True where a directory lies above a path. */
function isAbove(directory: string, below: string): boolean {
	return below !== directory && below.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/**
 * The directory whose `.xtui` holds the words about a run: the nearest that has one, else its root, never the run's own directory. One below the root
 * that may not be looked into counts: what was said lies there, and is not to be parted from what is said now.
 */
export function homeOf({path: run, root}: Pick<Target, 'path' | 'root'>, cwd: string): string {
	for (let at = path.dirname(run); ; at = path.dirname(at)) {
		if (exists(path.join(at, journalDirectory), isWithin(at, root))) return at;
		if (path.dirname(at) === at) break;
	}
	return [root, cwd].find(directory => isAbove(directory, run)) ?? path.dirname(run);
}

/** Where words about a run are written: in it where it is native, else where nothing of another program lies. */
function journalOf(target: Target, cwd: string): {file: string; home: string | null} {
	if (target.format === 'xtui') return {file: path.join(target.path, 'journal.jsonl'), home: null};
	const home = homeOf(target, cwd);
	return {file: path.join(home, journalDirectory, journalFileName(target.format, target.id)), home};
}

/**
 * Everything said so far of a run, and not of one that had its place before, in the journal that is written to, in the order in which it counts.
 * @throws where there is a journal and it cannot be read: nobody knows then what was said
 */
export function readWords(target: Target, cwd: string): {entries: JournalEntry[]; lines: string[]; state: JournalState} {
	const {file, home} = journalOf(target, cwd);
	const below = home === null ? null : path.relative(home, target.path);
	const {text, bornAtMs} = readJournal(file);
	const entries = parseJournal(text).entries.filter(
		entry =>
			(entry.run === undefined || below === null || entry.run === below) &&
			isSaidOf(entry, target.facts.arrived ?? null, bornAtMs) &&
			isSaidOfFiles(entry, target, bornAtMsOf),
	);
	const lines = text.split('\n').filter(Boolean);
	for (const place of placesElsewhere(target.format, target.path, target.facts)) {
		const other = readJournal(journalOf({...target, path: place.path, id: place.id}, cwd).file);
		for (const line of other.text.split('\n').filter(Boolean)) {
			const said = parseJournal(`${line}\n`).entries.filter(entry => isSaidElsewhere(entry, place, bornAtMsOf(target.path)));
			entries.push(...said);
			if (said.length > 0) lines.push(line);
		}
	}
	return {entries: mergeJournals(entries), lines, state: foldJournal(entries)};
}

const bornAtMsOf = (file: string): number => statSync(file, {throwIfNoEntry: false})?.birthtimeMs ?? 0;

/** What a journal says, '' for none, and when it was made here, milliseconds since the epoch. */
function readJournal(file: string): {text: string; bornAtMs: number} {
	try {
		return {text: readFileSync(file, 'utf8'), bornAtMs: statSync(file).birthtimeMs};
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return {text: '', bornAtMs: 0};
		throw new Error(`what was said of it cannot be read: ${describeFailure(error, 'read')}`);
	}
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

/**
 * One line of the journal, without its signature.
 * @param file that the words go with, null where they go with the place
 */
function spellWord({op, value, undoes, together}: Word, run: string | null, nowMs: number, file: string | null): JsonObject {
	return {
		at: nowMs / 1000,
		by: whoActs(),
		op,
		value,
		key: randomBytes(9).toString('base64url'),
		...(undoes !== undefined && {undoes}),
		...(together !== undefined && {together}),
		...(run !== null && {run}),
		...(file !== null && {file}),
	};
}

export interface Said {
	key: string;
	/** Why it is not signed although a key is configured, or not written where its tracker keeps such words; null where all is well. */
	notice: string | null;
}

/**
 * Writes a word about a run into its journal: one line in one write, signed where git has a key for that. Its tracker is told before, once the journal
 * is open to be written, and told otherwise again where the line finds no place: what is not in the journal cannot be taken back.
 * @throws what the system says; nothing was said then
 */
export async function say(target: Target, word: Word, nowMs: number, cwd: string): Promise<Said> {
	const {file, home} = journalOf(target, cwd);
	// A journal is never made where no run is any more: another xtui may have moved it in the meantime.
	if (!exists(target.path)) throw new Error(`it is no longer at ${target.path}`);
	const run = target.hasLocalId && home !== null ? path.relative(home, target.path) : null;
	const journal = openToAppend(file);
	let through = untold;
	try {
		if (word.reachesTracker !== false) through = writeThrough(target, word, nowMs);
		const bare = spellWord(word, run, nowMs, fileSaidOf(target.format, target.path, target.facts));
		// Guild knows one kind of mark only: which one it is stays here.
		const line = through.putBack !== null && word.op !== 'mark' ? {...bare, through: true} : bare;
		const signed = await sign(JSON.stringify(line), cwd);
		journal.append(JSON.stringify('sig' in signed ? {...line, sig: signed.sig} : line));
		const unsigned = 'sig' in signed || signed.reason === null ? null : `not signed: ${signed.reason}`;
		return {key: String(line.key), notice: [through.notice, unsigned].filter(Boolean).join('; ') || null};
	} catch (error) {
		throw untell(through, target, error);
	} finally {
		journal.close();
	}
}

/** What came of telling a tracker: how that is put back, null where it was not told; and why it was not, where it has a place for the word. */
interface Through {
	putBack: (() => void) | null;
	notice: string | null;
}

const untold: Through = {putBack: null, notice: null};

/** Writes a word where its tracker keeps such words; where that fails, it stands in the journal all the same. */
function writeThrough(target: Target, {op, value, undoes}: Word, nowMs: number): Through {
	const word = {op, value, isUndone: undoes !== undefined};
	const place = wordPlaceOf(target);
	if (place === null || place.where(word) === null) return untold;
	try {
		return {putBack: place.write(word, nowMs), notice: null};
	} catch (error) {
		return {putBack: null, notice: `${target.format} was not told: ${describeFailure(error)}`};
	}
}

/** Puts back what the tracker was told of a word that the journal does not have; what to throw then. */
function untell({putBack}: Through, {format}: Target, error: unknown): unknown {
	try {
		putBack?.();
		return error;
	} catch (second) {
		const why = `${describeFailure(error)}; ${format} was told all the same, which could not be put back: ${describeFailure(second)}`;
		return new Error(why, {cause: error});
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
