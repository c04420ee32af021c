import {curveNote} from './curves.ts';
import {dataKeyRank, isDataWord, ownDataNote} from './data-words.ts';
import {isNamedByWord, namedNote} from './long-format.ts';

/** Rows from the beginning, or behind one whose metric came to its step again, in which words are looked at: most tables have no turns. */
const rowsLookedAt = 64;
/** Rows of one step that are kept. */
const mostInTurn = 1000;
/** Turns of words that are not the same each time, as of clients that are drawn by lot, before their words are taken for names. */
const fewestOtherTurns = 4;
/** How often each of such words has come at least, on average. */
const fewestUses = 2;

/** Names of a column whose numbers may say the same as words do: of which of several parts of a model, or of its work, a row is. */
const numbered = /^(?:layer|block|head|expert|task|env|class|group|(?:data)?loader)(?:_?(?:idx|index))?$/i;

/** True for a column of numbers that may tell rows of one step from each other. */
export const mayNumberParts = (name: string): boolean => numbered.test(name.trim());

/** What the rows of one shape, data and curve have shown. */
interface Shape {
	step: number;
	/** Words of the rows that the step at hand has so far. */
	turn: string[][];
	/** Whether a metric came again in it. */
	isAgain: boolean;
	/** Words of the last step of several such rows; whether it is the step before. */
	before: string[][] | null;
	isDirect: boolean;
	/** Turns behind each other, their rows, and the words of each column in them. */
	turns: number;
	rows: number;
	words: Set<string>[];
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
 * Finds the column of words that says of which metric, or of which of several curves, each row is, whatever it is called: the same metric comes again at
 * one step, each time with another word, and so at the next step with the same words. One word for each of two rows may be a run that was resumed; the
 * same turn twice, directly behind each other, is not. What was found is noted, for reading all anew.
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
		const comesAgain = row.comesAgain();
		if (this.left <= 0 && !comesAgain) return;
		if (comesAgain) this.left = rowsLookedAt;
		const {names, shape: key, step} = row;
		const shape = this.shapes.get(key) ?? newShape(names.length);
		this.shapes.set(key, shape);
		const words = names.map((_, i) => row.wordAt(i));
		if (step !== shape.step) {
			close(shape);
			Object.assign(shape, {step, turn: [words], isAgain: false});
			return;
		}
		if (shape.turn.length >= mostInTurn) return;
		shape.isAgain ||= comesAgain;
		shape.turn.push(words);
		if (shape.isAgain) this.judge(shape, row);
	}

	private judge(shape: Shape, row: WordedRow): void {
		const {turn, before} = shape;
		if (before === null) return;
		const {names} = row;
		const parts = (columns: readonly number[]) => isSameTurn(turn, before, columns) || isDrawn(shape, columns);
		const single = names.map((_, i) => [i]).filter(parts);
		const metrics = row.metrics();
		const [value] = metrics.length === 1 ? metrics : [];
		if (value !== undefined) {
			const named = single.find(([i]) =>
				isNamedByWord(
					names[i!]!,
					value,
					turn.map(words => words[i!]!),
				),
			);
			if (named !== undefined) {
				this.learn([namedNote(names[named[0]!]!, value)]);
				return;
			}
		}
		// What came between may be of a run that was resumed twice.
		if (!shape.isDirect) return;
		const varying = names.flatMap((_, i) => (new Set(turn.map(words => words[i])).size > 1 ? [i] : []));
		const found = single[0] ?? (varying.length > 1 && parts(varying) ? varying : null);
		if (found !== null) this.learn(found.map(i => noteOf(names[i]!, turn, i)));
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
function noteOf(name: string, turn: readonly string[][], column: number): string {
	const isOfData = dataKeyRank(name) >= 0 && turn.some(words => isDataWord(words[column]!));
	return isOfData ? ownDataNote(name) : curveNote(name);
}

function newShape(columns: number): Shape {
	const words = Array.from({length: columns}, () => new Set<string>());
	return {
		step: Number.NaN,
		turn: [],
		isAgain: false,
		before: null,
		isDirect: false,
		turns: 0,
		rows: 0,
		words,
	};
}

/** The step at hand is over. */
function close(shape: Shape): void {
	const {turn, isAgain} = shape;
	const isTurn = turn.length > 1 && isAgain;
	shape.isDirect = isTurn;
	if (!isTurn) {
		shape.turns = 0;
		shape.rows = 0;
		for (const words of shape.words) words.clear();
		return;
	}
	shape.before = turn;
	shape.turns++;
	shape.rows += turn.length;
	for (const row of turn) for (const [i, word] of row.entries()) shape.words[i]!.add(word);
}

const keysOf = (turn: readonly string[][], columns: readonly number[]): string[] =>
	turn.map(words => columns.map(i => words[i]).join('\0'));

const areApart = (keys: readonly string[]): boolean => new Set(keys).size === keys.length && keys.every(key => /[^\0]/.test(key));

/** True where both steps have the same words in these columns, each once. */
function isSameTurn(turn: readonly string[][], before: readonly string[][], columns: readonly number[]): boolean {
	if (turn.length !== before.length) return false;
	const keys = keysOf(turn, columns);
	const known = new Set(keysOf(before, columns));
	return areApart(keys) && known.size === before.length && keys.every(key => known.has(key));
}

/** True where each of many steps has some of the same few words in this column, each once. */
function isDrawn({turns, rows, words, turn}: Shape, columns: readonly number[]): boolean {
	const [column] = columns;
	if (columns.length !== 1 || turns < fewestOtherTurns || rows < fewestUses * words[column!]!.size) return false;
	const keys = keysOf(turn, columns);
	return areApart(keys) && keys.every(key => words[column!]!.has(key));
}
