import {isAside, isBeside, isShare} from './asides.ts';
import {isBareCount, kindOfBare} from './bare-counts.ts';
import {arrowBehind, countsThings, isFromTo, totalBehind, unitBehind} from './behind-numbers.ts';
import {joinedEnd, mayBeDecimal} from './joined-numbers.ts';
import {LinePhase} from './line-phase.ts';
import {LineRecall} from './line-recall.ts';
import {LineScope} from './line-scope.ts';
import {isListOfOne, listedValues, namesList, spreadLists} from './listed-values.ts';
import {joinNames} from './numbered-names.ts';
import {likeLastName, namePhases} from './phases.ts';
import {isGlobalCounter, isPlannedCounter} from './planned-counts.ts';
import type {Counter, Pair, Statement} from './said.ts';
import {isMark, skipParenthesis} from './token-places.ts';
import type {NumberToken, Token} from './tokens.ts';
import {nameOf} from './value-names.ts';
import {WaitingWords} from './waiting-words.ts';
import {WholeNames} from './whole-names.ts';
import {type CounterKind, counterOf, counterOfLast, isFactor, isNoMetric, isPhase, isSize, namesPhase} from './words.ts';

/** What `str()` puts around a scalar that was not unwrapped. */
const wrapper = /^(?:tensor|array|(?:np|jnp|numpy|torch|tf)\.\w+|float\d+)$/i;

/** Goes through the tokens of a line and collects its counters and pairs: words wait until a number or a mark shows what they are. */
export class Reading {
	readonly pairs: Pair[] = [];
	readonly counters: Counter[] = [];
	/** The values of those pairs that have a list of them. */
	private readonly lists = new Map<Pair, readonly number[]>();
	/** Words so far that name neither a counter nor a value. */
	looseWords = 0;
	private startsWithCounter = false;
	/** How many of these, and of the pairs, stand before the last bar. */
	private before = {looseWords: 0, pairs: 0};
	private readonly waiting: WaitingWords;
	private readonly recalled = new LineRecall();
	private readonly data = new LinePhase();
	private readonly wholeNames = new WholeNames();
	private readonly scope = new LineScope();
	/** True for the fits of a cross validation: "[CV 1/5; 2/8]". */
	private countsFits = false;

	private readonly tokens: readonly Token[];

	constructor(tokens: readonly Token[]) {
		this.tokens = joinNames(tokens);
		this.waiting = new WaitingWords(this.tokens);
	}

	read(): Statement {
		for (let i = 0; i < this.tokens.length; i++) i = this.take(this.tokens[i]!, i);
		this.drop();
		this.endCell();
		const {pairs, counters, startsWithCounter, looseWords} = this;
		const {phase} = this.data;
		this.wholeNames.tellApart(pairs);
		if (phase !== null || pairs.some(pair => pair.phase !== null)) namePhases(pairs, counters.length > 0);
		const all = this.lists.size === 0 ? pairs : spreadLists(pairs, this.lists);
		return {pairs: all, counters, startsWithCounter, looseWords, phase, recalls: this.recalled.recalls};
	}

	/** Takes the token at `i`; gives the index of the last one used up. */
	private take(token: Token, i: number): number {
		if (token.kind === 'word') this.takeWord(token.text);
		else if (token.kind === 'mark') return this.takeMark(token.text, i);
		else if (token.kind === 'number') return this.takeNumber(token, i);
		else if (token.kind === 'fraction' && (!token.isScaled || counterOfLast(this.waiting.words) !== null))
			this.takeFraction(token.value, token.total, i);
		else {
			// A size or a time beside values makes no prose of them.
			if (token.kind === 'odd' && isBeside(token.text)) this.before.looseWords += this.waiting.words.length;
			this.drop();
		}
		return i;
	}

	private takeWord(text: string): void {
		if (this.waiting.sign !== '') {
			if (wrapper.test(text)) return;
			const isSplit = namesPhase(this.waiting.last!) && isPhase(text);
			// Behind a sign belongs a value: "status: done" says nothing, and what comes now begins anew.
			this.drop();
			if (isSplit) {
				this.data.name(text);
				return;
			}
		}
		const attached = /^(epoch|step|iter|ep|batch)(\d+)$/i.exec(text);
		if (attached) {
			this.count(counterOf(attached[1]!)!, Number(attached[2]), null, true);
			return;
		}
		this.recalled.takeWord(text);
		this.waiting.words.push(text);
	}

