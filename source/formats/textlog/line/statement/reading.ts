import {joinedEnd, mayBeDecimal} from '../tokens/joined-numbers.ts';
import {isDigit, roundedTo} from '../tokens/number-tokens.ts';
import type {NumberToken, Token} from '../tokens/token.ts';
import {isMark, isOfBatch, meanBehind, skipParenthesis} from '../tokens/token-places.ts';
import {counterOf, counterOfLast, isFactor, isPhase, isSize, namesPhase} from '../words.ts';
import {isAside, isBeside, isShare} from './asides.ts';
import {batchBehindEpoch, isBareCount, kindOfBare} from './bare-counts.ts';
import {arrowBehind, countBefore, countsThings, isFromTo, lastOfRange, totalBehind, unitBehind} from './behind-numbers.ts';
import {type KeyedValues, keyedValuesAt, ofOwnNames} from './keyed-values.ts';
import {LineValues} from './line-values.ts';
import {isListOfOne, listedValues, namesList} from './listed-values.ts';
import {joinNames} from './numbered-names.ts';
import type {Statement} from './said.ts';
import {nameOf} from './value-names.ts';
import {WaitingWords} from './waiting-words.ts';

const ofStatistics = /(?:^|_)(?:stats?|statistics)$/i;
/** What `str()` puts around a scalar that was not unwrapped. */
const wrapper = /^(?:tensor|array|(?:np|jnp|numpy|torch|tf)\.\w+|float\d+)$/i;

/** "step100", "epoch_3", and "epoch(3)": a batch(64) is a setting, and an epoch(1700000000) a time. */
const attachedCount = /^(?:(epoch(?:[-_](?=\d))?|step|iter|ep|batch)(\d+)|epoch\((\d{1,6})\))$/i;

/** Goes through the tokens of a line and collects its counters and pairs: words wait until a number or a mark shows what they are. */
export class Reading {
	private readonly waiting: WaitingWords;
	private readonly said: LineValues;
	/** True for the fits of a cross validation: "[CV 1/5; 2/8]". */
	private countsFits = false;

	private readonly tokens: readonly Token[];

	constructor(tokens: readonly Token[]) {
		this.tokens = joinNames(tokens);
		this.waiting = new WaitingWords(this.tokens);
		this.said = new LineValues(this.waiting);
	}

	read(): Statement {
		for (let i = 0; i < this.tokens.length; i++) i = this.take(this.tokens[i]!, i);
		return this.said.end();
	}

	/** Takes the token at `i`; gives the index of the last one used up. */
	private take(token: Token, i: number): number {
		if (token.kind === 'word') this.takeWord(token.text);
		else if (token.kind === 'mark') return this.takeMark(token.text, i);
		else if (token.kind === 'number') return this.takeNumber(token, i);
		else if (token.kind === 'fraction' && (!token.isScaled || counterOfLast(this.waiting.words) !== null))
			this.takeFraction(token.value, token.total, i);
		else {
			const last = token.kind === 'odd' ? lastOfRange(this.tokens, i, this.waiting.words) : null;
			if (last !== null) {
				this.said.count('batch', last, null, true);
				return i;
			}
			// A size or a time beside values makes no prose of them.
			if (token.kind === 'odd' && isBeside(token.text)) this.said.passBeside();
			this.said.drop();
		}
		return i;
	}

	private takeWord(text: string): void {
		if (this.waiting.sign !== '') {
			if (wrapper.test(text)) return;
			const isSplit = namesPhase(this.waiting.last!) && isPhase(text);
			// Behind a sign belongs a value: "status: done" says nothing, and what comes now begins anew.
			if (!isPhase(text) || !this.said.headData()) this.said.drop();
			if (isSplit) {
				this.said.data.name(text);
				return;
			}
		}
		const mayCount = text.endsWith(')') || isDigit(text.charCodeAt(text.length - 1));
		const attached = mayCount ? attachedCount.exec(text) : null;
		if (attached) {
			const [, word = 'epoch', count, bracketed] = attached;
			this.said.count(counterOf(word.replace(/[-_]$/, ''))!, Number(count ?? bracketed), null, true);
			return;
		}
		this.said.recalled.takeWord(text);
		this.waiting.words.push(text);
	}

	private takeMark(text: string, i: number): number {
		if (text === ':' || text === '=') {
			this.takeSign(text, i);
			return i;
		}
		const last = text === '(' || text === '[' ? this.takeOpened(text, i) : null;
		if (last !== null) return last;
		if (text === '(' && this.said.openPart(this.tokens[i + 1])) return i;
		if (text === ')') this.said.data.closePart();
		if (text === '.' && this.waiting.takePeriod(i)) return i;
		if (this.waiting.leadsToData(i)) this.waiting.sign = ':';
		if (this.waiting.sign === ':' && text === '→' && this.said.headData()) return i;
		if (text === '[' && this.waiting.leadsGroup(i)) this.said.enterGroup();
		else if (text === ']') this.said.scope.leave();
		const passed = text === '(' ? this.passParenthesis(i) : null;
		if (passed !== null) return passed;
		this.takeJoint(text, i);
		return i;
	}

