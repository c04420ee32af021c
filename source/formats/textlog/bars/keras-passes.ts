import type {Pair} from '../line/statement/said.ts';
import {ofEvaluation} from './bar-labels.ts';
import type {Bar} from './bars.ts';
import {drawn, hasNames, isAlike, isFull, isNext, isOfFit, isRedrawn, type Pass, secondsOf} from './keras-pass.ts';

/** The line that Keras writes before the bar of each epoch, and which programs write themselves before theirs. */
const headOfEpoch = /^\W*epoch\W*(\d+)(?:\s*(?:\/|of)\s*(\d+))?\W*$/i;

/** Whose a bar is. */
export interface Taken {
	isOwn: boolean;
	/** Values that were taken for those of training in this epoch and are of an evaluation. */
	evaluated: readonly Pair[];
}

const none: readonly Pair[] = [];

/**
 * Tells the bars of `evaluate()` and `predict()` from those of `fit()`: Keras gives none of them a name, but each epoch of `fit()` has a line
 * before its bar, and one bar. A bar of another length, or that begins anew where that was full, is none of training. Where each epoch is but one
 * line, written at its end, that of an evaluation which a callback made stands before it.
 *
 * Source: keras/src/utils/progbar.py and keras/src/callbacks/progbar_logger.py, 2.0 to 3.
 */
export class KerasPasses {
	private own: Pass | null = null;
	private other: Pass | null = null;
	private epoch: number | null = null;
	/** The epoch of the last line before a bar, '' where there was none since the last bar. */
	private head = '';
	/** True where several processes write into one output, whose bars go to and fro. */
	private isShared = false;
	/** True where a program says the epochs itself: it may fit several times in one, and only a shorter bar is none of training. */
	private isOfProgram = false;
	/** How many batches training had in the epochs before, null before the first is over. */
	private usual: number | null = null;
	/** What training has said in the epoch before. */
	private before: readonly Pair[] = none;
	/** True where the line of training stands behind that of an evaluation in each epoch. */
	private isBehind = false;

	/** Takes a line that may be the head of an epoch. */
	takeLine(text: string): void {
		const found = headOfEpoch.exec(text);
		if (found === null) return;
		const [, epoch = '', epochs] = found;
		if (epoch === this.head) this.isShared = true;
		// Keras says of how many epochs it is.
		if (epochs === undefined) this.isOfProgram = true;
		this.head = epoch;
		this.begin();
	}

	/**
	 * Takes a bar that was drawn.
	 *
	 * @param pairs the values behind it
	 * @param epoch where the output is, null where no line has said one: then nothing tells bars apart
	 */
	take(bar: Bar, pairs: readonly Pair[], epoch: number | null): Taken {
		if (epoch === null || epoch !== this.epoch) this.begin();
		this.epoch = epoch;
		this.head = '';
		const {own} = this;
		const isBehind = epoch !== null && !this.isShared && !this.isOfProgram && own !== null && this.standsBehind(own, bar, pairs);
		const isOwn = epoch === null || this.isShared || isBehind || this.isOwn(bar, pairs);
		if (isBehind) this.isBehind = true;
		if (isOwn) this.own = drawn(bar, pairs, isBehind ? null : own);
		else this.other = drawn(bar, pairs, isNext(this.other, bar) ? this.other : null);
		return {isOwn, evaluated: isBehind && this.repeats(own.pairs) ? own.pairs : none};
	}

	/** True where training has said a value of one of these names, in this epoch or in the one before. */
	repeats(pairs: readonly Pair[]): boolean {
		const said = this.own?.pairs ?? this.before;
		return pairs.some(({name}) => !ofEvaluation.test(name) && said.some(pair => pair.name === name));
	}

	private begin(): void {
		if (this.own !== null && this.own.pairs.length > 0) {
			this.usual = this.own.bar.total;
			this.before = this.own.pairs;
		}
		this.own = null;
		this.other = null;
	}

	/** True for the only line of training in an epoch, where what came before in it was an evaluation. */
	private standsBehind(own: Pass, bar: Bar, pairs: readonly Pair[]): boolean {
		const mayBe = isFull(bar) && isFull(own.bar) && this.other === null && own.pairs.length > 0 && !isOfFit(own.pairs);
		if (!mayBe || !hasNames(own, pairs)) return false;
		const isAlone = bar.isLine === true || (!own.hasParts && own.bar.isLine !== true);
		if (!isAlone || (bar.isLine !== true && bar.total === own.bar.total && isRedrawn(own, pairs))) return false;
		if (isOfFit(pairs)) return bar.isLine === true || bar.total !== own.bar.total;
		const {usual} = this;
		// What a callback evaluates takes a part of the epoch's time.
		if (usual === null) return secondsOf(bar) >= secondsOf(own.bar);
		const isUsual = bar.total === usual;
		return isUsual === (own.bar.total === usual) ? this.isBehind : isUsual;
	}

	private isOwn(bar: Bar, pairs: readonly Pair[]): boolean {
		const {own} = this;
		if (this.isOfProgram && !isShorter(own, bar)) return true;
		if (isOfFit(pairs)) return true;
		if (own === null) return !this.isBehind || this.usual === null || bar.total === this.usual;
		// A callback may predict something before the first batch.
		if (own.pairs.length === 0 && pairs.length > 0) return true;
		const {step, total} = own.bar;
		// How many batches there are may show at the end of the first epoch only.
		if (total === null) return bar.total === null || bar.step >= step;
		if (bar.total === null) return !isFull(own.bar);
		if (bar.total !== total) return false;
		if (isNext(this.other, bar)) return isFull(bar) && isAlike(own, pairs) && !isAlike(this.other, pairs);
		if (!isFull(own.bar) || bar.step > step) return true;
		return bar.step === step ? isRedrawn(own, pairs) : bar.step > total / 2;
	}
}

/** True for a bar of fewer batches than that pass had, which has come to its end. */
const isShorter = (before: Pass | null, {total}: Bar): boolean =>
	before !== null && isFull(before.bar) && total !== null && before.bar.total !== null && total < before.bar.total;
