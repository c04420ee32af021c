import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mlAgents} from '../../../source/formats/ml-agents/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const began = 1_760_000_000;
const results = '/game/results/second';
const behavior = `${results}/Runner`;
const settings = `default_settings: null
behaviors:
  Runner:
    trainer_type: sac
    hyperparameters:
      batch_size: 96
    max_steps: 40000
env_settings:
  seed: 7
checkpoint_settings:
  run_id: second
`;

const statusOf = (steps: number, madeS: number) =>
	JSON.stringify({Runner: {final_checkpoint: {steps, creation_time: madeS}}, metadata: {stats_format_version: '0.3.0'}});

function made(): MemoryFiles {
	return new MemoryFiles()
		.write(`${behavior}/events.out.tfevents.${began}.node1.4711.0`, '')
		.write(`${results}/configuration.yaml`, settings)
		.write(`${results}/run_logs/timers.json`, '{}');
}

test('a behavior has its settings and the steps that it is to make', () => {
	const {run} = follow(mlAgents, made(), behavior);
	const {config, total, outcome} = run.learnt;
	assert.deepEqual(config, {
		trainer_type: 'sac',
		hyperparameters: {batch_size: 96},
		max_steps: 40_000,
		env_settings: {seed: 7},
	});
	assert.deepEqual(total, {total: 40_000, unit: 'step', from: 'configuration.yaml max_steps'});
	assert.equal(outcome, null);
});

test('the checkpoint that the program leaves when it ends tells how far it came', () => {
	const files = made().write(`${results}/run_logs/training_status.json`, statusOf(12_034, began + 300));
	const {run, read} = follow(mlAgents, files, behavior);
	assert.deepEqual([run.learnt.outcome?.status, run.learnt.reached], ['stopped', {steps: 12_034, epochs: null}]);
	files.write(`${results}/run_logs/training_status.json`, statusOf(40_063, began + 900));
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
	// --resume begins another event file.
	files.write(`${behavior}/events.out.tfevents.${began + 2000}.node1.4800.0`, '');
	read();
	assert.equal(run.learnt.outcome, null, 'a start after it has not ended by it');
});

test('event files elsewhere are none of its', () => {
	const files = new MemoryFiles().write(`${behavior}/events.out.tfevents.${began}.node1.4711.0`, '');
	assert.deepEqual(mlAgents.detect({path: behavior, entries: files.list(behavior)}, files), []);
});
