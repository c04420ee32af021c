import {isMonth} from './dates.ts';
import {namePhases, phaseOf, withEpoch, withPhase} from './phases.ts';
import {namesBest, type Recall, recallOf} from './recall.ts';
import type {Counter, Pair, Statement} from './said.ts';
import {type Token, tokenize} from './tokens.ts';
import {nameOf} from './value-names.ts';
import {
	type CounterKind,
	counterOf,
	isFactor,
	isMemory,
	isNoMetric,
	isPhase,
	isSize,
	isTimeUnit,
	isTraining,
	isUnit,
	namesPhase,
} from './words.ts';

/** What `str()` puts around a scalar that was not unwrapped. */
const means = /^(?:avg|average|mean)$/i;
const wrapper = /^(?:tensor|array|(?:np|jnp|numpy|torch)\.\w+|float\d+)$/i;

class Reading implements Statement {
	pairs: Pair[] = [];
	counters: Counter[] = [];
	startsWithCounter = false;
	looseWords = 0;
	phase: string | null = null;
	recalls = false;
	private words: string[] = [];
	private sign = '';
	/** A word that recalls, as long as no name has used it up. */
	private recall: Recall = 'no';
	private isBestNamed = false;
	private hasOwnCounter = false;
	/** True behind a counter that is recalled. */
	private isBehindRecalled = false;
	/** True where the phase stands for the rest of the line, not only up to the next bar. */
	private isPhaseWhole = false;
	/** True where the phase is a pass over data with a count of its own; "split=val" only says which data the line is about. */
	private isOwnPass = false;
	private clausePairs = 0;
	/** What a word in brackets says of all values behind it: "[Avg]". */
	private scope = '';
	/** True for the fits of a cross validation: "[CV 1/5; 2/8]". */
	private countsFits = false;

	constructor(private readonly tokens: Token[]) {}

	read(): this {
		for (let i = 0; i < this.tokens.length; i++) i = this.take(this.tokens[i]!, i);
		this.drop();
		if (this.phase !== null || this.pairs.some(({phase}) => phase !== null)) namePhases(this.pairs, this.counters.length > 0);
		return this;
	}

	/** Takes the token at `i`; gives the index of the last one used up. */
	private take(token: Token, i: number): number {
		if (token.kind === 'word') this.takeWord(token.text);
		else if (token.kind === 'mark') return this.takeMark(token.text, i);
		else if (token.kind === 'number') return this.takeNumber(token, i);
		else if (token.kind === 'fraction') this.takeFraction(token.value, token.total, i);
		else this.drop();
		return i;
	}

	private takeWord(text: string): void {
		if (this.sign !== '') {
			if (wrapper.test(text)) return;
			const isSplit = namesPhase(this.words.at(-1)!) && isPhase(text);
			// Behind a sign belongs a value: "status: done" says nothing, and what comes now begins anew.
			this.drop();
			if (isSplit) {
				this.enterPhase(text, true);
				this.isOwnPass = false;
				return;
			}
		}
		const attached = /^(epoch|step|iter|ep|batch)(\d+)$/i.exec(text);
		if (attached) {
			this.count(counterOf(attached[1]!)!, Number(attached[2]), null, true);
			return;
		}
		const recall = recallOf(text);
		if (recall !== 'no' && this.recall !== 'loaded') this.recall = recall;
		this.words.push(text);
	}

	private takeMark(text: string, i: number): number {
		if (text === ':' || text === '=') {
			if (this.words.length > 0) this.sign = text;
			// "resume=True" is a setting.
			if (text === '=' && this.recall !== 'no' && recallOf(this.words.at(-1) ?? '') !== 'no') this.recall = 'no';
			return i;
		}
		if (text === '(' && this.words.length === 0) return this.skipParenthesis(i);
		if (text === '(' && this.sign === '' && this.next(i, 2, ')')) return i + 2;
		// Brackets, quotes, "#3" and "=>" stand between names and values; every other mark parts them.
		const joins = '[]()\'"#'.includes(text) || (text === '>' && this.sign === '=');
		if (text === ']' && this.next(i, -2, '[') && this.sign === '' && this.words.length === 1 && means.test(this.words[0]!)) {
			this.scope = `${this.words[0]} `;
			this.words = [];
			return i;
		}
		const isBracketed = (text === ']' && this.next(i, -2, '[')) || (text === ')' && this.next(i, -2, '('));
		if (!joins || (isBracketed && this.sign === '' && this.words.length === 1 && isPhase(this.words[0]!))) this.drop(true);
		if (text === ')' || !joins) this.endClause(text);
		return i;
	}

