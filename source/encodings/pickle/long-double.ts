/** Exponents of numbers that a double has too. */
const [leastExponent, mostExponent] = [0x3fff - 1074, 0x3fff + 1023];
const special = 0x7fff;

const mayBeExponent = (exponent: number): boolean =>
	(exponent >= leastExponent && exponent <= mostExponent) || exponent === special;

/** Bytes of a number of x87 without those that pad it. */
const ownBytes = 10;

/**
 * The nearest double of a long double as x86 has it: 64 bits of which the first is the one before the point, then exponent and sign, then bytes of
 * nothing that pad it to 12 or 16. Undefined where the bytes may as well be the 16 of a quadruple, which other machines have under the same name.
 */
export function longDouble(view: DataView, at: number, length: number): number | undefined {
	if (view.byteLength < at + length) return undefined;
	const mantissa = view.getBigUint64(at, true);
	const exponent = view.getUint16(at + 8, true) & special;
	const sign = view.getUint8(at + 9) & 0x80 ? -1 : 1;
	const isNumber = exponent === 0 ? mantissa >> 63n === 0n : mantissa >> 63n === 1n;
	if (!isNumber || !isPadded(view, at, length)) return undefined;
	if (exponent === special) return BigInt.asUintN(63, mantissa) === 0n ? sign * Infinity : Number.NaN;
	if (exponent > mostExponent) return sign * Infinity;
	return sign * Number(mantissa) * 2 ** -63 * 2 ** (exponent - 0x3fff);
}

/** True where what pads a number is nothing but that: zero, or what the memory happened to hold. Of a quadruple it ends in the exponent. */
function isPadded(view: DataView, at: number, length: number): boolean {
	if (length < 16) return true;
	let isZero = true;
	for (let i = ownBytes; i < length; i++) if (view.getUint8(at + i) !== 0) isZero = false;
	return isZero || !mayBeExponent(view.getUint16(at + 14, true) & special);
}
