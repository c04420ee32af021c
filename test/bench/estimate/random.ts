/** Seeded random numbers, so that a trace is the same on every machine. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	between(low: number, high: number): number;
	/** Uniform in the logarithm. */
	log(low: number, high: number): number;
	integer(low: number, high: number): number;
	normal(): number;
	chance(probability: number): boolean;
	exponential(mean: number): number;
}

export function seeded(seed: number): Random {
	let state = (seed * 2654435761) >>> 0;
	const next = () => {
		// mulberry32
		state = (state + 0x6d2b79f5) >>> 0;
		let word = Math.imul(state ^ (state >>> 15), state | 1);
		word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
		return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
	};
	for (let index = 0; index < 8; index++) next();
	return {
		next,
		between: (low, high) => low + (high - low) * next(),
		log: (low, high) => Math.exp(Math.log(low) + Math.log(high / low) * next()),
		integer: (low, high) => Math.floor(low + (high - low + 1) * next()),
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
		chance: probability => next() < probability,
		exponential: mean => -mean * Math.log(1 - next()),
	};
}
