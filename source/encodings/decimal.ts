import {lostInProduct} from './exact-product.ts';
import {decodeText} from './text.ts';

const powers = Float64Array.from({length: 23}, (_, exponent) => Number(`1e${exponent}`));
/** Digits whose number is below 2^53 whatever they are. */
const exactDigits = 15;
/** Relative doubt about the second half of a quotient: a few roundings of 2^-53, with room. */
const doubt = 2 ** -48;

/**
 * (high × 10^lowDigits + low) × 10^exponent rounded once, in double-double arithmetic; NaN where that cannot tell which of two
 * neighbours is nearer.
 */
function scale(high: number, low: number, lowDigits: number, exponent: number): number {
	const shifted = high * powers[lowDigits]!;
	const rest = lostInProduct(high, powers[lowDigits]!, shifted) + low;
	const sum = shifted + rest;
	const tail = rest - (sum - shifted);
	let first: number;
	let second: number;
	if (exponent < 0) {
		const divisor = powers[-exponent]!;
		first = sum / divisor;
		const back = first * divisor;
		second = (sum - back - lostInProduct(first, divisor, back) + tail) / divisor;
	} else {
		const factor = powers[exponent]!;
		first = sum * factor;
		second = lostInProduct(sum, factor, first) + tail * factor;
	}
	const error = Math.abs(second) * doubt;
	const value = first + (second + error);
	return value === first + (second - error) ? value : Number.NaN;
}

/**
 * The number written in ASCII at [start, end), in the grammar of JSON, rounded as `Number()` rounds it but without making a string.
 * NaN where no such number is there.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	const negative = bytes[at] === 0x2d;
	if (negative) at++;
	let high = 0;
	let low = 0;
	let digits = 0;
	let lowDigits = 0;
	let seen = 0;
	let exponent = 0;
	let point = false;
	for (; at < end; at++) {
		const byte = bytes[at]!;
		const digit = byte - 48;
		if (digit >= 0 && digit <= 9) {
			seen++;
			if (point) exponent--;
			if (digits < exactDigits) {
				high = high * 10 + digit;
				if (high !== 0) digits++;
			} else {
				low = low * 10 + digit;
				lowDigits++;
			}
		} else if (byte === 0x2e && !point) point = true;
		else break;
	}
	if (seen === 0) return Number.NaN;
	if (at < end) {
		if ((bytes[at]! | 0x20) !== 0x65) return Number.NaN;
		const written = parseExponent(bytes, at + 1, end);
		if (Number.isNaN(written)) return written;
		exponent += written;
	}
	let value = Number.NaN;
	if (high === 0) value = 0;
	else if (exponent >= -22 && exponent <= 22) {
		if (lowDigits === 0) value = exponent < 0 ? high / powers[-exponent]! : high * powers[exponent]!;
		else if (lowDigits <= exactDigits) value = scale(high, low, lowDigits, exponent);
	}
	if (Number.isNaN(value)) return Number(decodeText(bytes, start, end));
	return negative ? -value : value;
}

function parseExponent(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	const sign = bytes[at];
	if (sign === 0x2d || sign === 0x2b) at++;
	if (at >= end || end - at > 5) return Number.NaN;
	let value = 0;
	for (; at < end; at++) {
		const digit = bytes[at]! - 48;
		if (!(digit >= 0 && digit <= 9)) return Number.NaN;
		value = value * 10 + digit;
	}
	return sign === 0x2d ? -value : value;
}
