import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createEstimator} from '../../../source/core/estimate/estimator.ts';
import {explainEstimate} from '../../../source/core/estimate/said/explain.ts';
import {assertNear, run} from './run-steps.ts';

test('counts no stop between two attempts as a pause to come, told that a later one begins or not', () => {
	for (const isTold of [true, false]) {
		for (const [back, offSeconds] of [
			[300, 5 * 3600],
			[400, 5 * 3600],
			[400, 3 * 86_400],
		] as const) {
			const estimator = createEstimator();
			// What the earlier attempt did beyond the step where the later one begins is not there any more.
			for (let step = 0; step < back; step++) estimator.observe(step, step);
			const resumed = back + offSeconds;
			if (isTold) estimator.resume(resumed, back);
			else estimator.observe(resumed, back);
			for (let step = back + 1; step <= 560; step++) estimator.observe(resumed + step - back, step);
			const answer = estimator.estimate(resumed + 560 - back, 1000)!;
			assertNear(answer.seconds, 440, 0.02);
			assert.ok(answer.high < 600, `${answer.high}`);
			const lines = explainEstimate(estimator.model()!, answer, {nowMs: 0, zone: 0});
			assert.equal(lines[0], '440 steps × 1 s');
			assert.ok(
				lines.some(line => line.startsWith('left out: a stop of ')),
				lines.join('\n'),
			);
		}
	}
});

test('counts no stop of hours between attempts, however often the run was resumed', () => {
	const estimator = createEstimator();
	let now = 0;
	for (const [from, to] of [
		[0, 300],
		[250, 400],
		[300, 550],
	] as const) {
		for (let step = from; step < to; step++) estimator.observe(now++, step);
		now += 4 * 3600;
	}
	now -= 4 * 3600;
	assertNear(estimator.estimate(now, 1000)!.seconds, 450, 0.03);
});

test('goes on counting evaluations beside a stop, one of which it may hide', () => {
	const evaluation = (step: number) => (step % 100 === 0 ? 60 : 0);
	for (const stop of [300, 350, 400]) {
		const cost = (step: number) => 1 + evaluation(step) + (step === stop ? 8 * 3600 : 0);
		const {estimator, answer} = run(450, 1000, cost);
		assertNear(answer.seconds, 550 + 6 * 60, 0.03);
		assert.equal(estimator.model()!.breaks.rows.length, 1);
	}
});

test('counts a first evaluation, and pauses that come again, whatever their length', () => {
	const first = run(150, 1000, step => 1 + (step === 100 ? 300 : 0)).estimator.model()!;
	assert.equal(first.breaks.rows.length, 0);
	assert.ok(first.looseSeconds > 0);
	const twice = run(250, 1000, step => 1 + (step % 100 === 0 ? 3600 : 0));
	assert.equal(twice.estimator.model()!.breaks.rows.length, 0);
	const odd = run(450, 1000, step => 1 + (step === 100 || step === 400 ? 3600 : 0));
	assert.equal(odd.estimator.model()!.breaks.rows.length, 2);
	const often = run(450, 1000, step => 1 + (step % 100 === 0 ? 3600 : 0));
	assert.equal(often.estimator.model()!.breaks.rows.length, 0);
	assertNear(often.answer.seconds, 550 + 6 * 3600, 0.05);
});
