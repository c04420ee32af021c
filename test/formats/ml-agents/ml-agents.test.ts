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

test('of a behavior that nobody set up the usual settings hold; without a planned end a checkpoint tells that it was stopped', () => {
	const files = made()
		.write(`${results}/configuration.yaml`, 'default_settings:\n  trainer_type: ppo\nbehaviors: {}\n')
		.write(`${results}/run_logs/training_status.json`, statusOf(500, began + 300));
	const {config, total, outcome} = follow(mlAgents, files, behavior).run.learnt;
	assert.deepEqual([config, total, outcome?.status], [{trainer_type: 'ppo'}, null, 'stopped']);
	assert.match(outcome?.why ?? '', /final checkpoint, of step 500$/);
	const none = made().write(`${results}/run_logs/training_status.json`, '{"Runner": {"final_checkpoint": {"steps": 500}}}');
	const told = follow(mlAgents, none, behavior).run.learnt;
	assert.deepEqual([told.reached?.steps, told.outcome], [500, null], 'a checkpoint that nobody knows the time of');
	const empty = made().write(`${results}/run_logs/training_status.json`, '{}');
	assert.deepEqual([follow(mlAgents, empty, behavior).run.learnt.reached], [null]);
	const bare = new MemoryFiles().write(`${results}/configuration.yaml`, settings).write(`${results}/run_logs/timers.json`, '{}');
	assert.deepEqual(mlAgents.detect({path: behavior, entries: []}, bare), [], 'without event files');
	const others = made().remove(`${results}/run_logs/timers.json`);
	assert.deepEqual(mlAgents.detect({path: behavior, entries: others.list(behavior)}, others), [], 'without its logs');
});

test('settings that are empty or cut are told', () => {
	for (const [text, fault] of [
		['', 'is empty'],
		[settings.slice(0, 80), 'ends too early, at byte 80; what could be read before counts'],
	]) {
		const {run, read} = follow(mlAgents, made().write(`${results}/configuration.yaml`, text!), behavior);
		read();
		assert.deepEqual(
			run.problems.map(({message}) => message),
			[`configuration.yaml ${fault}`],
		);
	}
});
