import {expertCount, foresee, look, type View} from './experts.ts';
import {type Grid, maxBins} from './grid.ts';

export interface Blend {
	/** Mean pace of what is to come, in seconds a step. */
	pace: number;
	/** Mean error of the experts on this very run, weighted as they are, as a deviation of the logarithm. */
	error: number;
	/** Deviation of the experts from each other, likewise. */
	spread: number;
	weights: Float64Array;
	/** Logarithm of each expert's forecast in seconds a step; its error on this run. */
	logs: Float64Array;
	errors: Float64Array;
}

const prior = [0.2, 0.1, 0, 0, -0.4, 0, 0.2, -0.2, 0.1, 0];
const temperature = 0.06;
const views: View[] = [];
const guess = new Float64Array(expertCount);
const errors = new Float64Array(expertCount);

/**
 * Forecasts the pace of the next `stepsAhead` steps. Each expert is asked what it would have said after every earlier bin, for one bin
 * ahead, for as far again, and for all that came until now; what it got wrong then decides how much it counts now.
 */
export function blend(grid: Grid, stepsAhead: number): Blend {
	const {bins} = grid;
	const ahead = Math.max(1e-6, stepsAhead / grid.width);
	for (let j = 1; j <= bins; j++) views[j] = look(grid, j);
	errors.fill(0);
	let weight = 0;
	for (let j = Math.max(1, bins >> 3); j < bins; j++) {
		let before = 0;
		for (const end of [j + 1, 2 * j, bins]) {
			if (end > bins || end <= before) continue;
			before = end;
			const horizon = end - j;
			const actual = Math.log(Math.max(1e-12, (grid.time[end]! - grid.time[j]!) / horizon));
			const share = horizon * 0.5 ** (((bins - end) * 4) / maxBins / 1);
			weight += share;
			foresee(views[j]!, horizon, guess);
			for (let expert = 0; expert < expertCount; expert++)
				errors[expert]! += share * Math.abs(Math.log(Math.max(1e-12, guess[expert]!)) - actual);
		}
	}
	foresee(views[bins]!, ahead, guess);
	const result: Blend = {
		pace: 0,
		error: 0,
		spread: 0,
		weights: new Float64Array(expertCount),
		logs: new Float64Array(expertCount),
		errors: new Float64Array(expertCount),
	};
	let least = Number.POSITIVE_INFINITY;
	for (let expert = 0; expert < expertCount; expert++) {
		result.errors[expert] = weight > 0 ? errors[expert]! / weight : 0;
		result.logs[expert] = Math.log(Math.max(1e-12, guess[expert]! / grid.width));
		least = Math.min(least, result.errors[expert]!);
	}
	let sum = 0;
	for (let expert = 0; expert < expertCount; expert++) {
		result.weights[expert] = Math.exp(prior[expert]! - (result.errors[expert]! - least) / temperature);
		sum += result.weights[expert]!;
	}
	let log = 0;
	for (let expert = 0; expert < expertCount; expert++) {
		result.weights[expert]! /= sum;
		log += result.weights[expert]! * result.logs[expert]!;
		result.error += result.weights[expert]! * result.errors[expert]!;
	}
	for (let expert = 0; expert < expertCount; expert++)
		result.spread += result.weights[expert]! * (result.logs[expert]! - log) ** 2;
	result.spread = Math.sqrt(result.spread);
	result.pace = Math.exp(log);
	return result;
}