	private takeMark(text: string, i: number): number {
		if (text === ':' || text === '=') {
			if (this.waiting.words.length > 0) this.waiting.sign = text;
			if (text === '=') this.recalled.takeEquals(this.waiting.last);
			return i;
		}
		if (text === '[' || text === '(') {
			const indexEnd = this.waiting.takeIndex(i);
			if (indexEnd > i) return indexEnd;
			const last = this.waiting.listEnd(i);
			if (last > i) {
				this.takeList(i, last);
				return last;
			}
		}
		if (text === '.' && this.waiting.takePeriod(i)) return i;
		if ((text === '[' || text === '(') && this.waiting.leadsData(i)) this.openData(text === '[' ? ']' : ')');
		else if (text === '[' && this.waiting.leadsGroup(i)) this.enterGroup();
		else if (text === ']') this.scope.leave();
		this.data.takeMark(text);
		if (text === '(' && this.waiting.words.length === 0) return skipParenthesis(this.tokens, i);
		if (text === '(' && this.waiting.sign === '' && isMark(this.tokens[i + 2], ')')) return i + 2;
		// Brackets, quotes, "#3" and "=>" stand between names and values; every other mark parts them.
		const joins = '[]()\'"#'.includes(text) || (text === '>' && this.waiting.sign === '=');
		const bracketed = this.waiting.bracketedAt(i);
		if (text === ']' && this.scope.take(bracketed)) {
			this.waiting.words = [];
			return i;
		}
		if (bracketed !== '' && text === ']' && this.isPart(i)) {
			this.data.enter(bracketed, true);
			this.waiting.words = [];
		}
		if (!joins || isPhase(bracketed)) this.drop(true);
		else this.wholeNames.takeJoint(this.waiting.words.length);
		if (!joins && text !== '.' && this.pairs.length + this.counters.length > 0) this.wholeNames.beginAmongValues();
		if (text === ')' || !joins) {
			this.recalled.endClause();
			if (text === '|') {
				this.data.takeBar();
				this.endCell();
			}
		}
		return i;
	}

	/** True for a bracket at `i` that begins another part of a line with data in brackets: "[valid] loss=0.5, [att_plot] total_count=0". */
	private isPart(i: number): boolean {
		const last = this.pairs.at(-1);
		return last !== undefined && last.phase !== null && this.tokens[i + 1]?.kind === 'word' && isMark(this.tokens[i + 2], '=');
	}

	private openData(closing: string): void {
		const {words} = this.waiting;
		this.data.open(words.at(-1)!, closing);
		this.looseWords += words.length - 1;
		this.waiting.clear();
	}

	private enterGroup(): void {
		this.scope.enter(this.waiting.words[0]!);
		this.waiting.words = [];
	}

	/** Words between two bars are beside the values that stand there too. */
	private endCell(): void {
		if (this.looseWords > this.before.looseWords) for (const pair of this.pairs.slice(this.before.pairs)) pair.isAlone = false;
		this.before = {looseWords: this.looseWords, pairs: this.pairs.length};
	}

	/** Leaves out digits that commas join: they are several values, or one with decimals. Gives the index of the last of them. */
	private leaveJoined(text: string, i: number): number {
		const end = joinedEnd(this.tokens, text, i);
		const last = this.tokens[end];
		const percent = last?.kind === 'number' && last.unit === '%' ? '%' : '';
		const name = nameOf(this.waiting.words, this.waiting.sign);
		if (name !== null && mayBeDecimal(name, text, this.waiting.sign !== '')) this.pair(Number.NaN, false, text + percent);
		else this.wholeNames.begin();
		this.waiting.clear();
		return end;
	}

	private takeNumber({value, unit, isWhole, joined, isGrouped}: NumberToken, i: number): number {
		if (joined !== null && this.waiting.words.length > 0) return this.leaveJoined(joined, i);
		const arrow = arrowBehind(this.tokens, i);
		// "loss: 0.5 -> 0.4" says what the value was and what it is now.
		if (arrow > i && this.waiting.goesOnBehindArrow(i, this.counters.length > 0)) return arrow;
		const unitWord = unit === '' ? unitBehind(this.tokens, i) : '';
		const last = this.waiting.last;
		const kind = counterOfLast(this.waiting.words);
		const total = kind === null || unit !== '' ? null : totalBehind(this.tokens, i);
		if (total !== null && total >= value) {
			this.takeFraction(value, total, i);
			return i + 2;
		}
		if (kind !== null && isFromTo(this.waiting.words, this.tokens, i)) this.drop();
		else if (kind !== null && (unit === '' || (kind === 'step' && isFactor(unit))) && unitWord === '')
			this.count(kind, value, null, isWhole);
		else if (
			last !== undefined &&
			!isSize(unitWord) &&
			!isAside(this.waiting.words, this.waiting.sign, unit || unitWord, isWhole) &&
			arrow === i &&
			!(kind === null && isMark(this.tokens[i - 1], '#'))
		)
			this.pairAt(i, value, isGrouped);
		else this.wholeNames.begin();
		this.waiting.clear();
		return unitWord === '' ? i : i + 1;
	}

