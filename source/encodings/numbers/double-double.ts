import {lostInProduct} from './exact-product.ts';

/**
 * Scales an integer of up to 19 digits by a power of ten and rounds once, in double-double arithmetic (about 106 bits; Dekker 1971).
 * NaN where that is not precise enough to tell which neighbour is nearest, so that the caller must ask `Number`.
 */

const powers = Array.from({length: 23}, (_, exponent) => Number(`1e${exponent}`));
const doubt = 1 + 2 ** -30;

/** `head * 10^tailDigits + tail`, times `10^exponent`; head below 10^15, at most 19 digits in all, exponent within ±44. */
export function scaleExact(head: number, tail: number, tailDigits: number, exponent: number): number {
	const factor = powers[tailDigits]!;
	const product = head * factor;
	let high = product + tail;
	let low = lostInProduct(head, factor, product) + (tail - (high - product));
	let left = exponent < 0 ? -exponent : exponent;
	while (left > 0) {
		const power = powers[Math.min(left, 22)]!;
		left -= 22;
		if (exponent < 0) {
			const quotient = high / power;
			const back = quotient * power;
			const rest = high - back - lostInProduct(quotient, power, back) + low;
			low = rest / power;
			high = quotient;
		} else {
			const scaled = high * power;
			low = lostInProduct(high, power, scaled) + low * power;
			high = scaled;
		}
		const sum = high + low;
		low -= sum - high;
		high = sum;
	}
	return high + low * doubt === high ? high : Number.NaN;
}
