import type {LineResult} from './line-result.ts';

const fewestLetters = 8;
/** All up to a moment and a level that any logger has put before a line: that of the next attempt may be set up otherwise. */
const moment = /^.{0,40}?\d\d:\d\d:\d\d(?:[.,]\d+)?[\s\]|:,-]*/;
const level = /^.{0,80}?\b(?:DEBUG|INFO|WARNING)\b[\s\]|:-]*/;
/** What loggers put before a line at most. */
const longestPrefix = 120;
/** One that a library gives may come again at any time. */
const warning = /warn/i;

/**
 * Knows when a program has started anew and writes on into the log of the attempt before: what it said first comes again. Prints of one attempt
 * may repeat it too; another one has shown itself where the steps fall behind that.
 */
export class Starts {
	/** What the log begins with, below lines that it is ruled with and without the moment before it; '' where that may come again on any row, null before it. */
	private first: string | null = null;
	/** True where that came again, and nothing has shown yet whether it is another attempt. */
	isAnew = false;
	/** The first row, which comes again: an evaluation that loads all again has other names, or some of them at the step that was best. */
	private firstRow: {step: number; names: readonly string[]} | null = null;

	/** Takes a line that is not blank, and what it says; true where the program begins anew with it. */
	take(line: string, {metrics, progress}: LineResult): boolean {
		const {first} = this;
		if (first === null) {
			const text = line.replace(moment, '').replace(level, '');
			if (!/[\p{L}\d]/u.test(text)) return false;
			const isOfRow = metrics.length > 0 || progress !== null;
			const isSaid = !isOfRow && !warning.test(line) && (text.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters;
			this.first = isSaid ? text.trimEnd() : '';
			return false;
		}
		if (first === '' || line.length > first.length + longestPrefix || !line.trimEnd().endsWith(first)) return false;
		this.isAnew = true;
		return true;
	}

	/** Takes a row; true where it begins another attempt than that of the row before, which was at step `last`. */
	begins({step, metrics}: LineResult, last: number): boolean {
		this.firstRow ??= {step, names: metrics.map(({name}) => name)};
		// Values that no place stands beside are put at the last step, until one is said.
		if (!this.isAnew || step === last) return false;
		this.isAnew = false;
		const comes = (first: string) => metrics.some(({name}) => name === first);
		const {step: firstStep, names} = this.firstRow;
		const comesAgain = step <= firstStep ? names.some(comes) : names.every(comes);
		return step < last && comesAgain;
	}
}
