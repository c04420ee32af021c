/** Longest integer that is turned into a number, in bytes; converting costs the square of the length. */
const maxIntegerBytes = 2048;

/** Two's complement, little endian, as LONG1 and LONG4 write it. Null where it is too long to be worth reading. */
export function longFromBytes(bytes: Uint8Array): number | bigint | null {
	if (bytes.length > maxIntegerBytes) return null;
	if (bytes.length <= 6) {
		let value = 0;
		for (let at = bytes.length - 1; at >= 0; at--) value = value * 256 + (bytes[at] ?? 0);
		return (bytes.at(-1) ?? 0) & 0x80 ? value - 256 ** bytes.length : value;
	}
	let hex = '0x';
	for (let at = bytes.length - 1; at >= 0; at--) hex += (bytes[at] ?? 0).toString(16).padStart(2, '0');
	return narrow(BigInt.asIntN(bytes.length * 8, BigInt(hex)));
}

/** A decimal integer as protocol 0 writes it ("12", "-3L"). Undefined where it is none, null where it is too long. */
export function longFromText(text: string): number | bigint | null | undefined {
	const digits = text.endsWith('L') ? text.slice(0, -1) : text;
	if (!/^[+-]?\d+$/.test(digits)) return undefined;
	if (digits.length > maxIntegerBytes) return null;
	const value = Number(digits);
	return Number.isSafeInteger(value) ? value : narrow(BigInt(digits.replace('+', '')));
}

/** Python's text of a float: "1.5", "inf", "-nan". Undefined where it is none. */
export function floatFromText(text: string): number | undefined {
	const word = text.trim().toLowerCase().replace(/^\+/, '');
	if (/^-?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
	if (/^-?nan$/.test(word)) return NaN;
	return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}

function narrow(value: bigint): number | bigint {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}

/** A complex number: "1+2j". */
export function complexText(real: unknown, imaginary: unknown): string {
	return `${String(real)}${Number(imaginary) < 0 ? '' : '+'}${String(imaginary)}j`;
}
