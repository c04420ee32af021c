import {scaleExact} from './double-double.ts';

const powers = Array.from({length: 23}, (_, exponent) => Number(`1e${exponent}`));
const headDigits = 15;
const mostDigits = 19;

/**
 * Reads decimal numbers out of bytes without making strings, with the very value that `Number` gives: up to 15 digits by one exact
 * operation, up to 19 in double-double, the rest (and ties too close to tell) by `Number` itself.
 */
export class NumberScanner {
	/** First byte after the number read last. */
	end = 0;

	/** The number that begins at `start`, reading no further than `limit`; NaN where none does. */
	scan(bytes: Uint8Array, start: number, limit: number): number {
		let at = start;
		let byte = at < limit ? bytes[at]! : 0;
		const negative = byte === 0x2d;
		if (negative || byte === 0x2b) byte = ++at < limit ? bytes[at]! : 0;
		let head = 0;
		let tail = 0;
		let digits = 0;
		let exponent = 0;
		const first = at;
		while (byte >= 0x30 && byte <= 0x39) {
			if (digits < headDigits) head = head * 10 + (byte - 0x30);
			else if (digits < mostDigits) tail = tail * 10 + (byte - 0x30);
			else exponent++;
			if (head !== 0) digits++;
			byte = ++at < limit ? bytes[at]! : 0;
		}
		let seen = at - first;
		if (byte === 0x2e) {
			byte = ++at < limit ? bytes[at]! : 0;
			const point = at;
			while (byte >= 0x30 && byte <= 0x39) {
				if (digits < headDigits) {
					head = head * 10 + (byte - 0x30);
					exponent--;
				} else if (digits < mostDigits) {
					tail = tail * 10 + (byte - 0x30);
					exponent--;
				}
				if (head !== 0) digits++;
				byte = ++at < limit ? bytes[at]! : 0;
			}
			seen += at - point;
		}
		if (seen === 0) return Number.NaN;
		this.end = at;
		if (byte === 0x65 || byte === 0x45) exponent += this.scanExponent(bytes, at + 1, limit);
		if (digits <= headDigits) {
			if (exponent === 0 || head === 0) return negative ? -head : head;
			if (exponent < 0 && exponent >= -22) return negative ? -head / powers[-exponent]! : head / powers[-exponent]!;
			if (exponent > 0 && exponent <= 22) return negative ? -head * powers[exponent]! : head * powers[exponent]!;
		}
		return this.finishSlowly(bytes, start, digits, head, tail, exponent, negative);
	}

	/** Value of the digits after an `e`; 0, leaving `end` before the `e`, where there are none. */
	private scanExponent(bytes: Uint8Array, start: number, limit: number): number {
		const sign = start < limit ? bytes[start]! : 0;
		const first = sign === 0x2d || sign === 0x2b ? start + 1 : start;
		let at = first;
		let value = 0;
		while (at < limit && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) {
			if (value < 10_000) value = value * 10 + (bytes[at]! - 0x30);
			at++;
		}
		if (at === first) return 0;
		this.end = at;
		return sign === 0x2d ? -value : value;
	}

	private finishSlowly(
		bytes: Uint8Array,
		start: number,
		digits: number,
		head: number,
		tail: number,
		exponent: number,
		negative: boolean,
	): number {
		if (digits > headDigits && digits <= mostDigits && exponent >= -44 && exponent <= 22) {
			const value = scaleExact(head, tail, digits - headDigits, exponent);
			if (!Number.isNaN(value)) return negative ? -value : value;
		}
		let text = '';
		for (let at = start; at < this.end; at++) text += String.fromCharCode(bytes[at]!);
		return Number(text);
	}
}
