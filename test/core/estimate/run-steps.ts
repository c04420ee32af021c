import assert from 'node:assert/strict';
import {createEstimator} from '../../../source/core/estimate/estimator.ts';
import type {Remaining} from '../../../source/core/estimate/remaining.ts';

/** Runs steps 1..until, each `cost(step)` seconds after the one before, and asks at the end. */
export function run(until: number, total: number, cost: (step: number) => number, first = 0) {
	const estimator = createEstimator();
	let now = 1000;
	estimator.observe(now, first);
	let answer: Remaining | null = estimator.estimate(now, total);
	for (let step = first + 1; step <= until; step++) {
		now += cost(step);
		estimator.observe(now, step);
		answer = estimator.estimate(now, total);
	}
	assert.ok(answer);
	return {estimator, now, answer};
}

/** Fails where a number is further from the expected one than that share of it. */
export function assertNear(actual: number, expected: number, share: number) {
	assert.ok(Math.abs(actual - expected) <= share * expected, `${actual} is not within ${share * 100} % of ${expected}`);
}