	/** A mark that parts a line ends what a word before it recalls, where the line says where the run is. */
	private endClause(mark: string): void {
		if (this.hasOwnCounter) {
			this.recall = 'no';
			this.isBehindRecalled = false;
		}
		if (mark !== '|') return;
		// "train: loss=0.8 acc=0.1 | lr=1e-3": where several values stand between bars, a bar ends what is said of their data.
		if (!this.isPhaseWhole && this.clausePairs > 1) this.phase = null;
		this.clausePairs = 0;
	}

	/** "2.64 (2.67)", "9850/10000 (98%)": what stands in parentheses behind a value is a mean or a share of it. */
	private skipParenthesis(i: number): number {
		for (let at = i + 1; at < this.tokens.length && at < i + 6; at++) {
			const token = this.tokens[at]!;
			if (token.kind === 'mark' && token.text === ')') return at;
			if (token.kind === 'word' && !isUnit(token.text)) return i;
		}
		return i;
	}

	private takeNumber({value, unit, isWhole}: Token & {kind: 'number'}, i: number): number {
		const arrow = this.arrowBehind(i);
		// "loss: 0.5 -> 0.4" says what the value was and what it is now.
		if (arrow > i && this.goesOnBehindArrow(i)) return arrow;
		const following = this.tokens[i + 1];
		const unitWord =
			unit === '' && following?.kind === 'word' && (isUnit(following.text) || isSize(following.text)) ? following.text : '';
		const last = this.words.at(-1);
		const kind = last === undefined ? null : counterOf(last);
		if (kind !== null && unit === '' && unitWord === '') this.count(kind, value, null, isWhole);
		else if (
			last !== undefined &&
			!isSize(unitWord) &&
			!this.isAside(last, unit || unitWord, isWhole) &&
			arrow === i &&
			!(kind === null && this.next(i, -1, '#'))
		)
			this.pair(value);
		this.words = [];
		this.sign = '';
		return unitWord === '' ? i : i + 1;
	}

	/** True for days, years, times and sizes: "Mar 31", CatBoost's "total: 1.01s", "Step: 45ms", "max_mem: 2722M", "total 12 files". */
	private isAside(name: string, unit: string, isWhole: boolean): boolean {
		if (unit === '') return isWhole && this.sign === '' && (isMonth(name) || /^total$/i.test(name));
		return isTimeUnit(unit) ? /^total$/i.test(name) || counterOf(name) !== null : isFactor(unit) && isMemory(name);
	}

	/** Index of the head of the arrow that stands between the number at `i` and another one: "0.5 -> 0.4"; `i` where none does. */
	private arrowBehind(i: number): number {
		let at = i + 1;
		while (this.next(at, 0, '-') || this.next(at, 0, '=')) at++;
		return at > i + 1 && this.next(at, 0, '>') && this.tokens[at + 1]?.kind === 'number' ? at : i;
	}

	/** False in prose, which names no value: "Model is improving ppl: inf --> 150.3", "Epoch 3: val loss decreased (0.5 --> 0.4)". */
	private goesOnBehindArrow(i: number): boolean {
		const last = this.words.at(-1);
		if (last === undefined || counterOf(last) !== null || this.next(i, -1, '(')) return false;
		return this.counters.length > 0 || (this.sign !== '' && this.words.length === 1);
	}

	private takeFraction(value: number, total: number, i: number): void {
		const last = this.words.at(-1);
		const kind = last === undefined ? null : counterOf(last);
		if (total === 0) this.drop();
		else if (kind !== null) this.count(kind, value, total, Number.isInteger(value));
		else if (last === undefined && this.isCounterPlace(i))
			this.count(this.counters.length > 0 ? 'batch' : 'step', value, total, Number.isInteger(value));
		else if (last === 'CV') this.countsFits = true;
		this.words = [];
		this.sign = '';
	}

	/** A bare n/m counts behind an epoch ("[3][ 10/100]"), in front of everything ("[100/5000] loss"), and in brackets at the end. */
	private isCounterPlace(i: number): boolean {
		if (this.counters.length > 0) return this.counters.every(({kind}) => kind === 'epoch');
		if (this.pairs.length === 0) return this.looseWords === 0 && !this.countsFits;
		return i === this.tokens.length - 2 && this.next(i, -1, '[');
	}

