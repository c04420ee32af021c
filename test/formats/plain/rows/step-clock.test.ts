import assert from 'node:assert/strict';
import {test} from 'node:test';
import {StepClock} from '../../../../source/formats/plain/rows/step-clock.ts';

/** Counts the steps of each epoch from 1 on, as many trainings do one behind the other. */
function counted(clock: StepClock, epochs: number, steps: readonly number[]): number[] {
	return Array.from({length: epochs}, (_, e) => steps.map(step => clock.count(step, e + 1))).flat();
}

test('a training that begins behind another one counts the steps of its own epochs', () => {
	const clock = new StepClock();
	assert.equal(counted(clock, 4, [0, 100, 200, 300, 400]).at(-1), 1900);
	assert.deepEqual(counted(clock, 4, [0, 100]), [0, 100, 200, 300, 400, 500, 600, 700]);
});

test('a row of the epoch before is put where that stands, and the next one behind it', () => {
	const clock = new StepClock();
	counted(clock, 2, [0, 100, 200]);
	assert.deepEqual([clock.count(200, 1), clock.count(0, 2), clock.count(0, 3)], [200, 300, 400]);
});

test('a run of very many epochs may begin anew', () => {
	const clock = new StepClock();
	for (let epoch = 0; epoch < 200_000; epoch++) clock.count(0, epoch, 1);
	assert.equal(clock.count(0, 0, 1), 0);
});

test('an epoch begins where the last row of the one before has told that it ended, but not for a count that goes on', () => {
	const clock = new StepClock();
	const at = (epoch: number, ...steps: number[]) => steps.map(step => clock.count(step, epoch));
	assert.deepEqual(at(1, 100, 200, 264), [100, 200, 264]);
	assert.deepEqual(at(2, 100, 200, 264), [364, 464, 528]);
	const other = new StepClock();
	const counted = [100, 200, 300, 310].map(step => other.count(step, 1));
	assert.deepEqual([...counted, other.count(305, 2)], [100, 200, 300, 310, 410]);
});

test('steps that begin anew behind the first line that names an epoch are of the next one', () => {
	const clock = new StepClock();
	const unnamed = [0, 10, 20].map(step => clock.count(step, Number.NaN));
	// "Epoch 1 avg-loss 0.5" stands behind its steps.
	clock.takeEpochLine();
	const [second, third] = [1, 2].map(named => [0, 10, 20].map(step => clock.count(step, named)));
	assert.deepEqual(
		[unnamed, second, third],
		[
			[0, 10, 20],
			[30, 40, 50],
			[60, 70, 80],
		],
	);
	// What is said before training is of no epoch where rows name their own.
	const before = new StepClock();
	assert.deepEqual([before.count(0, Number.NaN), before.count(10, Number.NaN), before.count(0, 1)], [0, 10, 0]);
	const named = new StepClock();
	assert.deepEqual([named.count(10, Number.NaN), named.count(20, Number.NaN), named.count(30, 1)], [10, 20, 30]);
});
