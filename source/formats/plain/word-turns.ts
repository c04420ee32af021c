import {turnNote} from './curves.ts';
import {dataKeyRank, isDataWord, ownDataNote} from './data-words.ts';
import {isNamedByWord, namedNote} from './long-format.ts';
import {areNameable} from './turn-words.ts';

/** Rows from the beginning, or behind one whose metric came to its step again, in which words are looked at: most tables have no turns. */
const rowsLookedAt = 64;
/** Rows of one step: of more than that no words are names. */
const mostInTurn = 64;
/** Turns of the same words behind each other that are a proof: in the same order, and in any. Two words in turns may be chance for a while. */
const [fewestInOrder, fewestTurns] = [3, 6];

/** One row of the step at hand: its words, and whether a metric of it had come to that step before. */
interface Row {
	words: readonly string[];
	isAgain: boolean;
}

/** What the rows of one shape, data and curve have shown. */
interface Shape {
	step: number;
	turn: Row[];
	/** The turns before, as many as a proof needs, and how many of them stand behind each other, with no single row between. */
	before: Row[][];
	direct: number;
	/** Columns that had a word twice in a step; whether all of a row were there twice, or too many rows. */
	disproved: Set<number>;
	isOver: boolean;
}

/** The row at hand: its columns, or keys, with words that say neither when it was written nor of which curve it is known to be. */
export interface WordedRow {
	names: readonly string[];
	/** What tells such rows from others: their columns, the data and the curve that they are about. */
	shape: string;
	step: number;
	wordAt(i: number): string;
	/** True where a metric that the row has a value of has come to its step already. */
	comesAgain(): boolean;
	/** Names of the numbers in it that may be metrics. */
	metrics(): readonly string[];
}

/**
 * Finds the column of words that says of which metric, or of which of several curves, each row is, whatever it is called: rows of the same metrics come
 * again at one step, each time with another word, and so at the next steps with the same words. One word for each of two rows may be a run that was
 * resumed, and a word that is there twice in one step says something else of its rows, for good. What was found is noted, for reading all anew.
 */
export class WordTurns {
	/** True when a row showed that rows before it were mixed. */
	stale = false;
	private readonly shapes = new Map<string, Shape>();
	private last = Number.NaN;
	/** Rows that are still looked at. */
	private left = rowsLookedAt;

	constructor(private readonly notes: Set<string>) {}

	/** Takes the step of each row; true where the row is to be looked at. */
	wants(step: number): boolean {
		const isSame = step === this.last;
		this.last = step;
		return (this.left-- > 0 || isSame) && !this.stale;
	}

	/** Looks at a row. */
	take(row: WordedRow): void {
		const isAgain = row.comesAgain();
		if (this.left <= 0 && !isAgain) return;
		if (isAgain) this.left = rowsLookedAt;
		const words = row.names.map((_, i) => row.wordAt(i));
		if (words.every(word => word === '')) return;
		const metrics = row.metrics();
		const key = `${row.shape}\n${metrics.join('\n')}`;
		const shape = this.shapes.get(key) ?? newShape();
		this.shapes.set(key, shape);
		if (shape.isOver) return;
		if (row.step !== shape.step) {
			close(shape);
			Object.assign(shape, {step: row.step, turn: [{words, isAgain}]});
			return;
		}
		disprove(shape, words);
		shape.turn.push({words, isAgain});
		if (!shape.isOver) this.judge(shape, row.names, metrics);
	}

	private judge(shape: Shape, names: readonly string[], metrics: readonly string[]): void {
		const turns = [...shape.before, shape.turn];
		const single = names.flatMap((_, i) => (!shape.disproved.has(i) && areTurns(turns, names, [i]) ? [i] : []));
		const [value] = metrics.length === 1 ? metrics : [];
		const wordsOf = (column: number) => shape.turn.map(({words}) => words[column]!);
		const named = value === undefined ? undefined : single.find(i => isNamedByWord(names[i]!, value, wordsOf(i)));
		if (named !== undefined) {
			this.learn([namedNote(names[named]!, value!)]);
			return;
		}
		// What came between others may be of a run that was resumed.
		const direct = turns.slice(-1 - shape.direct);
		const isDirect = (columns: readonly number[]) => areTurns(direct, names, columns);
		const varying = names.flatMap((_, i) => (new Set(wordsOf(i)).size > 1 ? [i] : []));
		const one = single.find(i => isDirect([i]));
		const found = one !== undefined ? [one] : varying.length > 1 && isDirect(varying) ? varying : [];
		this.learn(found.map(i => noteOf(names[i]!, wordsOf(i))));
	}

	private learn(notes: readonly string[]): void {
		for (const note of notes) {
			if (this.notes.has(note)) continue;
			this.notes.add(note);
			this.stale = true;
		}
	}
}

/** Beside words for data, others of the same column are words for data too. */
function noteOf(name: string, words: readonly string[]): string {
	return dataKeyRank(name) >= 0 && words.some(isDataWord) ? ownDataNote(name) : turnNote(name);
}

const newShape = (): Shape => ({
	step: Number.NaN,
	turn: [],
	before: [],
	direct: 0,
	disproved: new Set(),
	isOver: false,
});

/** A further row of the step at hand has these words. */
function disprove(shape: Shape, words: readonly string[]): void {
	let isNew = shape.turn.length < mostInTurn;
	for (const {words: others} of shape.turn) {
		let differs = false;
		for (const [i, word] of words.entries()) {
			if (word !== others[i]) differs = true;
			else if (word !== '') shape.disproved.add(i);
		}
		isNew &&= differs;
	}
	shape.isOver = !isNew;
}

/** The step at hand is over. */
function close(shape: Shape): void {
	const {turn, before} = shape;
	if (turn.length === 0) return;
	if (turn.length === 1) {
		shape.direct = 0;
		return;
	}
	shape.direct++;
	shape.before = [...before, turn].slice(1 - fewestTurns);
}

/** The words, joined, of the rows of a turn that have any in these columns, each once and beside a metric that came again; null where they are not so. */
function keysOf(turn: readonly Row[], columns: readonly number[]): string[] | null {
	const rows = turn.filter(({words}) => columns.some(i => words[i] !== ''));
	const keys = rows.map(({words}) => columns.map(i => words[i]).join('\0'));
	const areApart = keys.length > 1 && new Set(keys).size === keys.length && rows.some(({isAgain}) => isAgain);
	return areApart ? keys : null;
}

/** True where the last turns have the same words in these columns, and these may be names. */
function areTurns(turns: readonly (readonly Row[])[], names: readonly string[], columns: readonly number[]): boolean {
	if (turns.length < fewestInOrder) return false;
	const all = turns.map(turn => keysOf(turn, columns));
	const last = all.at(-1);
	if (last === null || last === undefined) return false;
	const written = last.join('\n');
	const sorted = last.toSorted().join('\n');
	const isProof = (count: number, isSame: (keys: readonly string[]) => boolean) =>
		all.length >= count && all.slice(-count).every(keys => keys !== null && isSame(keys));
	if (
		!isProof(fewestInOrder, keys => keys.join('\n') === written) &&
		!isProof(fewestTurns, keys => keys.toSorted().join('\n') === sorted)
	)
		return false;
	const turn = turns.at(-1)!;
	return columns.every(i =>
		areNameable(
			names[i]!,
			turn.flatMap(({words}) => (words[i] === '' ? [] : [words[i]!])),
		),
	);
}
