import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createEstimator} from '../../../source/core/estimate/estimator.ts';
import type {Remaining} from '../../../source/core/estimate/remaining.ts';
import {explainEstimate} from '../../../source/core/estimate/said/explain.ts';
import {seeded} from '../../bench/estimate/random.ts';
import {assertNear, run} from './run-steps.ts';

describe('remaining time', () => {
	it('is unknown before the first progress and known after it', () => {
		const estimator = createEstimator();
		assert.equal(estimator.estimate(5, 100), null);
		estimator.observe(5, 0);
		assert.equal(estimator.estimate(6, 100), null);
		estimator.observe(7, 1);
		assertNear(estimator.estimate(7, 100)!.seconds, 198, 0.01);
	});

	it('leaves the start-up out', () => {
		const {answer} = run(50, 500, step => (step === 1 ? 300 : step < 5 ? 10 : 1));
		assertNear(answer.seconds, 450, 0.03);
	});

	it('does not count the steps that a resumed run had done before', () => {
		assertNear(run(9100, 10_000, () => 2, 9000).answer.seconds, 1800, 0.02);
	});

	it('foresees pauses that come every so many steps, and those that fall together', () => {
		const cost = (step: number) => 1 + (step % 50 === 0 ? 30 : 0) + (step % 200 === 0 ? 60 : 0);
		let truth = 0;
		for (let step = 451; step <= 1000; step++) truth += cost(step);
		assertNear(run(450, 1000, cost).answer.seconds, truth, 0.03);
	});

	it('learns the rhythm of pauses after a slow start that hid the first ones', () => {
		const {estimator, answer} = run(145, 400, step => (step < 40 ? 4 : 1) + (step % 20 === 0 ? 10 : 0));
		assert.deepEqual(
			estimator.model()!.chains.map(({chain, left}) => [chain.period, left]),
			[[20, 13]],
		);
		assertNear(answer.seconds, 255 + 130, 0.05);
	});

	it('learns the rhythm of evaluations that begin long after the run did', () => {
		const {answer} = run(520, 1000, step => 1 + (step > 300 && step % 50 === 0 ? 40 : 0));
		assertNear(answer.seconds, 480 + 10 * 40, 0.05);
	});

	it('follows a pace that changed for good', () => {
		assertNear(run(500, 1000, step => (step < 300 ? 1 : 2)).answer.seconds, 1000, 0.05);
	});

	it('takes a run that became faster for one that stays so', () => {
		assertNear(run(275, 1000, step => (step < 250 ? 4 : 1)).answer.seconds, 725, 0.1);
		assertNear(run(400, 1000, step => (step < 250 ? 4 : 1)).answer.seconds, 600, 0.05);
	});

	it('carries a trend on', () => {
		let truth = 0;
		for (let step = 401; step <= 1000; step++) truth += 1 + step / 250;
		assertNear(run(400, 1000, step => 1 + step / 250).answer.seconds, truth, 0.08);
	});

	it('is not led astray by a step that goes back', () => {
		const {estimator, now} = run(400, 1000, () => 1);
		estimator.observe(now + 200, 300);
		for (let step = 301; step <= 500; step++) estimator.observe(now + 200 + step - 300, step);
		assertNear(estimator.estimate(now + 400, 1000)!.seconds, 500, 0.03);
	});

	it('takes its siblings for what this run cannot know yet', () => {
		const curve: [number, number][] = [
			[0, 0],
			[100, 100],
			[200, 500],
		];
		const estimator = createEstimator({siblings: [{total: 200, duration: 500, curve}]});
		estimator.observe(0, 0);
		assertNear(estimator.estimate(0, 200)!.seconds, 500, 0.001);
		for (let step = 1; step <= 50; step++) estimator.observe(2 * step, step);
		assertNear(estimator.estimate(100, 200)!.seconds, 900, 0.15);
	});
});

describe('between rows', () => {
	it('counts down to the next row, then holds, and never grows beyond the silence itself', () => {
		const {estimator, now, answer} = run(100, 200, () => 10);
		const at = (silence: number) => estimator.estimate(now + silence, 200)!;
		assertNear(at(8).seconds, answer.seconds - 8, 0.001);
		assert.equal(at(200).seconds, at(4000).seconds);
		assert.equal(at(8).overdueSeconds, null);
		assert.ok(at(200).overdueSeconds! > 150);
		assert.equal(at(12).stuck, false);
		assert.equal(at(500).stuck, true);
	});

	it('promises no end by siblings alone while the second row is long overdue', () => {
		const curve = Array.from({length: 21}, (_, at): [number, number] => [at * 10, at * 10]);
		const estimator = createEstimator({siblings: [{total: 200, duration: 205, curve}]});
		estimator.observe(0, 10);
		const at = (silence: number) => estimator.estimate(silence, 200)!;
		assert.deepEqual(
			[12, 60].map(silence => at(silence).stuck),
			[false, true],
		);
		assert.equal(at(12).overdueSeconds, null);
		assert.equal(at(60).seconds, at(600).seconds, 'it holds');
	});

	it('says that all steps are done while the run goes on after the last one', () => {
		const {estimator, now} = run(100, 100, () => 10);
		const states = [1, 500].map(silence => estimator.estimate(now + silence, 100)!.ending);
		assert.deepEqual(states, [false, true]);
	});

	it('does not move by more than the silence when the late row comes', () => {
		const {estimator, now} = run(300, 1000, () => 1);
		const held = estimator.estimate(now + 120, 1000)!.seconds;
		estimator.observe(now + 120, 301);
		assertNear(estimator.estimate(now + 120, 1000)!.seconds, held, 0.15);
	});
});

