import {numberOfText} from './query/language/numbers.ts';
import {isLongInteger} from './text/long-integer.ts';

// As programs print a number: 32, -0.25, 3.0, 1e-05, 1e-3. A text that is written otherwise may be none: a version 2.10, a commit 0e12, an id 007.
const printed = /^[-+]?(?:0|[1-9]\d*)(?:\.0|\.\d*[1-9])?(?:e-\d+)?$/i;

/** True for a text that is written as a number is printed, so that the number says all of it; false for `2.10`, `007`, `1e5`. */
export function isPrintedNumber(text: string): boolean {
	const trimmed = text.trim();
	return printed.test(trimmed) && !isLongInteger(trimmed);
}

/**
 * Which numbers the texts among recorded values stand for: "0.001" is 0.001 (MLflow keeps parameters as text), and "0.10" is 0.1 where another of
 * the values is that number itself. Two texts that are not written as numbers are printed are told apart: the versions 2.1 and 2.10.
 */
export class TextNumbers {
	private numbers: ReadonlySet<unknown> | null = null;

	/** @param recorded the values; asked for once, and only where a text needs it */
	constructor(private readonly recorded: () => Iterable<unknown>) {}

	/** The number that one of the texts means, null where it means itself. */
	meant(text: string): number | null {
		const number = numberOfText(text);
		if (number === null || !Number.isFinite(number) || isPrintedNumber(text)) return number;
		this.numbers ??= new Set(Array.from(this.recorded()).filter(value => typeof value === 'number'));
		return this.numbers.has(number) ? number : null;
	}
}
