import {isMetricName} from '../../../plain/names/telling.ts';
import {announcesValues, leadsToValues, likeLastName, namePhases} from '../phases.ts';
import {isGlobalCounter, isPlannedCounter} from '../settings/planned-counts.ts';
import type {Token} from '../tokens/token.ts';
import {type CounterKind, isFiller, isNoMetric, isPhase, isTraining, numbersAttempts} from '../words.ts';
import {tellCycles} from './cycles.ts';
import {LinePhase} from './line-phase.ts';
import {LineRecall} from './line-recall.ts';
import {LineScope} from './line-scope.ts';
import {spreadLists} from './listed-values.ts';
import {tellRepeated} from './repeated-names.ts';
import type {Counter, Pair, Statement} from './said.ts';
import {nameOf} from './value-names.ts';
import type {WaitingWords} from './waiting-words.ts';
import {WholeNames} from './whole-names.ts';

const mostHeadWords = 2;
/** "Evaluating test: PSNR 24.5" */
const evaluating = /^(?:evaluating|validating|testing)$/i;
const ofEnd = /^(?:final|best|overall)$/i;
const rounds = /^(?:(?:round|generation)s?|cycle)$/;

/** What a line has said so far: its counters and pairs, each with what the words and marks before it say of it. */
export class LineValues {
	readonly pairs: Pair[] = [];
	readonly counters: Counter[] = [];
	/** Words so far that name neither a counter nor a value. */
	looseWords = 0;
	/** Those among them that only lead to a number: "training on 50000 samples". */
	private leadingWords = 0;
	/** Those that name a time or a size. */
	private besideWords = 0;
	readonly recalled = new LineRecall();
	readonly data = new LinePhase();
	readonly wholeNames = new WholeNames();
	readonly scope = new LineScope();
	/** The values of those pairs that have a list of them. */
	private lists: Map<Pair, readonly number[]> | null = null;
	private startsWithCounter = false;
	/** The metric that the data behind it has values of: "loss: train=0.5, val=0.6"; null where none was said so. */
	private metricOfData: string | null = null;
	/** The words that the line heads what comes with: "Encoder: loss 0.5"; null where none do. */
	private head: string | null = null;
	/** True right behind a time, where data is how long a batch waited for its own: "time: 0.3 data: 0.001"; else it is a term of a loss. */
	private saysTime = false;
	/** How many loose words and pairs stand before the last bar. */
	private before = {looseWords: 0, pairs: 0};

	/** @param waiting the words that become names of counters and values here */
	constructor(private readonly waiting: WaitingWords) {}

	/** All that the line says, at its end. */
	end(): Statement {
		this.drop();
		this.endCell();
		const {pairs, counters, startsWithCounter, looseWords, leadingWords, besideWords} = this;
		const {phase} = this.data;
		tellCycles(counters, pairs);
		this.wholeNames.tellApart(pairs);
		if (phase !== null || pairs.some(pair => pair.phase !== null)) namePhases(pairs, counters.length > 0);
		if (pairs.length > 1) tellRepeated(pairs);
		const all = this.lists === null ? pairs : spreadLists(pairs, this.lists);
		const {recalls} = this.recalled;
		return {pairs: all, counters, startsWithCounter, looseWords, leadingWords, besideWords, phase, recalls};
	}

	/** Takes the waiting word as what the names and values in the bracket that opens now are of. */
	enterGroup(): void {
		this.scope.enter(this.waiting.words[0]!);
		this.waiting.words = [];
	}

	/** Takes what parts the value of some data behind it: "train 1.5 (seg 0.5, depth 1.0)"; true where it does. */
	openPart(following: Token | undefined): boolean {
		const last = this.pairs.at(-1);
		const isPart = last !== undefined && isPhase(last.name) && this.waiting.words.length === 0 && following?.kind === 'word';
		if (isPart) this.data.openPart(last.name);
		return isPart;
	}

	/** Takes words that head what comes with them. */
	enterHead(head: string): void {
		this.head = head;
		this.wholeNames.begin();
		this.waiting.clear();
	}

	/** Takes the end of a line or a bar: words between two bars are beside the values that stand there too. */
	endCell(): void {
		this.metricOfData = null;
		this.head = null;
		if (this.looseWords > this.before.looseWords) for (const pair of this.pairs.slice(this.before.pairs)) pair.isAlone = false;
		this.before = {looseWords: this.looseWords, pairs: this.pairs.length};
	}

