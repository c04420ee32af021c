import {type Grid, timeAt} from '../seen/grid.ts';
import {type Change, clear, findChange} from './change.ts';

/**
 * Simple forecasters of the pace to come. Each knows only bins 1..j of the grid and says the mean seconds a bin over the next `ahead`
 * bins. None is right for every run; `blend.ts` finds out which is right for this one.
 */
export const expertNames = ['all', 'half', 'quarter', 'last', 'line', 'late line', 'growth', 'new trend', 'new level'] as const;
export const expertCount = expertNames.length;

/** What each of them goes by, for a person. */
export const expertWords = [
	'the whole run',
	'its later half',
	'its last quarter',
	'its latest rows',
	'a straight trend',
	'the trend of its later half',
	'a steady growth',
	'the trend since its pace changed',
	'what came since its pace changed',
] as const;

/** Value at the end, slope a bin, and how sure the slope is, 0..1. */
export type Line = [end: number, slope: number, sure: number];

/** What the experts know at one moment; computed once and asked for many horizons. */
export interface View {
	j: number;
	/** Logarithms of mean paces: of all bins, the later half, the last quarter, the last bin. */
	all: number;
	half: number;
	quarter: number;
	last: number;
	/** Level at the end of bin j and slope a bin, shrunk by how sure the slope is. */
	line: Line;
	lineHalf: Line;
	lineRegime: Line;
	/** The same of the logarithm. */
	growth: Line;
	/** Logarithm of the mean pace since the latest change. */
	level: number;
	change: Change;
}

const meanSince = (grid: Grid, j: number, share: number) => {
	const from = j - Math.max(Math.min(1, j), j * share);
	return (grid.time[j]! - timeAt(grid, from)) / (j - from);
};

export function look(grid: Grid, j: number): View {
	const change = findChange(grid, j);
	const {most, latest} = change;
	const since = (bin: number) => (grid.time[j]! - grid.time[bin]!) / (j - bin);
	return {
		j,
		all: logOf(since(0)),
		half: logOf(change.clarity > clear && most > j / 2 ? since(most) : meanSince(grid, j, 1 / 2)),
		quarter: logOf(meanSince(grid, j, 1 / 4)),
		last: logOf(since(j - 1)),
		line: fitLine(grid.pace, grid.pace1, grid.pace2, 0, j),
		lineHalf: fitLine(grid.pace, grid.pace1, grid.pace2, j >> 1, j),
		lineRegime: fitLine(grid.pace, grid.pace1, grid.pace2, most, j),
		growth: fitLine(grid.log, grid.log1, grid.log2, 0, j, 1e-9),
		level: logOf(since(latest)),
		change,
	};
}

const mostMemory = 0.6;
/** A slope whose t² is below this is as good as none. */
const noTrend = 0.1;

/** Least squares over bins (from, j]: [value at the end of bin j, slope], the slope shrunk by t²/(t² + 6). */
function fitLine(sum: Float64Array, sum1: Float64Array, sum2: Float64Array, from: number, j: number, floor = 0): Line {
	const n = j - from;
	const total = sum[j]! - sum[from]!;
	const mean = total / n;
	if (n < 3) return [mean, 0, 0];
	const centre = from + (n + 1) / 2;
	const spreadX = (n * (n * n - 1)) / 12;
	const covariance = sum1[j]! - sum1[from]! - centre * total;
	const slope = covariance / spreadX;
	const variance =
		Math.max(0, sum2[j]! - sum2[from]! - n * mean * mean - slope * covariance) / Math.max(1, n - 2) +
		(floor || 1e-9 * mean * mean);
	const chance = (slope * slope * spreadX) / variance;
	if (chance < noTrend) return [mean, 0, 0];
	// Residuals that follow each other (drift, changes of regime) are worth fewer bins than they are.
	let [before, squares, products] = [0, 0, 0];
	for (let bin = from + 1; bin <= j; bin++) {
		const rest = sum[bin]! - sum[bin - 1]! - mean - slope * (bin - centre);
		squares += rest * rest;
		products += rest * before;
		before = rest;
	}
	const memory = Math.max(0, Math.min(mostMemory, squares > 0 ? products / squares : 0));
	const sure = (chance * (1 - memory)) / (1 + memory);
	const shrunk = (slope * sure) / (sure + 6);
	return [mean + shrunk * (j - centre), shrunk, sure / (sure + 6)];
}

const [lowest, highest] = [Math.log(0.35), Math.log(3)];

/** Writes the logarithm of each expert's mean pace over the next `ahead` bins into `out`; trends stay between 0.35 and 3 of the present. */
export function foresee(view: View, ahead: number, out: Float64Array): void {
	const level = view.quarter;
	const keep = (log: number) => Math.max(level + lowest, Math.min(level + highest, log));
	out[0] = view.all;
	out[1] = view.half;
	out[2] = view.quarter;
	out[3] = view.last;
	out[4] = keep(logOf(view.line[0] + (view.line[1] * ahead) / 2));
	out[5] = keep(logOf(view.lineHalf[0] + (view.lineHalf[1] * ahead) / 2));
	const [end, slope] = view.growth;
	out[6] = keep(end + logMeanGrowth(Math.max(-3, Math.min(3, slope * ahead))));
	out[7] = keep(logOf(view.lineRegime[0] + view.lineRegime[1] * (ahead / 2 / (1 + ahead / (2 * (view.j - view.change.most))))));
	out[8] = view.level;
}

/** Logarithm of the mean of e^(rise × t) over t in 0..1, ln((e^rise − 1) / rise), by its series: within 0.0001 where |rise| ≤ 3. */
function logMeanGrowth(rise: number): number {
	const square = rise * rise;
	return rise / 2 + square * (1 / 24 - square * (1 / 2880 - square * (1 / 181_440 - square / 9_676_800)));
}

const logOf = (pace: number): number => Math.log(Math.max(1e-12, pace));
