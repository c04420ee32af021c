import type {FieldValue} from '../fields/attributes.ts';
import {isAlike} from './alike.ts';
import {Dictionary} from './dictionary.ts';
import type {Following} from './follow-rows.ts';
import {type Ranks, rankColumn} from './ranks.ts';

/** What stands in the place of a text's number for a row that has a number, or nothing. */
export const isNumber = -1;
export const isMissing = -2;

const mostAnswers = 4;

/**
 * The values of something for each of many rows, side by side in memory: to go through them costs a hundredth of what asking each row does.
 * Never changed once it has been read.
 */
export class Column {
	/** For each row the place of its text in `words`, or `isNumber`, or `isMissing`. */
	readonly codes: Int32Array;
	/** NaN where a row has no number. */
	readonly numbers: Float64Array;
	private readonly ranked: (Ranks | undefined)[] = [];
	/** Answers to what was asked last, since a filter asks all its other conditions anew with each letter of one. */
	private readonly answers = new Map<string, Uint8Array>();

	constructor(
		readonly size: number,
		readonly words: Dictionary = new Dictionary(),
	) {
		this.codes = new Int32Array(size).fill(isMissing);
		this.numbers = new Float64Array(size).fill(Number.NaN);
	}

	/** Only while the column is being made. */
	put(place: number, value: FieldValue): void {
		this.codes[place] = isMissing;
		this.numbers[place] = Number.NaN;
		if (typeof value === 'number') {
			this.codes[place] = isNumber;
			this.numbers[place] = value;
		} else if (value !== null) this.codes[place] = this.words.placeOf(value);
	}

	/** The column of rows most of which it has already; itself where all values are what they were, with all that was made of it. */
	follow({from, changed}: Following, size: number, read: (place: number) => FieldValue): Column {
		const values = changed.map(read);
		if (from === null && changed.every((place, at) => Object.is(this.valueAt(place), values[at]))) return this;
		// Texts that no row has any more stay in the dictionary; it begins anew before they are many.
		const isCrowded = this.words.entries.length > 2 * size + 64;
		const column = new Column(size, isCrowded ? new Dictionary() : this.words);
		for (let place = 0; place < size; place++) {
			const old = from === null ? place : from[place]!;
			if (old < 0) continue;
			if (isCrowded) column.put(place, this.valueAt(old));
			else {
				column.codes[place] = this.codes[old]!;
				column.numbers[place] = this.numbers[old]!;
			}
		}
		for (const [at, place] of changed.entries()) column.put(place, values[at]!);
		return column;
	}

	valueAt(place: number): FieldValue {
		const code = this.codes[place]!;
		if (code === isNumber) return this.numbers[place]!;
		return code === isMissing ? null : this.words.entries[code]!;
	}

	/** How many of the places have a value. */
	count(places: Uint32Array): number {
		const {codes} = this;
		let count = 0;
		for (let at = 0; at < places.length; at++) if (codes[places[at]!] !== isMissing) count++;
		return count;
	}

	has(place: number): boolean {
		return this.codes[place] !== isMissing;
	}

	/** Whether two of the places do not hold the same; stops at the first difference. */
	differs(places: Uint32Array): boolean {
		const first = places[0]!;
		const {codes, numbers} = this;
		const [code, number] = [codes[first]!, numbers[first]!];
		for (let at = 1; at < places.length; at++) {
			const place = places[at]!;
			const isSame = codes[place] === code && Object.is(numbers[place], number);
			if (!isSame && !isAlike(this.valueAt(place), this.valueAt(first))) return true;
		}
		return false;
	}

	/**
	 * 1 for each row whose value passes, else 0; not to be changed.
	 * @param question the same for whatever lets the same values pass; null where that depends on more than the value
	 */
	select(passes: (value: FieldValue) => boolean, question: string | null): Uint8Array {
		if (question === null) return this.ask(passes);
		const answer = this.answers.get(question) ?? this.ask(passes);
		// What was asked for last is dropped last.
		this.answers.delete(question);
		this.answers.set(question, answer);
		if (this.answers.size > mostAnswers) this.answers.delete(this.answers.keys().next().value!);
		return answer;
	}

	/** The same text is asked for once. */
	private ask(passes: (value: FieldValue) => boolean): Uint8Array {
		const {codes, numbers, words, size} = this;
		const mask = new Uint8Array(size);
		const ofMissing = passes(null) ? 1 : 0;
		// 0 for a text that was not asked for yet, 1 for one that does not pass, 2 for one that does.
		const ofWords = new Uint8Array(words.entries.length);
		for (let place = 0; place < size; place++) {
			const code = codes[place]!;
			if (code === isNumber) mask[place] = passes(numbers[place]!) ? 1 : 0;
			else if (code === isMissing) mask[place] = ofMissing;
			else {
				if (ofWords[code] === 0) ofWords[code] = passes(words.entries[code]!) ? 2 : 1;
				mask[place] = ofWords[code]! - 1;
			}
		}
		return mask;
	}

	/** Where each row stands by this column alone. */
	ranks(textual: boolean): Ranks {
		const ranks = this.ranked[Number(textual)] ?? rankColumn(this, textual);
		this.ranked[Number(textual)] = ranks;
		return ranks;
	}
}

/** Reads a column from rows, or from anything else. */
export function readColumn<Item>(items: readonly Item[], read: (item: Item) => FieldValue): Column {
	const column = new Column(items.length);
	for (let place = 0; place < items.length; place++) column.put(place, read(items[place]!));
	return column;
}
