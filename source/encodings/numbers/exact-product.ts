const splitter = 2 ** 27 + 1;

/** What a × b loses when it is rounded to `product` (Dekker 1971, with Veltkamp's splitting): exact, JS has no fused multiply-add. */
export function lostInProduct(a: number, b: number, product: number): number {
	const aShifted = a * splitter;
	const aHigh = aShifted - (aShifted - a);
	const aLow = a - aHigh;
	const bShifted = b * splitter;
	const bHigh = bShifted - (bShifted - b);
	const bLow = b - bHigh;
	return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
