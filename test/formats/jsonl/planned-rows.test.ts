import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-lines.ts';

test('takes the planned number in a line of settings for no step', () => {
	const rows = [0, 1, 2].map(epoch => `{"epoch": ${epoch}, "loss": 0.5}`);
	const told = (...settings: string[]) => read(...settings, ...rows);
	const run = told('{"lr": 0.1, "epochs": 30, "seed": 1, "batch_size": 64, "event": "start"}');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.learnt.config, {lr: 0.1, epochs: 30, seed: 1, batch_size: 64});
	assert.deepEqual(told('{"episodes": 100, "lr": 0.1, "n": 5}').learnt.config, {episodes: 100, lr: 0.1, n: 5});
	// Results of the whole run stand at its end.
	const results = read(...rows, '{"episodes": 100, "final_reward": 0.9}');
	assert.deepEqual(results.points('final_reward'), [[2, 0.9]]);
	assert.deepEqual([...results.metrics.keys()], ['loss', 'final_reward']);
	// Where the plural counts it is the step.
	const steps = (...lines: string[]) =>
		read(...lines)
			.points('lr')
			.map(([step]) => step);
	assert.deepEqual(steps(...[1, 2, 3].map(epoch => `{"epochs": ${epoch}, "lr": 0.1}`)), [1, 2, 3]);
	const both = [0, 1, 2].flatMap(epoch => [`{"epoch": ${epoch}, "loss": 1}`, `{"episodes": ${50 * epoch}, "reward": 1}`]);
	assert.deepEqual(
		read(...both)
			.points('reward')
			.map(([step]) => step),
		[0, 50, 100],
	);
});
