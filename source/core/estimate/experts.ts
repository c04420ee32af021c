import {type Grid, timeAt} from './grid.ts';

/**
 * Simple forecasters of the pace to come. Each knows only bins 1..j of the grid and says the mean seconds a bin over the next `ahead`
 * bins. None is right for every run; `blend.ts` finds out which is right for this one.
 */
export const expertNames = [
	'all',
	'half',
	'quarter',
	'eighth',
	'last',
	'regime',
	'linear',
	'linearHalf',
	'growth',
	'return',
] as const;
export const expertCount = expertNames.length;

/** What the experts know at one moment; computed once and asked for many horizons. */
export interface View {
	j: number;
	all: number;
	half: number;
	quarter: number;
	eighth: number;
	last: number;
	regime: number;
	/** Level at the end of bin j and slope a bin, shrunk by how sure the slope is. */
	line: [number, number];
	lineHalf: [number, number];
	/** The same of the logarithm. */
	growth: [number, number];
}

const meanSince = (grid: Grid, j: number, share: number) => {
	const from = j - Math.max(Math.min(1, j), j * share);
	return (grid.time[j]! - timeAt(grid, from)) / (j - from);
};

export function look(grid: Grid, j: number): View {
	return {
		j,
		all: grid.time[j]! / j,
		half: meanSince(grid, j, 1 / 2),
		quarter: meanSince(grid, j, 1 / 4),
		eighth: meanSince(grid, j, 1 / 8),
		last: grid.time[j]! - grid.time[j - 1]!,
		regime: regimeLevel(grid, j),
		line: fitLine(grid.pace, grid.pace1, grid.pace2, 0, j),
		lineHalf: fitLine(grid.pace, grid.pace1, grid.pace2, j >> 1, j),
		growth: fitLine(grid.log, grid.log1, grid.log2, 0, j),
	};
}

/** Least squares over bins (from, j]: [value at the end of bin j, slope], the slope shrunk by t²/(t² + 6). */
function fitLine(sum: Float64Array, sum1: Float64Array, sum2: Float64Array, from: number, j: number): [number, number] {
	const n = j - from;
	const total = sum[j]! - sum[from]!;
	const mean = total / n;
	if (n < 3) return [mean, 0];
	const centre = from + (n + 1) / 2;
	const spreadX = (n * (n * n - 1)) / 12;
	const covariance = sum1[j]! - sum1[from]! - centre * total;
	const slope = covariance / spreadX;
	const variance =
		Math.max(0, sum2[j]! - sum2[from]! - n * mean * mean - slope * covariance) / Math.max(1, n - 2) + 1e-9 * mean * mean;
	const sure = (slope * slope * spreadX) / variance;
	const shrunk = (slope * sure) / (sure + 6);
	return [mean + shrunk * (j - centre), shrunk];
}

/** Mean since the change of pace that explains most: the best split of the logs in two, taken when its gain is beyond chance. */
function regimeLevel(grid: Grid, j: number): number {
	if (j < 4) return grid.time[j]! / j;
	const all = grid.log[j]!;
	const squares = grid.log2[j]! - (all * all) / j;
	let best = 0;
	let split = 0;
	for (let at = 1; at < j; at++) {
		const left = grid.log[at]!;
		const gap = left / at - (all - left) / (j - at);
		const gain = (gap * gap * at * (j - at)) / j;
		if (gain > best) {
			best = gain;
			split = at;
		}
	}
	const rest = Math.max(1e-9, (squares - best) / Math.max(1, j - 2));
	if (best < 12 * rest) return grid.time[j]! / j;
	return (grid.time[j]! - grid.time[split]!) / (j - split);
}

/** Writes each expert's mean pace over the next `ahead` bins into `out`. */
export function foresee(view: View, ahead: number, out: Float64Array, at = 0): void {
	const level = view.quarter;
	const keep = (value: number) => Math.max(0.35 * level, Math.min(3 * level, value));
	out[at] = view.all;
	out[at + 1] = view.half;
	out[at + 2] = view.quarter;
	out[at + 3] = view.eighth;
	out[at + 4] = view.last;
	out[at + 5] = view.regime;
	out[at + 6] = keep(view.line[0] + (view.line[1] * ahead) / 2);
	out[at + 7] = keep(view.lineHalf[0] + (view.lineHalf[1] * ahead) / 2);
	const [end, slope] = view.growth;
	const rise = Math.max(-3, Math.min(3, slope * ahead));
	out[at + 8] = keep(Math.exp(end) * (Math.abs(rise) < 1e-6 ? 1 : Math.expm1(rise) / rise));
	const length = 0.25 * view.j;
	const weight = (length / ahead) * (1 - Math.exp(-ahead / length));
	out[at + 9] = view.all + (view.eighth - view.all) * weight;
}