	private count(kind: CounterKind, value: number, total: number | null, isWhole: boolean): void {
		const loose = Math.max(0, this.words.length - 1);
		if (this.counters.length === 0) this.startsWithCounter = this.pairs.length === 0 && this.looseWords + loose <= 1;
		this.looseWords += loose;
		const recall = this.recallHere();
		this.words = [];
		// Counters of another pass over data are not the run's own.
		if (this.isOwnPass && this.phase !== null && kind !== 'epoch') return;
		this.counters.push({kind, value, total, isWhole, recall});
		this.isBehindRecalled = recall !== 'no';
		if (recall === 'no') this.hasOwnCounter = true;
		else this.recalls = true;
	}

	/** What the words before a counter say of it. "Best loss 0.9 at epoch 3" names the best first; "from epoch 3" was there before. */
	private recallHere(): Recall {
		if (this.recall !== 'no') return this.recall;
		const before = this.words.at(-2);
		const isBest = (this.isBestNamed && !this.hasOwnCounter) || (before !== undefined && /^(?:from|since)$/i.test(before));
		return isBest ? 'best' : 'no';
	}

	private pair(value: number): void {
		const name = nameOf(this.words, this.sign);
		if (name === null || isNoMetric(name)) {
			this.looseWords += this.words.length;
			return;
		}
		if (this.recall !== 'no' && namesBest(name)) {
			this.recall = 'no';
			this.isBestNamed = true;
		}
		const isRecalled = this.isBehindRecalled || (this.recall !== 'no' && !this.hasOwnCounter);
		if (isRecalled) this.recalls = true;
		const before = this.sign === '=' ? this.words.at(-2) : undefined;
		const phase = before !== undefined && isPhase(before) ? before : this.phase;
		this.pairs.push({name: this.scope + name, value, sign: this.sign, phase, isRecalled});
		this.clausePairs++;
	}

	/** @param isParted true where a mark ends the words, which shows what a word alone means */
	private drop(isParted = false): void {
		const [word] = this.words;
		if (this.words.length === 1 && isPhase(word!) && (this.sign === ':' || (isParted && this.sign === ''))) {
			this.enterPhase(word!, this.sign === '');
		} else this.looseWords += this.words.length;
		this.words = [];
		this.sign = '';
	}

	private enterPhase(phase: string, isWhole: boolean): void {
		this.phase = phase;
		this.isPhaseWhole = isWhole;
		this.isOwnPass = !isTraining(phase);
	}

	private next(i: number, distance: number, mark: string): boolean {
		const token = this.tokens[i + distance];
		return token?.kind === 'mark' && token.text === mark;
	}
}

/**
 * Reads the counters and name-value pairs of a line, whatever their style: "epoch: 0 loss: 2.6", "step=50 loss=2.4",
 * "step 7 | loss 1.4 | tok/s 12,345", "Epoch: [3][10/100] Loss 2.6 (2.7)". A line about other data than training ("Test: loss 0.3") has that
 * in its names.
 */
export function readStatement(line: string): Statement {
	const lead = bracketed.exec(line);
	if (lead !== null) return withLead(readRest(line.slice(lead[0].length)), lead);
	return readRest(line);
}

// "[2,  4000] loss: 1.8" of PyTorch's tutorial, "[10]\ttrain-rmse:0.5" of XGBoost, "10:\tlearn: 0.5" of CatBoost.
const bracketed = /^\s*\[(\d+)(?:,\s*(\d+)(?:\s*\/\s*(\d+))?\]\s|\]\t)|^(\d+):\t/;

function withLead(statement: Statement, [, first, second, total, bare]: RegExpExecArray): Statement {
	const kind = second === undefined ? 'step' : 'epoch';
	const counters: Counter[] = [{kind, value: Number(first ?? bare), total: null, isWhole: true, recall: 'no'}];
	if (second !== undefined) {
		const known = total === undefined ? null : Number(total);
		counters.push({kind: 'batch', value: Number(second), total: known, isWhole: true, recall: 'no'});
	}
	return {...statement, counters, startsWithCounter: true};
}

function readRest(line: string): Statement {
	const tokens = tokenize(line);
	const first = tokens.findIndex(token => token.kind !== 'mark');
	const opening = tokens[first];
	if (opening?.kind !== 'word') return new Reading(tokens).read();
	const phase = phaseOf(opening.text);
	if (phase === null) return new Reading(tokens).read();
	if (phase !== opening.text) return withPhase(new Reading(tokens).read(), phase);
	// "train loss 2.6, val loss 2.7" names its data value by value.
	const isRepeated = tokens.some((token, i) => i > first && token.kind === 'word' && isPhase(token.text));
	if (isRepeated) return new Reading(tokens).read();
	return withPhase(new Reading(withEpoch(tokens.slice(first + 1))).read(), phase);
}
