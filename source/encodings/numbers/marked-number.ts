import {parseNumber} from './odd-number.ts';

/** Behind a number: a sign for the best one so far, or which way is better. */
const marked = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(?:[*\u2020\u2021\u2191\u2193\u2605\u2606\u2713\u2714]+|\(?best\)?)$/i;
/** Its mean so far, or its deviation, in parentheses, as PyTorch's examples print it: "2.5 (2.75)". */
const averaged = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*\(\s*[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*\)$/;

/** Value of a text that is one number with a mark, or with its mean, behind it; null for everything else. */
export function parseMarked(text: string): number | null {
	const number = marked.exec(text)?.[1] ?? averaged.exec(text)?.[1];
	return number === undefined ? null : parseNumber(number);
}
