import {expertCount, foresee, look, type View} from './experts.ts';
import type {Grid} from './grid.ts';

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

export const tuning = {
	e0: 0.005,
	kappa: 1,
	half: 6,
	ratios: [0.12, 0.25, 0.5, 1, 2, 4],
	prior: [0.88, -0.42, -0.25, -0.26, -1.05, 0.5, 0.32, 0.28],
	byAhead: [1.78, 0.13, -0.14, -0.08, -0.67, -1.16, 0.09, 0.05],
	power: 31,
	powerAhead: -0.11,
};
const views: View[] = [];
const guess = new Float64Array(expertCount);
const errors = new Float64Array(expertCount);
export const biases = new Float64Array(expertCount);

/**
 * Forecasts the pace of the next `stepsAhead` steps. Each expert is asked what it would have said after every earlier bin, for one bin
 * ahead, for as far again, and for all that came until now; what it got wrong then decides how much it counts now.
 */
export function blend(grid: Grid, stepsAhead: number): Blend {
	const {bins} = grid;
	const ahead = Math.max(1e-6, stepsAhead / grid.width);
	for (let j = 1; j <= bins; j++) views[j] = look(grid, j);
	errors.fill(0);
	biases.fill(0);
	let weight = 0;
	const ratioNow = Math.log(Math.max(0.1, Math.min(5, ahead / bins)));
	for (let j = Math.max(1, bins >> 3); j < bins; j++) {
		let before = 0;
		for (const ratio of tuning.ratios) {
			const end = Math.min(bins, Math.max(j + 1, Math.round(j * (1 + ratio))));
			if (end <= before) continue;
			before = end;
			const horizon = end - j;
			const actual = Math.log(Math.max(1e-12, (grid.time[end]! - grid.time[j]!) / horizon));
			const share =
				Math.exp(-Math.abs(Math.log(horizon / j) - ratioNow) / tuning.kappa) *
				0.5 ** (((bins - end) * (32 / bins)) / tuning.half);
			weight += share;
			foresee(views[j]!, horizon, guess);
			for (let expert = 0; expert < expertCount; expert++) {
				const off = Math.log(Math.max(1e-12, guess[expert]!)) - actual;
				errors[expert]! += share * Math.abs(off);
				biases[expert]! += share * off;
			}
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
		biases[expert] = Math.abs(biases[expert]!) / (errors[expert]! + 1e-9);
		least = Math.min(least, result.errors[expert]!);
	}
	const power = tuning.power * Math.exp(tuning.powerAhead * ratioNow);
	let sum = 0;
	for (let expert = 0; expert < expertCount; expert++) {
		result.weights[expert] = Math.exp(
			tuning.prior[expert]! +
				tuning.byAhead[expert]! * ratioNow -
				power * Math.log((result.errors[expert]! + tuning.e0) / (least + tuning.e0)),
		);
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
