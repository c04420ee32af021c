import type {JsonKey, JsonScanner} from '../../encodings/json/json-scan.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {isMetricName} from '../plain/names/telling.ts';

/** What was learnt of a key: numbers among its texts are values, whatever else it holds. */
const numbersNote = (path: string): string => `numbers ${path}`;

/** How cells without a value are filled in. */
const absent = /^\W*(?:n\/?a|none|null|nil|missing)?\W*$/i;

/** So many fractions as texts outweigh one word: "0.125" and "0.1" are no names, "0", "1" and "head" are. */
const fractionsPerWord = 4;

/** The texts of one key so far. */
interface Texts {
	numbers: number;
	/** Those of them with a percent sign. */
	percents: number;
	/** Those of the numbers that are not whole. */
	fractions: number;
	/** Texts that are no numbers, and those of them that are no signs for a missing one. */
	others: number;
	words: number;
	/** True where its texts are no values, as long as nothing shows otherwise. */
	isShut: boolean;
}

/**
 * Which keys' texts are values. Where all texts of a key are numbers they are. Otherwise they are where the key has numbers of JSON as well, or mostly
 * fractions as texts: there all that spell a number count, such as the "NaN" of a program whose JSON has no NaN.
 */
export class NumberTexts {
	/** True when a text showed that others before it were read wrongly: what it showed is in the notes. */
	stale = false;
	private readonly texts: Texts[] = [];
	/** By the keys' numbers: true where numbers among the texts count whatever the others are. */
	private readonly measures: boolean[] = [];

	/** @param notes what was learnt of the file's lines: the path of a key whose texts are no values, `numbersNote` of one where they are */
	constructor(
		private readonly scanner: JsonScanner,
		private readonly notes: Set<string>,
	) {}

	/** Takes note of a key that has a number of JSON. */
	hasNumber({id, path}: JsonKey): void {
		if (this.measures[id]) return;
		this.measures[id] = true;
		const texts = this.texts[id];
		if (texts !== undefined && ((texts.isShut && texts.numbers > 0) || texts.percents > 0)) this.open(path);
	}

	/** Value of the text at entry `i` of the scanned line, null where it has none. */
	read(i: number): number | null {
		const {scanner} = this;
		const {id, path} = scanner.keys[i]!;
		const texts = this.texts[id] ?? this.first(id, path);
		const plain = scanner.textNumber(i);
		// Of a key that holds words, no text is made for each row.
		const isWord = texts.words > 0 && texts.isShut && Number.isNaN(plain) && !this.measures[id] && !scanner.isSpecialText(i);
		const text = isWord || !Number.isNaN(plain) ? '' : (scanner.text(i) ?? '…');
		const number = isWord ? null : Number.isNaN(plain) ? parseNumber(text) : plain;
		if (this.measures[id]) return number;
		// "45.6%" is 45.6, as long as the key has no other numbers.
		const mayBePercent = number === null && text.endsWith('%') && texts.numbers === texts.percents && isMetricName(path);
		const percent = mayBePercent ? percentIn(text) : null;
		if (percent !== null) texts.percents++;
		const value = percent ?? number;
		count(texts, value, isWord || (value === null && !absent.test(text)));
		const isMeasure = texts.fractions > texts.words * fractionsPerWord;
		if (texts.isShut && isMeasure && texts.others > 0) this.open(path);
		else if (!texts.isShut && !isMeasure && value === null) this.shut(texts, path);
		return texts.isShut ? null : value;
	}

	private first(id: number, path: string): Texts {
		if (this.notes.has(numbersNote(path))) this.measures[id] = true;
		const texts = {numbers: 0, percents: 0, fractions: 0, others: 0, words: 0, isShut: this.notes.has(path)};
		this.texts[id] = texts;
		return texts;
	}

	private open(path: string): void {
		this.notes.add(numbersNote(path));
		this.stale = true;
	}

	private shut(texts: Texts, path: string): void {
		texts.isShut = true;
		this.notes.add(path);
		if (texts.numbers > 0) this.stale = true;
	}
}

/** The number in front of a percent sign; null for any other text. */
const percentIn = (text: string): number | null => parseNumber(text.slice(0, -1).trimEnd());

function count(texts: Texts, value: number | null, isWord: boolean): void {
	if (value === null) texts.others++;
	else texts.numbers++;
	if (isWord) texts.words++;
	if (value !== null && Number.isFinite(value) && !Number.isInteger(value)) texts.fractions++;
}
