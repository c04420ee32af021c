import {dataKeyRank, isDataWord, ownDataNote} from '../names/data-words.ts';
import {isTold} from '../names/told-names.ts';
import {curveNote} from './curves.ts';

/** Settings that rows have as numbers, besides what programs are told usually. */
const settings = /^(?:wd|bs|gamma|width|depth|hidden|(?:n|num)_(?:layers|units|heads|hidden|samples|train))$/i;
/** A setting that may have a schedule: where steps begin anew with each epoch, it is another one there. */
const scheduled = /^(?:lr|learning_?rate)$/i;
/** Names of a column that says how it went, or what was printed, and not what a row is of. */
const remarks = /^(?:message|msg|note|remark|comment|text|info|(?:log_?)?level|severity|stat(?:us|e)|weekday|when)s?$/i;
/** Names of a column of numbers that say of which part of a model, or of its work, a row is, as words do. */
const numbered = /^(?:layer|block|head|expert|task|env|class|group|(?:data)?loader)(?:_?(?:idx|index))?$/i;
/** What a run may do one after the other, by its number. */
const parts = /^(?:task|stage|phase)(?:_?(?:id|idx|index))?$/i;
/** Names of what differs from one start of a run to the next: who ran it, where, when and with what, and where what it wrote lies. */
const ofStarts = new RegExp(
	[
		/host|node|machine|device|gpu|cuda|cluster|user|python|torch|commit|git|sha|hash|version/,
		/date|time|start|elapsed|duration|session|resum|path|file|checkpoint|ckpt|job|pid/,
	]
		.map(({source}) => source)
		.join('|'),
	'i',
);

/** Rows of a block that are looked at one by one, and how many of those behind them are passed over for each that is: most words stay. */
const [rowsLookedAt, rowsPassed] = [128, 128];

/**
 * True for a column of numbers that may set apart the curves of one file. `isFirst` where it stands before the steps, or these are epochs: what
 * differs from one run to the next is written first, what a schedule makes of it behind the step.
 */
export const maySetApart = (name: string, isFirst: boolean): boolean =>
	[settings, parts].some(names => names.test(name.trim())) || isTold(name.trim()) || (isFirst && scheduled.test(name.trim()));

/** In the notes of a file where a setting is another one while a run goes on, though attempts before had one each. */
const scheduleNote = (name: string): string => `${name} changes within a run`;

/** True for a column of numbers that tells curves apart as one of words does. */
export const mayNumberParts = (name: string): boolean => numbered.test(name.trim());

/** The row at hand, as what it is of may tell it from the rows before. */
export interface ApartRow {
	/** Columns, or keys, that may set it apart. */
	names: readonly string[];
	step: number;
	wordAt(i: number): string;
	/** True where a metric that the row has a value of has come to its step already. */
	comesAgain(): boolean;
}

/** What is known of rows that are alike. */
interface Block {
	first: number;
	last: number;
	names: readonly string[];
	/** Words of its first row, and of the block before as long as no second step confirmed that they stay. */
	words: readonly string[];
	before: readonly string[] | null;
	rows: number;
}

/**
 * Tells by columns of any name, such as `env` or `lr`, which of several curves in one file a row is of, where these stand in blocks behind each other: a
 * word stays through a whole block, and is another where the steps begin anew with metrics that come again. That is noted, and the file read anew.
 */
export class Blocks {
	stale = false;
	/** Columns that have changed within a block. */
	private readonly changing = new Set<string>();
	private readonly known = new Map<object, Map<string, Block>>();
	/** Where the row at hand belongs, undefined where none before was like it; and where the rows did that stand before all that are like it. */
	private block: Block | undefined;
	private before: Block | undefined;
	private kind: object | null = null;
	private shape = '';

	constructor(private readonly notes: Set<string>) {}

	/**
	 * Takes the step of each row that has one; true where the row is to be looked at.
	 * @param kind what is the same for all rows of the same data and curve, and for no others
	 * @param shape what else tells rows of one kind from others
	 */
	wants(step: number, kind: object, shape = ''): boolean {
		if (kind !== this.kind || shape !== this.shape) {
			this.kind = kind;
			this.shape = shape;
			this.before = this.block;
			this.block = this.known.get(kind)?.get(shape);
		}
		const {block} = this;
		return block === undefined || step <= block.first || block.rows++ < rowsLookedAt || block.rows % rowsPassed === 0;
	}

	/** Looks at a row; `stepBefore` is the step of the row before, NaN for none. */
	take({names, step, wordAt, comesAgain}: ApartRow, stepBefore: number): void {
		const {changing, block} = this;
		const words = names.map((name, i) => (changing.has(name) ? '' : wordAt(i)));
		if (block === undefined) {
			this.begin({first: step, last: step, names, words, before: null, rows: 0}, stepBefore);
			return;
		}
		if (names.every(name => changing.has(name))) return;
		if (step <= block.first && block.last > block.first && comesAgain()) {
			Object.assign(block, {first: step, last: step, words, before: block.words, rows: 0});
			return;
		}
		for (const [i, name] of names.entries()) if (words[i] !== block.words[i]) changing.add(name);
		if (block.before !== null && step > block.first) {
			this.note(names, block.before, words);
			block.before = null;
		}
		block.last = step;
	}

	/** Rows of another curve. Where they go on behind those before them, a setting that sets curves apart has a schedule. */
	private begin(block: Block, stepBefore: number): void {
		const {kind, shape, before, known, notes} = this;
		known.set(kind!, (known.get(kind!) ?? new Map<string, Block>()).set(shape, block));
		this.block = block;
		if (before?.names !== block.names || !(block.first > stepBefore)) return;
		for (const [i, name] of block.names.entries()) {
			if (block.words[i] === before.words[i] || !notes.delete(curveNote(name))) continue;
			notes.add(scheduleNote(name));
			this.stale = true;
		}
	}

	private note(names: readonly string[], before: readonly string[], words: readonly string[]): void {
		for (const [i, name] of names.entries()) {
			const [word, earlier] = [words[i]!, before[i]!];
			if (word === '' || earlier === '' || word === earlier || this.changing.has(name)) continue;
			if (remarks.test(name.trim()) || ofStarts.test(name) || this.notes.has(scheduleNote(name))) continue;
			const isOfData = dataKeyRank(name) >= 0 && (isDataWord(word) || isDataWord(earlier));
			const note = isOfData ? ownDataNote(name) : curveNote(name);
			if (this.notes.has(note)) continue;
			this.notes.add(note);
			this.stale = true;
		}
	}
}
