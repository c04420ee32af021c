import type {Pair} from '../line/said.ts';
import type {Bar} from './bars.ts';
import {drawn, isFull, isNext, isOfFit, isRedrawn, type Pass} from './keras-pass.ts';

/** The head that Keras writes before the bar of an epoch, or a program before its own. */
const headOfEpoch = /^\W*epoch\W*\d+(?:\s*(?:\/|of)\s*\d+)?\W*$/i;

/** Whose a bar is. */
export interface Fit {
	/** False for a bar of `evaluate()` or `predict()`. */
	isOwn: boolean;
	/** True while it may be of either: where others say values of a validation, that of `fit()` will at its end. */
	isOpen: boolean;
}

/**
 * Counts the fits of a program that calls `fit()` for one epoch again and again: Keras 3 writes no head before a lone epoch, and each bar is the
 * next epoch. A line of the program behind each may say its number.
 *
 * Source: `on_epoch_begin` of keras/src/callbacks/progbar_logger.py: `if self.verbose and self.epochs > 1: io_utils.print_msg(...)`.
 */
export class KerasFits {
	private isOff = false;
	private last: Pass | null = null;
	private lastFit: Fit = {isOwn: true, isOpen: false};
	/** How many fits have begun. */
	count = 0;
	/** How many batches a fit has. */
	private usual: number | null = null;
	private hasValidation = false;
	/** How far the number that a line behind the last fit named is from its own, null before the first such line. */
	private ahead: {by: number; count: number} | null = null;

	/** The number of the fit that was begun last, from 0; null before the first, and where lines say the epochs of bars. */
	get current(): number | null {
		return this.isOff || this.count === 0 ? null : this.count - 1;
	}

	/** Takes a line that may be the head of an epoch, which tells where its bars are. */
	takeLine(text: string): void {
		if (!this.isOff && headOfEpoch.test(text)) this.isOff = true;
	}

	/** Takes the number of an epoch that a line has named; true where such lines count the fits before them from 1, as two have shown. */
	takeEpoch(epoch: number): boolean {
		if (this.isOff || this.count === 0) return false;
		const {ahead, count} = this;
		const by = epoch - (count - 1);
		this.ahead = {by, count};
		return by === 1 && ahead?.by === 1 && ahead.count === count - 1;
	}

	/**
	 * The fit that a bar is of, null where lines say its epoch.
	 *
	 * @param isFirst true where no line has named an epoch so far
	 */
	take(bar: Bar, pairs: readonly Pair[], isFirst: boolean): Fit | null {
		this.isOff ||= this.count === 0 && !isFirst;
		if (this.isOff) return null;
		const isSame = this.goesOn(bar, pairs);
		this.last = drawn(bar, pairs, isSame ? this.last : null);
		this.lastFit = isSame ? this.lastFit : {isOwn: this.mayBeOwn(bar, pairs), isOpen: true};
		const {lastFit} = this;
		const ofFit = isOfFit(pairs);
		if (lastFit.isOpen && lastFit.isOwn && pairs.length > 0 && (ofFit || !this.hasValidation)) {
			lastFit.isOpen = false;
			this.count++;
			this.usual = bar.total;
		}
		this.hasValidation ||= ofFit;
		return lastFit;
	}

	private goesOn(bar: Bar, pairs: readonly Pair[]): boolean {
		const {last} = this;
		if (last === null) return false;
		if (last.bar.total === null) return bar.step >= last.bar.step;
		if (!isNext(last, bar)) return false;
		if (!isFull(last.bar)) return true;
		return bar.isLine !== true && isRedrawn(last, pairs);
	}

	/** True for a bar that may be of a fit: one of as many batches as those before; a line is written at its end, with all that a fit says. */
	private mayBeOwn(bar: Bar, pairs: readonly Pair[]): boolean {
		if (this.usual !== null && bar.total !== null && bar.total !== this.usual) return false;
		return !(bar.isLine === true && isFull(bar) && this.hasValidation) || isOfFit(pairs);
	}
}
