import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonFormat} from '../../../source/formats/json/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Names of the runs in a directory with these files. */
function runsIn(directory: string, contents: Readonly<Record<string, unknown>>): string[] {
	const files = new MemoryFiles();
	for (const [name, value] of Object.entries(contents)) files.write(`${directory}/${name}`, JSON.stringify(value));
	return [...readDirectory(jsonFormat, directory, files).keys()].map(path => path.slice(directory.length));
}

const course = {episode: [1, 2, 3], rewards: [5, 9, 12], policy_loss: [0.3, 0.2, 0.1], lr: [1, 1, 1]};

test('a file that is called after its run alone is one where results lie and a loss is in it', () => {
	const seeds = {'sgd_seed1.json': course, 'sgd_seed2.json': {...course, entropy: [1, 0.5, 0.25]}};
	assert.deepEqual(runsIn('/p/results/sgd', seeds), ['/sgd_seed1.json', '/sgd_seed2.json']);
	assert.deepEqual(runsIn('/p/configs', seeds), []);
	const others = {
		'agent.json': {accuracy: [0.5, 0.7, 0.8], precision: [0.5, 0.6, 0.7]},
		'trees.json': {learner: {trees: [{loss_changes: [0.5, 0.25, 0.125], parents: [1, 0, 0]}]}},
		'trainer_state.json': {
			log_history: [
				{step: 1, loss: 2},
				{step: 2, loss: 1},
			],
		},
	};
	assert.deepEqual(runsIn('/p/results', others), []);
});

test('of many files whose names say nothing none is looked at', () => {
	const many = Object.fromEntries(Array.from({length: 40}, (_, i) => [`${i}.json`, course]));
	assert.deepEqual(runsIn('/p/results', many), []);
	assert.deepEqual(runsIn('/p/results', {...many, 'history.json': course}), ['']);
});