	private takeFraction(value: number, total: number, i: number): void {
		const last = this.waiting.last;
		const kind = counterOfLast(this.waiting.words);
		if (total === 0) this.drop();
		else if (kind !== null) this.count(kind, value, total, Number.isInteger(value));
		else if (last === undefined && isBareCount(this.tokens, i, this, this.countsFits))
			this.count(kindOfBare(this.tokens, i, this.counters), value, total, Number.isInteger(value));
		else if (last === 'CV') this.countsFits = true;
		else if (last !== undefined && isShare(this.tokens, i, last)) this.pair((100 * value) / total);
		this.waiting.clear();
	}

	private count(kind: CounterKind, value: number, total: number | null, isWhole: boolean): void {
		const loose = Math.max(0, this.waiting.words.length - 1);
		const isFirst = this.counters.length + this.pairs.length + this.looseWords + loose === 0;
		if (this.counters.length === 0) this.startsWithCounter = this.pairs.length === 0 && this.looseWords + loose <= 1;
		this.looseWords += loose;
		const words = this.waiting.words.splice(0);
		const before = words.at(-2);
		const recall = this.recalled.ofCounter(before);
		this.wholeNames.begin();
		// "[Eval batch=1/10]"
		if (before !== undefined && kind === 'batch' && isPhase(before)) this.data.enter(before, true);
		// Counters of another pass over data are not the run's own.
		if (this.data.isOwnPass && kind !== 'epoch') return;
		const mayBePlanned = total === null && isPlannedCounter(words);
		const isDecimal = !isWhole && kind === 'step' && isFirst && Number.isInteger(value);
		const counter: Counter = {kind, value, total, isWhole: isWhole || isDecimal, recall, mayBePlanned};
		if (isDecimal) counter.doubt = 'decimal';
		if (kind === 'step' && isGlobalCounter(words)) counter.isGlobal = true;
		this.counters.push(counter);
		this.recalled.takeCounter(recall);
	}

	/** Gives the pair that a value makes with the words before it; null where those are no name. */
	private pair(value: number, isGrouped = false, unread?: string): Pair | null {
		const {words, sign} = this.waiting;
		const whole = sign === '=' ? this.wholeNames.find(words) : null;
		const name = whole ?? nameOf(words, sign);
		if (name === null || isNoMetric(name)) {
			this.looseWords += words.length;
			// A time beside them makes no prose of values.
			if (name !== null) this.before.looseWords += words.length;
			return null;
		}
		const like = sign !== '=' && isPhase(name) ? likeLastName(this.pairs.at(-1)?.name ?? '', name) : null;
		const isRecalled = this.recalled.takeValue(name);
		const before = sign === '=' && whole === null ? words.at(-2) : undefined;
		const phase = before !== undefined && isPhase(before) ? before : this.data.phase;
		const told = this.scope.nameIn(like ?? name, this.pairs);
		const pair = {name: told, value, sign, phase, isRecalled, isAlone: true, isGrouped, ...(unread !== undefined && {unread})};
		this.pairs.push(pair);
		if (sign === '=' && whole === null) this.wholeNames.shorten(pair, words, name);
		this.wholeNames.beginAmongValues();
		this.data.takeValue();
		return pair;
	}

	private pairAt(i: number, value: number, isGrouped: boolean): void {
		const pair = this.pair(value, isGrouped);
		if (pair === null) return;
		if (pair.sign === '' && isListOfOne(this.tokens, i) && namesList(pair.name)) pair.sign = '[';
		if (countsThings(this.tokens, i)) pair.isOfThings = true;
	}

	/** Takes the list from `start` to `end`: its values, where those are of one name. */
	private takeList(start: number, end: number): void {
		const {waiting} = this;
		const values = listedValues(this.tokens, start, end);
		const name = values === null ? null : nameOf(waiting.words, waiting.sign);
		if (name === null || !namesList(name)) {
			this.drop();
			return;
		}
		waiting.sign ||= '[';
		const pair = this.pair(Number.NaN);
		if (pair !== null) this.lists.set(pair, values!);
		waiting.clear();
	}

	/** @param isParted true where a mark ends the words, which shows what a word alone means */
	private drop(isParted = false): void {
		const [word] = this.waiting.words;
		if (
			this.waiting.words.length === 1 &&
			isPhase(word!) &&
			(this.waiting.sign === ':' || (isParted && this.waiting.sign === ''))
		) {
			this.data.enter(word!, this.waiting.sign === '');
		} else this.looseWords += this.waiting.words.length;
		this.wholeNames.begin();
		this.waiting.clear();
	}
}
