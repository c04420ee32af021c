import assert from 'node:assert/strict';
import test from 'node:test';
import type {Instance, Pickled} from '../write-pickle.ts';
import {experiment} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

/** A pipeline as xman 0.0.0 pickled it whole, with its function and its parameters. */
const whole = (more: Record<string, Pickled>): Instance => ({
	of: 'xman.pipeline.Pipeline',
	with: {
		run_func: null,
		params: new Map([['lr', 0.1]]),
		result: null,
		started: true,
		finished: false,
		error: null,
		...more,
	},
});

const read = (data: Uint8Array) => readProject(makeProject({'group1/exp1': data})).runs.get('group1/exp1')!;

test('an error that was kept as an exception makes an experiment failed, and is written as Python does', () => {
	const failed = (error: Instance) => read(experiment('old', {pipeline: whole({error})})).learnt;
	const two = failed({of: 'builtins.ValueError', args: ['wrong', 'twice']});
	assert.deepEqual([two.outcome?.status, two.error, two.recorded], ['failed', "ValueError: ('wrong', 'twice')", 'ERROR']);
	assert.equal(failed({of: 'builtins.ValueError', args: ['wrong']}).error, 'ValueError: wrong');
	assert.equal(failed({of: 'builtins.KeyError', args: [42]}).error, 'KeyError: 42');
	assert.equal(failed({of: 'torch.OutOfMemory', args: []}).error, 'torch.OutOfMemory');
});

test('results and parameters that .data itself holds are read', () => {
	const result = new Map<string, Pickled>([
		['loss', [1, 0.5]],
		['acc', 0.9],
	]);
	const run = read(experiment('old', {pipeline: whole({finished: true, result}), manual_result: new Map([['acc', 0.5]])}));
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.5],
	]);
	assert.deepEqual(run.learnt.summary, {acc: 0.9, manual_result: {acc: 0.5}});
	assert.deepEqual(run.learnt.config, {lr: 0.1});
	assert.equal(read(experiment('old', {pipeline: whole({}), manual_result: null})).learnt.summary.manual_result, undefined);
});

test('TODO is the old word for TO_DO', () => {
	const {outcome, recorded} = read(experiment('old', {manual_status: 'TODO', manual_status_resolution: 'later'})).learnt;
	assert.deepEqual([outcome?.status, recorded], ['queued', 'TO_DO *']);
});
