import type {Arrival} from '../../core/arrival.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';

/** What people say of a run afterwards: append-only lines that merge as the union by `key`. See the native layout. */

const journalOps = ['tag', 'untag', 'note', 'mark', 'verdict', 'archive', 'delete', 'restore'] as const;
export type JournalOp = (typeof journalOps)[number];

export interface JournalEntry {
	/** Milliseconds since 1970. */
	atMs: number;
	by: string | null;
	op: JournalOp;
	value: Json;
	/** Random id of the entry. */
	key: string;
	/** Key of the entry that this one takes back; what `op` says does not count then. */
	undoes: string | null;
	/** SSH signature of the line without it, as written. */
	signature: string | null;
	/** True where its tracker has the word itself, and tells it: here it is only history. */
	isThrough: boolean;
	/** Key of the word that this one was said together with, in one act. */
	together?: string;
	/** Where the run lies below the journal's root, for formats whose ids are not unique there. */
	run?: string;
	/** Name of the first file that the run of a directory had, where another one beside it makes that a run of its own. */
	file?: string;
}

/** What all entries together say. */
export interface JournalState {
	tags: string[];
	/** Tags of the run's own record that were taken away. */
	untagged: string[];
	notes: {text: string; atMs: number; by: string | null; key: string}[];
	marks: string[];
	verdict: 'success' | 'fail' | null;
	/** True where a verdict stands, be it that there is none: it counts before the tracker's own. */
	isJudged: boolean;
	archived: boolean;
	deleted: boolean;
}

const isOp = (value: Json | undefined): value is JournalOp => journalOps.some(op => op === value);

function readEntry(line: JsonObject): JournalEntry | null {
	const {at, by, op, value, key, undoes, sig, run, through, together, file} = line;
	const atMs = typeof at === 'number' ? at * 1000 : typeof at === 'string' ? Date.parse(at) : Number.NaN;
	if (!isOp(op) || typeof key !== 'string' || Number.isNaN(atMs)) return null;
	return {
		atMs,
		by: typeof by === 'string' ? by : null,
		op,
		value: value ?? null,
		key,
		undoes: typeof undoes === 'string' ? undoes : null,
		signature: typeof sig === 'string' ? sig : null,
		isThrough: through === true,
		...(typeof together === 'string' && {together}),
		...(typeof run === 'string' && {run}),
		...(typeof file === 'string' && {file}),
	};
}

/** Entries of a journal's text and the numbers of the lines (from 1) that are none. A last line without line feed is not there yet. */
export function parseJournal(text: string): {entries: JournalEntry[]; badLines: number[]} {
	const entries: JournalEntry[] = [];
	const badLines: number[] = [];
	text.split('\n').forEach((line, i, {length}) => {
		if (line.trim() === '' || i === length - 1) return;
		const parsed = parseTolerantJson(line);
		const entry =
			parsed !== undefined && parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) ? readEntry(parsed) : null;
		if (entry === null) badLines.push(i + 1);
		else entries.push(entry);
	});
	return {entries, badLines};
}

/** The same entries once each, in the order in which they count: by time, then by key. Copies of a journal merge by this. */
export function mergeJournals(...journals: readonly (readonly JournalEntry[])[]): JournalEntry[] {
	const byKey = new Map<string, JournalEntry>();
	for (const entry of journals.flat()) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
	return [...byKey.values()].sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
}

/** Folds entries of any order into what they say together. */
export function foldJournal(entries: readonly JournalEntry[]): JournalState {
	const state: JournalState = {
		tags: [],
		untagged: [],
		notes: [],
		marks: [],
		verdict: null,
		isJudged: false,
		archived: false,
		deleted: false,
	};
	for (const entry of standing(mergeJournals(entries))) if (!entry.isThrough) apply(state, entry);
	return state;
}

/** A journal may be made this much later than its first word is said, as that takes. */
const sayingMs = 2000;

/**
 * False for a word that was said of another run, which had the place and the id before this one came to it. Where only the disk tells when that was,
 * a journal that is younger than its words was copied, and the run may have been copied with it, or with the directory above that is as young.
 * @param bornAtMs when the journal's file was made here, milliseconds since the epoch; 0 where nobody knows
 */
export function isSaidOf({atMs}: JournalEntry, arrived: Arrival | null, bornAtMs: number): boolean {
	if (arrived === null || atMs >= arrived.atMs) return true;
	return arrived.by === 'disk' && (bornAtMs === 0 || bornAtMs > atMs + sayingMs || (arrived.heldSinceMs ?? 0) > atMs);
}

/** Entries, in the order in which they count, that are not taken back and do not themselves take one back. */
export function standing(ordered: readonly JournalEntry[]): JournalEntry[] {
	const undone = new Set<string>();
	for (const entry of [...ordered].reverse()) {
		if (entry.undoes !== null && !undone.has(entry.key)) undone.add(entry.undoes);
	}
	return ordered.filter(entry => entry.undoes === null && !undone.has(entry.key));
}

function apply(state: JournalState, {op, value, atMs, by, key}: JournalEntry): void {
	const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
	switch (op) {
		case 'tag':
			state.untagged = state.untagged.filter(tag => tag !== text);
			if (!state.tags.includes(text)) state.tags.push(text);
			break;
		case 'untag':
			state.tags = state.tags.filter(tag => tag !== text);
			if (!state.untagged.includes(text)) state.untagged.push(text);
			break;
		case 'note':
			state.notes.push({text, atMs, by, key});
			break;
		case 'mark':
			if (text === '') state.marks = [];
			else if (!state.marks.includes(text)) state.marks.push(text);
			break;
		case 'verdict':
			state.isJudged = true;
			state.verdict = value === 'success' || value === 'fail' ? value : null;
			break;
		case 'archive':
			state.archived = true;
			break;
		case 'delete':
			state.deleted = true;
			break;
		case 'restore':
			state.archived = false;
			state.deleted = false;
	}
}
