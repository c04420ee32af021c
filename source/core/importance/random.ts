/** Numbers that look random and are the same every time, so that the same runs give the same answer. */
export interface Random {
	/** 0 ≤ x < 1. */
	next(): number;
	/** A whole number from 0 up to, not including, `count`. */
	below(count: number): number;
	/** Puts an array in a random order, in place (Fisher–Yates). */
	shuffle<Numbers extends Int32Array | Float64Array>(values: Numbers): Numbers;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), with its twelve rounds of mixing after seeding. */
export function makeRandom(seed: number): Random {
	let a = 0x9e3779b9;
	let b = 0x243f6a88;
	let c = seed | 0;
	let counter = 1;
	const step = (): number => {
		const sum = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	};
	for (let round = 0; round < 12; round++) step();
	const below = (count: number): number => Math.floor((step() / 4294967296) * count);
	return {
		next: () => step() / 4294967296,
		below,
		shuffle(values) {
			for (let i = values.length - 1; i > 0; i--) {
				const j = below(i + 1);
				[values[i], values[j]] = [values[j]!, values[i]!];
			}
			return values;
		},
	};
}
