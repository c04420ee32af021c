import {curveNote} from './curves.ts';
import {dataKeyRank, isDataWord, ownDataNote} from './data-words.ts';
import {isTold} from './told-names.ts';
import {isRemark} from './turn-words.ts';
import type {WordedRow} from './word-turns.ts';

/** Settings that rows have as numbers, besides what programs are told usually. */
const settings = /^(?:lr|learning_?rate|wd|bs|gamma|width|depth|hidden|(?:n|num)_(?:layers|units|heads|hidden|samples|train))$/i;
/** What a run may do one after the other, by its number. */
const parts = /^(?:task|stage|phase)(?:_?(?:id|idx|index))?$/i;
/** Names of what differs from one start of a run to the next: who ran it, and where what it wrote lies. */
const ofStarts = /host|node|machine|device|gpu|commit|git|sha|hash|version|date|path|file|checkpoint|ckpt|job|pid/i;

/** True for a column, or key, of numbers that may set apart the curves of one file. */
export const maySetApart = (name: string): boolean =>
	[settings, parts].some(names => names.test(name.trim())) || isTold(name.trim());

/** What is known of rows that are alike. */
interface Block {
	first: number;
	last: number;
	/** Words of its first row, and of the block before as long as no second step confirmed that they stay. */
	words: readonly string[];
	before: readonly string[] | null;
}

/**
 * Tells by columns of any name, such as `env` or `lr`, which of several curves in one file a row is of, where these stand in blocks behind each other: a
 * word stays through a whole block, and is another where the steps begin anew with metrics that come again. That is noted, and the file read anew.
 */
export class Blocks {
	stale = false;
	/** Columns that have changed within a block. */
	private readonly changing = new Set<string>();
	private readonly known = new Map<string, Block>();

	constructor(private readonly notes: Set<string>) {}

	/** Takes each row that has a step. */
	take({names, shape, step, wordAt, comesAgain}: Omit<WordedRow, 'metrics'>): void {
		const {changing, known} = this;
		if (names.every(name => changing.has(name))) return;
		const words = names.map((name, i) => (changing.has(name) ? '' : wordAt(i)));
		const block = known.get(shape);
		if (block === undefined) {
			known.set(shape, {first: step, last: step, words, before: null});
			return;
		}
		if (step <= block.first && block.last > block.first && comesAgain()) {
			Object.assign(block, {first: step, last: step, words, before: block.words});
			return;
		}
		for (const [i, name] of names.entries()) if (words[i] !== block.words[i]) changing.add(name);
		if (block.before !== null && step > block.first) {
			this.note(names, block.before, words);
			block.before = null;
		}
		block.last = step;
	}

	private note(names: readonly string[], before: readonly string[], words: readonly string[]): void {
		for (const [i, name] of names.entries()) {
			const [word, earlier] = [words[i]!, before[i]!];
			if (word === '' || earlier === '' || word === earlier || this.changing.has(name)) continue;
			if (isRemark(name) || ofStarts.test(name)) continue;
			const isOfData = dataKeyRank(name) >= 0 && (isDataWord(word) || isDataWord(earlier));
			const note = isOfData ? ownDataNote(name) : curveNote(name);
			if (this.notes.has(note)) continue;
			this.notes.add(note);
			this.stale = true;
		}
	}
}
