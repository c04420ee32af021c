import type {Pauses} from './pauses.ts';
import type {Rows} from './rows.ts';

/** The run so far without its pauses, cut into `bins` pieces of equal work. */
export interface Grid {
	bins: number;
	/** Steps in a bin. */
	width: number;
	/** Seconds until the end of bin j, at index j; index 0 is 0. */
	time: Float64Array;
	/** Sums over bins 1..j of pace, j × pace, log pace, j × log pace, and of their squares. */
	pace: Float64Array;
	pace1: Float64Array;
	log: Float64Array;
	log1: Float64Array;
	pace2: Float64Array;
	log2: Float64Array;
}

export const maxBins = 32;

export function createGrid(): Grid {
	const sums = () => new Float64Array(maxBins + 1);
	return {bins: 0, width: 0, time: sums(), pace: sums(), pace1: sums(), log: sums(), log1: sums(), pace2: sums(), log2: sums()};
}

/** Fills the grid in place; rows are split where a bin ends inside them. */
export function fillGrid(grid: Grid, rows: Rows, pauses: Pauses): void {
	const {count, seconds, steps, base} = rows;
	let work = 0;
	for (let row = pauses.startRows; row < count; row++) work += steps[row]!;
	grid.bins = Math.min(maxBins, count - pauses.startRows);
	grid.width = work / grid.bins;
	let bin = 1;
	let done = 0;
	let time = 0;
	let next = 0;
	for (let row = pauses.startRows; row < count; row++) {
		let cost = seconds[row]!;
		if (pauses.rows[next] === row) {
			cost = base[row]! * steps[row]!;
			next++;
		}
		const after = done + steps[row]!;
		while (bin < grid.bins && bin * grid.width <= after) {
			grid.time[bin] = time + (cost * (bin * grid.width - done)) / steps[row]!;
			bin++;
		}
		done = after;
		time += cost;
	}
	grid.time[grid.bins] = time;
	const floor = (time / grid.bins) * 1e-6 + 1e-12;
	for (let j = 1; j <= grid.bins; j++) {
		const pace = Math.max(floor, grid.time[j]! - grid.time[j - 1]!);
		const log = Math.log(pace);
		grid.pace[j] = grid.pace[j - 1]! + pace;
		grid.pace1[j] = grid.pace1[j - 1]! + j * pace;
		grid.pace2[j] = grid.pace2[j - 1]! + pace * pace;
		grid.log[j] = grid.log[j - 1]! + log;
		grid.log1[j] = grid.log1[j - 1]! + j * log;
		grid.log2[j] = grid.log2[j - 1]! + log * log;
	}
}

/** Seconds until a point between bins, by straight line. */
export function timeAt(grid: Grid, j: number): number {
	const below = Math.floor(j);
	const here = grid.time[below]!;
	return below >= grid.bins ? here : here + (grid.time[below + 1]! - here) * (j - below);
}
