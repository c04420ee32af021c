const bits = new DataView(new ArrayBuffer(4));

/** The number that 16 bits hold as IEEE 754 binary16. */
export function readHalf(half: number): number {
	const sign = half & 0x8000 ? -1 : 1;
	const exponent = (half >>> 10) & 31;
	const fraction = half & 1023;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The number that 16 bits hold as bfloat16, the upper half of a binary32. */
export function readBfloat16(half: number): number {
	bits.setUint32(0, half << 16);
	return bits.getFloat32(0);
}
