import {decodeText} from '../text/text.ts';
import {scaleExact} from './double-double.ts';

const powers = Float64Array.from({length: 23}, (_, exponent) => Number(`1e${exponent}`));
/** Digits whose number V8 keeps in 32 bits whatever they are: it multiplies and adds those in half the time of floating point. */
const partDigits = 9;
/** Digits whose number is below 2^53 whatever they are. */
const exactDigits = 15;
/** What a point is when it is read as a digit. */
const pointSign = 0x2e - 48;

/**
 * The number written in ASCII at [start, end), in the grammar of JSON, rounded as `Number()` rounds it but without making a string.
 * NaN where no such number is there.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
	const negative = bytes[start] === 0x2d;
	const first = negative ? start + 1 : start;
	// Digits from the first that is not 0 on, in parts.
	let digits = 0;
	let high = 0;
	let low = 0;
	let pointAt = -1;
	let at = first;
	for (; at < end; at++) {
		const digit = bytes[at]! - 48;
		if (digit >= 0 && digit <= 9) {
			if (digits < partDigits) high = high * 10 + digit;
			else if (digits < 2 * partDigits) low = low * 10 + digit;
			if (high !== 0) digits++;
		} else if (digit === pointSign && pointAt < 0) pointAt = at;
		else break;
	}
	let exponent = pointAt < 0 ? 0 : pointAt + 1 - at;
	if (at - first === (pointAt < 0 ? 0 : 1)) return Number.NaN;
	if (at < end) {
		if ((bytes[at]! | 0x20) !== 0x65) return Number.NaN;
		const written = parseExponent(bytes, at + 1, end);
		if (Number.isNaN(written)) return written;
		exponent += written;
	}
	let value = Number.NaN;
	if (high === 0) value = 0;
	else if (digits <= exactDigits && exponent >= -22 && exponent <= 22) {
		const whole = digits <= partDigits ? high : high * powers[digits - partDigits]! + low;
		value = exponent < 0 ? whole / powers[-exponent]! : whole * powers[exponent]!;
	} else if (digits <= 2 * partDigits && exponent >= -44 && exponent <= 44)
		value = scaleExact(high, low, Math.max(0, digits - partDigits), exponent);
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
