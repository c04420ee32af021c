/** Distributions over time as ridge lines: `makeRidges` brings them onto the same bins. */

export interface Distribution {
	step: number;
	edges: Float64Array;
	counts: Float64Array;
}

export interface Ridges {
	/** Range of values that all of them lie in. */
	low: number;
	high: number;
	/** Oldest first. */
	steps: number[];
	/** Share of each distribution in each of `width` bins, one after the other. */
	shares: Float64Array;
	width: number;
}

/** Null where nothing was counted. */
export function makeRidges(distributions: readonly Distribution[], width: number): Ridges | null {
	const filled = distributions.filter(({counts}) => counts.some(count => count > 0));
	if (filled.length === 0 || width < 1) return null;
	const ends = filled.map(supportOf);
	const low = Math.min(...ends.map(([least]) => least));
	const high = Math.max(...ends.map(([, most]) => most));
	if (!Number.isFinite(high - low)) return null;
	const shares = new Float64Array(filled.length * width);
	filled.forEach((distribution, row) => {
		spread(distribution, low, high, shares.subarray(row * width, (row + 1) * width));
	});
	return {low, high, steps: filled.map(({step}) => step), shares, width};
}

/** From the first to the last bucket that holds something. */
function supportOf({edges, counts}: Distribution): [number, number] {
	const first = counts.findIndex(count => count > 0);
	const last = counts.findLastIndex(count => count > 0);
	return [edges[first]!, edges[last + 1]!];
}

/** Deals out each bucket over the bins that it covers. */
function spread({edges, counts}: Distribution, low: number, high: number, into: Float64Array): void {
	const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0);
	const binOf = (value: number) =>
		high > low ? Math.min(into.length, Math.max(0, ((value - low) / (high - low)) * into.length)) : into.length / 2;
	counts.forEach((count, i) => {
		if (!(count > 0)) return;
		const from = binOf(edges[i]!);
		const to = binOf(edges[i + 1]!);
		const share = count / total;
		const first = Math.min(into.length - 1, Math.floor(from));
		if (to - from < 1e-9) {
			into[first]! += share;
			return;
		}
		for (let bin = first; bin < into.length && bin < to; bin++)
			into[bin]! += (share * (Math.min(to, bin + 1) - Math.max(from, bin))) / (to - from);
	});
}
