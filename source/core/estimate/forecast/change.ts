import type {Grid} from '../seen/grid.ts';

/** How the pace of bins 1..j has changed from one level to another. */
export interface Change {
	/** The bin after which it changed most; 0 where it did not. */
	most: number;
	/** The bin of the latest change; 0 likewise. */
	latest: number;
	/** How far the largest change stands out of what chance makes of it, as an F ratio. */
	clarity: number;
	/** Changes that were found, each later than the one before. */
	count: number;
	/** Logarithm of the pace after the latest change over that before it, back to the change before. */
	by: number;
}

/** F ratios below this are chance: it is the largest of some thirty splits. */
export const leastClarity = 12;
/** Beyond this there is no doubt left. */
export const clear = 40;

/** Splits the logs of the pace in two where that explains most, then what came after once more, while the gain is beyond chance. */
export function findChange(grid: Grid, j: number): Change {
	const change = {most: 0, latest: 0, clarity: 0, count: 0, by: 0};
	while (j - change.latest >= 4) {
		const {at, clarity} = bestSplit(grid, change.latest, j);
		if (change.count === 0) change.clarity = clarity;
		if (clarity < leastClarity) break;
		if (change.count === 0) change.most = at;
		change.by = meanLog(grid, at, j) - meanLog(grid, change.latest, at);
		change.latest = at;
		change.count++;
	}
	return change;
}

const meanLog = ({log}: Grid, from: number, to: number): number => (log[to]! - log[from]!) / (to - from);

/** Bins (from, j] in two: the split with the largest gain, and that gain over what is left. */
function bestSplit({log, log2}: Grid, from: number, j: number): {at: number; clarity: number} {
	const n = j - from;
	const all = log[j]! - log[from]!;
	let best = 0;
	let at = from;
	for (let bins = 1; bins < n; bins++) {
		// (mean before − mean after)² × bins × (n − bins) / n
		const gap = (log[from + bins]! - log[from]!) * n - all * bins;
		const gain = (gap * gap) / (bins * (n - bins) * n);
		if (gain > best) {
			best = gain;
			at = from + bins;
		}
	}
	const squares = log2[j]! - log2[from]! - (all * all) / n;
	return {at, clarity: best / Math.max(1e-9, (squares - best) / Math.max(1, n - 2))};
}