	private takeSign(text: ':' | '=', i: number): void {
		// "if loss == 0.5" and "numpy==1.26" compare, and "loss ==> 0.5" has an arrow.
		if (text === '=' && this.waiting.sign === '=' && isMark(this.tokens[i - 1], '=') && !isMark(this.tokens[i + 1], '>')) {
			this.said.drop();
			return;
		}
		if (this.waiting.words.length > 0) this.waiting.sign = text;
		// "Step 10: Reconstruction Loss=0.5"
		else if (text === ':' && this.said.counters.length > 0) this.said.wholeNames.beginAmongValues();
		if (text === '=') this.said.recalled.takeEquals(this.waiting.last);
	}

	/** Takes what an opening bracket at `i` begins that is values, or part of a name: gives the index of its last token, null for any other. */
	private takeOpened(text: '(' | '[', i: number): number | null {
		const ofThings = text === '(' && this.waiting.sign === '' ? countBefore(this.tokens, i, this.waiting.words.length) : null;
		if (ofThings !== null) return this.takeCount(ofThings.count, ofThings.end);
		const keyed = text === '[' && this.waiting.sign !== '' ? keyedValuesAt(this.tokens, i) : null;
		if (keyed !== null) {
			this.takeKeyed(keyed);
			return keyed.end;
		}
		// A list that goes on over more lines has no value that is the name's.
		const isTorn = text === '[' && this.waiting.sign !== '' && !this.tokens.some((token, at) => at > i && isMark(token, ']'));
		if (isTorn && counterOfLast(this.waiting.words) === null) {
			this.said.drop();
			return this.tokens.length;
		}
		const indexEnd = this.waiting.takeIndex(i);
		if (indexEnd > i) return indexEnd;
		const last = this.waiting.listEnd(i);
		if (last <= i) return null;
		this.takeList(i, last);
		return last;
	}

	/** Passes over what stands in parentheses and is no part of a name; gives the index of its last token, null where it may be. */
	private passParenthesis(i: number): number | null {
		const isNameless = this.waiting.words.length === 0;
		const batch = isNameless ? batchBehindEpoch(this.tokens, i, this.said) : null;
		if (batch !== null) {
			this.said.count('batch', batch.value, batch.total, true);
			return i + 2;
		}
		if (isNameless) return skipParenthesis(this.tokens, i);
		if (this.waiting.sign !== '') return null;
		if (isMark(this.tokens[i + 2], ')')) return i + 2;
		return isOfBatch(this.tokens, i) ? i + 3 : null;
	}

	/** Brackets, quotes, "#3" and "=>" stand between names and values; every other mark parts them. */
	private takeJoint(text: string, i: number): void {
		const joins = '[]()\'"#'.includes(text) || (text === '>' && this.waiting.sign === '=');
		const bracketed = this.waiting.bracketedAt(i);
		if (text === ']' && this.said.scope.take(bracketed)) {
			this.waiting.words = [];
			return;
		}
		if (bracketed !== '' && text === ']' && this.isPart(i)) {
			this.said.data.enter(bracketed, true);
			this.waiting.words = [];
		}
		if (!joins || isPhase(bracketed)) this.said.drop(true);
		else this.said.wholeNames.takeJoint(this.waiting.words.length);
		if (!joins && text !== '.' && this.said.pairs.length + this.said.counters.length > 0) this.said.wholeNames.beginAmongValues();
		if (joins && text !== ')') return;
		this.said.recalled.endClause();
		if (text !== '|') return;
		this.said.data.takeBar();
		this.said.endCell();
	}

	/** True for a bracket at `i` that begins another part of a line with data in brackets: "[valid] loss=0.5, [att_plot] total_count=0". */
	private isPart(i: number): boolean {
		const last = this.said.pairs.at(-1);
		return last !== undefined && last.phase !== null && this.tokens[i + 1]?.kind === 'word' && isMark(this.tokens[i + 2], '=');
	}

	/** Leaves out digits that commas join: they are several values, or one with decimals. Gives the index of the last of them. */
	private leaveJoined(text: string, i: number): number {
		const end = joinedEnd(this.tokens, text, i);
		const last = this.tokens[end];
		const percent = last?.kind === 'number' && last.unit === '%' ? '%' : '';
		const name = nameOf(this.waiting.words, this.waiting.sign);
		if (name !== null && mayBeDecimal(name, text, this.waiting.sign !== '')) this.said.pair(Number.NaN, false, text + percent);
		else this.said.wholeNames.begin();
		this.waiting.clear();
		return end;
	}