	/** Takes a counter that the waiting words name. */
	count(kind: CounterKind, value: number, total: number | null, isWhole: boolean, roundedTo?: number): void {
		const loose = Math.max(0, this.waiting.words.length - 1);
		const isFirst = this.counters.length + this.pairs.length + this.looseWords + loose === 0;
		if (this.counters.length === 0) this.startsWithCounter = this.pairs.length === 0 && this.looseWords + loose <= 1;
		this.looseWords += loose;
		const words = this.waiting.words.splice(0);
		const before = words.at(-2);
		const recall = this.recalled.ofCounter(before);
		this.wholeNames.begin();
		if (before !== undefined && isPhase(before) && this.countsOwnPass(kind, before)) this.data.enter(before, true);
		// Counters of another pass over data are not the run's own.
		if (this.data.isOwnPass && kind !== 'epoch') return;
		const mayBePlanned = total === null && isPlannedCounter(words, this.waiting.sign);
		const isDecimal = !isWhole && kind === 'step' && isFirst && Number.isInteger(value);
		// Of longer numbers several are read as the same one.
		const isExact = (isWhole || isDecimal) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
		const counter: Counter = {kind, value, total, isWhole: isExact, recall, mayBePlanned};
		if (isDecimal) counter.doubt = 'decimal';
		if (roundedTo !== undefined) counter.roundedTo = roundedTo;
		const word = words.at(-1)?.toLowerCase() ?? '';
		if (kind === 'step' && (/^(?:steps?|episode|cycle)$/.test(word) || (word === '' && total !== null))) counter.word = word;
		if (kind === 'step' && rounds.test(word)) counter.isRound = true;
		if (kind === 'step' && isGlobalCounter(words)) counter.isGlobal = true;
		this.counters.push(counter);
		this.recalled.takeCounter(recall);
	}

	/** True for a counter of a pass over that data: "[Eval batch=1/10]", and the steps within an epoch in "epoch:[2/25] val step:0" of PaddleVideo. */
	private countsOwnPass(kind: CounterKind, data: string): boolean {
		return kind === 'batch' || (kind === 'step' && !isTraining(data) && this.counters.some(counter => counter.kind === 'epoch'));
	}

	/** Gives the pair that a value makes with the words before it; null where those are no name. */
	pair(value: number, isGrouped = false, unread?: string): Pair | null {
		const {words, sign} = this.waiting;
		const whole = sign === '=' ? this.wholeNames.find(words) : null;
		const own = whole ?? nameOf(words, sign);
		const isTime = own?.length === 4 && /^time$/i.test(own);
		const isLoading = this.saysTime && own?.length === 4 && /^data$/i.test(own);
		this.saysTime = isTime;
		if (own === null || isLoading || isNoMetric(own) || numbersAttempts(own, value)) {
			this.looseWords += words.length;
			this.leadingWords += words.filter(isFiller).length;
			if (own !== null) this.passBeside();
			return null;
		}
		if (!isPhase(own)) this.metricOfData = null;
		const name = this.metricOfData === null ? own : `${this.metricOfData} ${own}`;
		const like = sign !== '=' && isPhase(name) ? likeLastName(this.pairs.at(-1)?.name ?? '', name) : null;
		const isRecalled = this.recalled.takeValue(name);
		const before = sign === '=' && whole === null ? words.at(-2) : undefined;
		const phase = before !== undefined && isPhase(before) ? before : this.data.phase;
		const told = this.scope.nameIn(like ?? name, this.pairs);
		const pair: Pair = {
			name: told,
			value,
			sign,
			phase,
			isRecalled,
			isAlone: true,
			isGrouped,
			...(unread !== undefined && {unread}),
		};
		if (this.head !== null) pair.head = this.head;
		this.pairs.push(pair);
		if (sign === '=' && whole === null) this.wholeNames.shorten(pair, words, name);
		this.wholeNames.beginAmongValues();
		this.data.takeValue();
		return pair;
	}

	/** Takes the values of a list whose name the waiting words are. */
	list(values: readonly number[]): void {
		this.waiting.sign ||= '[';
		const pair = this.pair(Number.NaN);
		this.lists ??= new Map();
		if (pair !== null) this.lists.set(pair, values);
		this.waiting.clear();
	}

	/** Takes the waiting words as the metric whose values stand behind it, each with its data; true where they name one. */
	headData(): boolean {
		const {words, sign} = this.waiting;
		const name = sign === ':' ? nameOf(words, sign) : null;
		if (name === null || !isMetricName(name)) return false;
		this.metricOfData = name;
		this.wholeNames.begin();
		this.waiting.clear();
		return true;
	}

	/** Takes that a size or a time stands beside the waiting words, which makes no prose of the values there. */
	passBeside(): void {
		this.before.looseWords += this.waiting.words.length;
		this.besideWords += this.waiting.words.length;
	}

	/**
	 * Takes that the waiting words name nothing.
	 * @param isParted true where a mark ends the words, which shows what a word alone means
	 */
	drop(isParted = false): void {
		const {words: all, sign} = this.waiting;
		// "Final test results - loss: 0.5"
		const words = all.length === 3 && ofEnd.test(all[0]!) ? all.slice(1) : all;
		const [word] = words;
		if (sign === ':' && words.length <= mostHeadWords) this.head = words.join(' ');
		const isHeadOfTwo = words.length === mostHeadWords && sign === ':';
		const isOfData = words.length === 2 && isPhase(word!) && (isParted || sign === ':');
		if (isHeadOfTwo && evaluating.test(word!) && isPhase(words[1]!)) this.data.enter(words[1]!, false);
		else if (isOfData && (sign === ':' ? leadsToValues : announcesValues)(words[1]!)) this.data.enter(word!, false);
		else if (words.length === 1 && isPhase(word!) && (sign === ':' || (isParted && sign === ''))) {
			this.data.enter(word!, sign === '');
		} else this.looseWords += words.length;
		this.wholeNames.begin();
		this.waiting.clear();
	}
}
