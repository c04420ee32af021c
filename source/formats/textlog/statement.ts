import {isMetricName} from '../plain/telling.ts';
import {type Token, tokenize} from './tokens.ts';
import {type CounterKind, counterOf, isFiller, isNoMetric, isPhase, isSize, isTraining, isUnit} from './words.ts';

export interface Pair {
	name: string;
	value: number;
	/** ':' or '=', or '' where name and value only stand beside each other. */
	sign: string;
}

export interface Counter {
	kind: CounterKind;
	value: number;
	total: number | null;
	isWhole: boolean;
}

/** What a line says: counters with their numbers, and names with theirs. */
export interface Statement {
	pairs: Pair[];
	counters: Counter[];
	/** True where a counter is the first thing said, so that the line can speak for those that follow. */
	startsWithCounter: boolean;
	/** Words that name neither a counter nor a value. */
	looseWords: number;
}

const mostNameWords = 3;
/** What `str()` puts around a scalar that was not unwrapped. */
const wrapper = /^(?:tensor|array|(?:np|jnp|numpy|torch)\.\w+|float\d+)$/i;
const qualifiers = /^(?:avg|average|mean|total|best|running|smoothed|median|min|max|top|final|current|last)$/i;

class Reading implements Statement {
	pairs: Pair[] = [];
	counters: Counter[] = [];
	startsWithCounter = false;
	looseWords = 0;
	private words: string[] = [];
	private sign = '';

	constructor(private readonly tokens: Token[]) {}

	read(): this {
		for (let i = 0; i < this.tokens.length; i++) i = this.take(this.tokens[i]!, i);
		this.drop();
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
			// Behind a sign belongs a value: "status: done" says nothing, and what comes now begins anew.
			this.drop();
		}
		const attached = /^(epoch|step|iter|ep)(\d+)$/i.exec(text);
		if (attached) {
			this.count(counterOf(attached[1]!)!, Number(attached[2]), null, true);
			return;
		}
		this.words.push(text);
	}

	private takeMark(text: string, i: number): number {
		if (text === ':' || text === '=') {
			if (this.words.length > 0) this.sign = text;
			return i;
		}
		if (text === '(' && this.words.length === 0) return this.skipParenthesis(i);
		if (text === '(' && this.sign === '' && this.next(i, 2, ')')) return i + 2;
		// Brackets, quotes, "#3" and "=>" stand between names and values; every other mark parts them.
		const joins = '[]()\'"#'.includes(text) || (text === '>' && this.sign === '=');
		if (!joins) this.drop();
		return i;
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
		const following = this.tokens[i + 1];
		const unitWord =
			unit === '' && following?.kind === 'word' && (isUnit(following.text) || isSize(following.text)) ? following.text : '';
		const last = this.words.at(-1);
		const kind = last === undefined ? null : counterOf(last);
		if (kind !== null && unit === '' && unitWord === '') this.count(kind, value, null, isWhole);
		else if (last !== undefined && !isSize(unitWord)) this.pair(value);
		this.words = [];
		this.sign = '';
		return unitWord === '' ? i : i + 1;
	}

	private takeFraction(value: number, total: number, i: number): void {
		const last = this.words.at(-1);
		const kind = last === undefined ? null : counterOf(last);
		if (total === 0) this.drop();
		else if (kind !== null) this.count(kind, value, total, Number.isInteger(value));
		else if (last === undefined && this.isCounterPlace(i))
			this.count(this.counters.length > 0 ? 'batch' : 'step', value, total, Number.isInteger(value));
		this.words = [];
		this.sign = '';
	}

	/** A bare n/m counts behind an epoch ("[3][ 10/100]"), in front of everything ("[100/5000] loss"), and in brackets at the end. */
	private isCounterPlace(i: number): boolean {
		if (this.counters.length > 0) return this.counters.every(({kind}) => kind === 'epoch');
		if (this.pairs.length === 0) return this.looseWords === 0;
		return i === this.tokens.length - 2 && this.next(i, -1, '[');
	}

	private count(kind: CounterKind, value: number, total: number | null, isWhole: boolean): void {
		const loose = Math.max(0, this.words.length - 1);
		if (this.counters.length === 0) this.startsWithCounter = this.pairs.length === 0 && this.looseWords + loose <= 1;
		this.looseWords += loose;
		this.counters.push({kind, value, total, isWhole});
		this.words = [];
	}

	private pair(value: number): void {
		const name = nameOf(this.words, this.sign);
		if (name !== null && !isNoMetric(name)) this.pairs.push({name, value, sign: this.sign});
		else this.looseWords += this.words.length;
	}

	private drop(): void {
		this.looseWords += this.words.length;
		this.words = [];
		this.sign = '';
	}

	private next(i: number, distance: number, mark: string): boolean {
		const token = this.tokens[i + distance];
		return token?.kind === 'mark' && token.text === mark;
	}
}

/** The name that a row of words before a value ends in; null where it is prose. */
function nameOf(words: readonly string[], sign: string): string | null {
	let from = 0;
	words.forEach((word, i) => {
		if (isFiller(word)) from = i + 1;
	});
	const named = words.slice(from);
	if (named.length === 0) return null;
	if (sign === '=') return named.at(-1)!;
	if (named.length <= mostNameWords) return named.join(' ');
	const last = named.at(-1)!;
	const before = named.at(-2)!;
	if (isPhase(before) || qualifiers.test(before)) return `${before} ${last}`;
	return isMetricName(last) ? last : null;
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
	const counters: Counter[] = [{kind, value: Number(first ?? bare), total: null, isWhole: true}];
	if (second !== undefined) {
		counters.push({kind: 'batch', value: Number(second), total: total === undefined ? null : Number(total), isWhole: true});
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

/** "Train: 3 [ 10/100]" of timm: a whole number between the phase and its counter is the epoch. */
function withEpoch(tokens: Token[]): Token[] {
	const at = tokens[0]?.kind === 'mark' && tokens[0].text === ':' ? 1 : 0;
	const [number, bracket, counter] = tokens.slice(at);
	const isEpoch = number?.kind === 'number' && number.isWhole && number.unit === '';
	if (!isEpoch || bracket?.kind !== 'mark' || bracket.text !== '[' || counter?.kind !== 'fraction') return tokens;
	return [{kind: 'word', text: 'epoch'}, ...tokens.slice(at)];
}

/** The data that a line's first word says it is about: "Test", or MMEngine's "Epoch(val)"; null where it says none. */
function phaseOf(word: string): string | null {
	if (isPhase(word)) return word;
	const inner = /^(\w+)\((\w+)\)$/.exec(word);
	return inner !== null && counterOf(inner[1]!) !== null && isPhase(inner[2]!) ? inner[2]! : null;
}

function withPhase(statement: Statement, phase: string): Statement {
	if (isTraining(phase) && statement.counters.length > 0) return statement;
	for (const pair of statement.pairs) pair.name = `${phase} ${pair.name}`;
	// Counters of another pass over data are not the run's own.
	return isTraining(phase) ? statement : {...statement, counters: statement.counters.filter(counter => counter.kind === 'epoch')};
}
