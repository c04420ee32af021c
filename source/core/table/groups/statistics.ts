/** What a group of runs says about one number. NaN and infinities are left out of everything but `nonfinite`. */
export interface Spread {
	/** Runs with a finite value. */
	runs: number;
	/** Runs whose value is NaN or infinite: they count for nobody's mean, and must not be hidden. */
	nonfinite: number;
	mean: number;
	/** Sample standard deviation (divided by n - 1); NaN for fewer than two values. */
	deviation: number;
	median: number;
	low: number;
	high: number;
	/** Runs that have it and break a constraint, so that they count for nothing here; left out for none. */
	infeasible?: number;
}

/** Mean, deviation (Welford's method, which keeps its digits), median and range. NaN where there is no finite value. */
export function describeSpread(values: Iterable<number>): Spread {
	const finite: number[] = [];
	let nonfinite = 0;
	let mean = 0;
	let squares = 0;
	for (const value of values) {
		if (!Number.isFinite(value)) {
			nonfinite++;
			continue;
		}
		finite.push(value);
		const delta = value - mean;
		mean += delta / finite.length;
		squares += delta * (value - mean);
	}
	const runs = finite.length;
	const sorted = Float64Array.from(finite).sort();
	const middle = runs >> 1;
	const median = runs % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
	return {
		runs,
		nonfinite,
		mean: runs > 0 ? mean : Number.NaN,
		deviation: runs > 1 ? Math.sqrt(squares / (runs - 1)) : Number.NaN,
		median: runs > 0 ? median : Number.NaN,
		low: sorted[0] ?? Number.NaN,
		high: sorted[runs - 1] ?? Number.NaN,
	};
}