function assertSane(answer: Remaining, what: string) {
	const {low, seconds, high} = answer;
	assert.ok(
		low >= 0 && low <= seconds && seconds <= high && high < Number.POSITIVE_INFINITY,
		`${what}: ${JSON.stringify(answer)}`,
	);
}

describe('any input', () => {
	it('gives finite, ordered, non-negative answers for nonsense', () => {
		const estimator = createEstimator();
		for (const [seconds, step] of [
			[0, 0],
			[0, 1],
			[0, 2],
			[Number.NaN, 3],
			[5, Number.POSITIVE_INFINITY],
			[1, 5],
			[-7, 9],
			[2, 4],
			[2, 3],
			[1e9, 10],
			[1e9, 11],
		] as const) {
			estimator.observe(seconds, step);
			for (const total of [1, 5, 1e6, 0, -3, Number.NaN]) {
				const answer = estimator.estimate(seconds || 3, total);
				if (answer) assertSane(answer, `total ${total}`);
			}
		}
	});

	it('stays finite whatever the order of rows, moments and totals', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const random = seeded(seed);
			const estimator = createEstimator();
			const total = random.log(1, 1e7);
			let now = random.between(0, 1e9);
			let step = random.integer(0, 5);
			for (let turn = 0; turn < 120; turn++) {
				now += random.chance(0.3) ? 0 : random.log(1e-4, 1e4) * (random.chance(0.02) ? -1 : 1);
				step += random.chance(0.05) ? -random.integer(0, 40) : random.chance(0.2) ? 0 : random.log(1e-3, 1e3);
				estimator.observe(now, step);
				const answer = estimator.estimate(now, total);
				if (answer) assertSane(answer, `seed ${seed}`);
			}
		}
	});

	it('keeps a million rows in bounded memory and still sees the pauses among them', () => {
		const estimator = createEstimator();
		const total = 2_000_000;
		for (let step = 0; step <= total / 2; step++) estimator.observe(step * 0.1 + Math.floor(step / 100_000) * 2000, step);
		assertNear(estimator.estimate(total * 0.05 + 20_000, total)!.seconds, total * 0.05 + 20_000, 0.05);
		assert.ok(estimator.model()!.rowCount <= 1024);
	});
});

describe('the explanation', () => {
	it('says the sum, the pauses, and the interval with its ends as clock times', () => {
		const {estimator, answer} = run(450, 1000, step => 1.3 + (step % 100 === 0 ? 41 : 0));
		const lines = explainEstimate(estimator.model()!, answer, {nowMs: Date.UTC(2026, 10, 21, 12, 0), zone: 0, unit: 'step'});
		assert.equal(lines[0], '550 steps × 1.3 s + 6 pauses × 41 s');
		assert.ok(
			lines.some(line => line === 'a pause of 41 s every 100 steps, 4 seen, 6 to come'),
			lines.join('\n'),
		);
		assert.ok(
			lines.some(line => /^8 times in 10 between \d+ min.* and \d+ min.*: done 12:\d\d to 12:\d\d$/.test(line)),
			lines.join('\n'),
		);
	});

	it('says what the newest rows say where that is not yet what is told', () => {
		const {estimator, answer} = run(450, 1000, () => 1);
		const linesOf = (seconds: number) => explainEstimate(estimator.model()!, {...answer, seconds}, {nowMs: 0, zone: 0});
		assert.ok(!linesOf(answer.seconds).some(line => line.includes('newest rows alone')));
		assert.ok(
			linesOf(200).includes('by the newest rows alone 9 min 10 are left; told is 3 min 20, which follows that slowly'),
			linesOf(200).join('\n'),
		);
	});

	it('says short pauses as exactly as the pace, so that the sum adds up', () => {
		const {estimator, answer} = run(450, 1000, step => 0.15 + (step % 50 === 0 ? 1.4 : 0));
		const lines = explainEstimate(estimator.model()!, answer, {nowMs: 0, zone: 0});
		assert.equal(lines[0], '550 steps × 150 ms + 11 pauses × 1.4 s');
	});

	it('speaks of a change of pace only where there was one', () => {
		const paceAt = (step: number, cost: (step: number) => number) => {
			const {estimator, answer} = run(step, 1000, cost);
			return explainEstimate(estimator.model()!, answer, {nowMs: 0, zone: 0})[1]!;
		};
		for (let step = 50; step < 1000; step += 75)
			assert.doesNotMatch(
				paceAt(step, at => 1 + 0.1 * Math.sin(at * at)),
				/changed/,
			);
		assert.match(
			paceAt(300, at => (at < 250 ? 4 : 1)),
			/^pace from what came since its pace changed, /,
		);
	});
});