	/** Takes the number before the waiting words as theirs, where it is of no name before it. Gives the index of what closes the rest. */
	private takeCount({value, isGrouped}: NumberToken, end: number): number {
		const isTaken = this.said.pairs.at(-1)?.value === value;
		const pair = isTaken ? null : this.said.pair(value, isGrouped);
		if (pair !== null) pair.isOfThings = true;
		if (isTaken) this.said.drop();
		this.waiting.clear();
		return end;
	}

	private takeNumber({value, unit, isWhole, joined, isGrouped}: NumberToken, i: number): number {
		if (joined !== null && this.waiting.words.length > 0) return this.leaveJoined(joined, i);
		const arrow = arrowBehind(this.tokens, i);
		// "loss: 0.5 -> 0.4" says what the value was and what it is now.
		if (arrow > i && this.waiting.goesOnBehindArrow(i, this.said.counters.length > 0)) return arrow;
		if (isWhole && unit === '' && this.waiting.isNumbered(i)) {
			this.said.enterHead(`${this.waiting.words[0]} ${value}`);
			return i + 1;
		}
		const unitWord = unit === '' ? unitBehind(this.tokens, i) : '';
		if (!isWhole) this.waiting.takeIs();
		const last = this.waiting.last;
		const kind = counterOfLast(this.waiting.words);
		const all = kind === null || unit !== '' ? null : totalBehind(this.tokens, i);
		if (all !== null && all.total >= value) {
			this.takeFraction(value, all.total, i);
			return all.end;
		}
		if (kind !== null && isFromTo(this.waiting.words, this.tokens, i)) this.said.drop();
		else if (kind !== null && (unit === '' || (kind === 'step' && isFactor(unit))) && unitWord === '')
			this.said.count(kind, value, null, isWhole, roundedTo(value, unit));
		else if (
			last !== undefined &&
			!isSize(unitWord) &&
			!isAside(this.waiting.words, this.waiting.sign, unit || unitWord, isWhole) &&
			arrow === i &&
			!(kind === null && isMark(this.tokens[i - 1], '#'))
		)
			this.pairAt(i, value, isGrouped, (unit || unitWord) === '%' || isMark(this.tokens[i + 1], '%'));
		else this.said.wholeNames.begin();
		this.waiting.clear();
		return unitWord === '' ? i : i + 1;
	}

	private takeFraction(value: number, total: number, i: number): void {
		const last = this.waiting.last;
		const kind = counterOfLast(this.waiting.words);
		if (total === 0) this.said.drop();
		else if (kind !== null) this.said.count(kind, value, total, Number.isInteger(value));
		else if (last === undefined && isBareCount(this.tokens, i, this.said, this.countsFits))
			this.said.count(kindOfBare(this.tokens, i, this.said.counters), value, total, Number.isInteger(value));
		else if (last === 'CV') this.countsFits = true;
		else if (last !== undefined && isShare(this.tokens, i, last)) this.said.pair((100 * value) / total);
		this.waiting.clear();
	}

	private pairAt(i: number, value: number, isGrouped: boolean, isPercent: boolean): void {
		const pair = this.said.pair(value, isGrouped);
		if (pair === null) return;
		if (isPercent) pair.isPercent = true;
		const mean = meanBehind(this.tokens, i);
		if (mean !== null) pair.mean = mean;
		if (pair.sign === '' && isListOfOne(this.tokens, i) && namesList(pair.name)) pair.sign = '[';
		if (countsThings(this.tokens, i)) pair.isOfThings = true;
	}

	/** Takes a list of pairs: the value of the only one that has no name of its own, or each with its key. */
	private takeKeyed({entries, areNumbered, areQuoted}: KeyedValues): void {
		const {waiting, said} = this;
		const {words, sign} = waiting;
		const values = entries.map(({value}) => value);
		if (areNumbered && entries.length === 1) said.pair(values[0]!);
		else if (areNumbered && !areQuoted && namesList(nameOf(words, sign) ?? '')) said.list(values);
		else if (areNumbered && !areQuoted) said.drop();
		else {
			const last = words.at(-1)!;
			// Of results that nothing else tells apart, the bare names may be those of training.
			const areAlone = words.length === 1 && !ofStatistics.test(last);
			const before = ofOwnNames.test(last) && !areAlone ? null : words.slice(0, -1);
			for (const {key, value} of entries) {
				waiting.words = before === null ? [key] : [...before, `${last}/${key}`];
				said.pair(value);
			}
		}
		waiting.clear();
	}

	/** Takes the list from `start` to `end`: its values, where those are of one name. */
	private takeList(start: number, end: number): void {
		const {waiting} = this;
		const values = listedValues(this.tokens, start, end);
		const name = values === null ? null : nameOf(waiting.words, waiting.sign);
		if (name === null || !namesList(name)) this.said.drop();
		else this.said.list(values!);
	}
}
