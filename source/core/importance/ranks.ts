/** Ranks from 1; equal values share the mean of theirs. Values must be finite. */
export function rank(values: ArrayLike<number>): Float64Array {
	const order = Int32Array.from(values, (_, at) => at).sort((a, b) => values[a]! - values[b]!);
	const ranks = new Float64Array(values.length);
	for (let from = 0; from < order.length; ) {
		let to = from + 1;
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
		for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
		from = to;
	}
	return ranks;
}

/** Pearson's correlation; 0 where one side does not vary. Of ranks it is Spearman's ρ. */
export function correlate(x: ArrayLike<number>, y: ArrayLike<number>): number {
	const count = x.length;
	let meanX = 0;
	let meanY = 0;
	for (let i = 0; i < count; i++) {
		meanX += x[i]! / count;
		meanY += y[i]! / count;
	}
	let both = 0;
	let squaresX = 0;
	let squaresY = 0;
	for (let i = 0; i < count; i++) {
		const dx = x[i]! - meanX;
		const dy = y[i]! - meanY;
		both += dx * dy;
		squaresX += dx * dx;
		squaresY += dy * dy;
	}
	const product = Math.sqrt(squaresX * squaresY);
	return product > 0 ? Math.max(-1, Math.min(1, both / product)) : 0;
}

export interface RankCorrelation {
	/** Spearman's ρ, -1 … 1. */
	rho: number;
	/** 90 % interval. */
	low: number;
	high: number;
}

const ninetyPercent = 1.6449;

/**
 * Spearman's ρ with a 90 % interval: Fisher's z with the standard error of Bonett & Wright, "Sample size requirements for estimating
 * Pearson, Kendall and Spearman correlations", Psychometrika 65 (2000). Fewer than four pairs say nothing: null.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): RankCorrelation | null {
	const count = x.length;
	if (count < 4) return null;
	const rho = correlate(rank(x), rank(y));
	const z = Math.atanh(Math.max(-0.9999, Math.min(0.9999, rho)));
	const half = ninetyPercent * Math.sqrt((1 + rho ** 2 / 2) / (count - 3));
	return {rho, low: Math.tanh(z - half), high: Math.tanh(z + half)};
}
