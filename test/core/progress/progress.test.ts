import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findProgress, settleProgress} from '../../../source/core/progress/progress.ts';
import {emptyFacts, type Json, type RunFacts} from '../../../source/core/run.ts';

const at = (lastStep: number | null, unit: string, facts: Partial<RunFacts>, config: Record<string, Json> = {}) => {
	const counters = {lastStep, firstStep: 1, epoch: null, firstEpoch: null, unit};
	const progress = findProgress({...emptyFacts(), ...facts}, config, counters);
	return [progress?.step, progress?.total, progress?.fraction, progress?.totalFrom];
};

test('a total that the run has passed is none', () => {
	const total = {total: 20, unit: 'epoch', from: 'args.yaml epochs'};
	assert.deepEqual(at(10, 'epoch', {total}), [10, 20, 0.5, 'args.yaml epochs']);
	assert.deepEqual(at(35, 'epoch', {total}, {epochs: 20}), [35, null, null, null]);
	assert.deepEqual(at(35, 'epoch', {}, {epochs: 20}), [35, null, null, null]);
	assert.deepEqual(at(35, 'epoch', {}, {epochs: 40}), [35, 40, 35 / 40, 'config epochs']);
	assert.deepEqual(at(900, 'step', {total: {total: 500, unit: 'step', from: 'state'}}), [900, null, null, null]);
	assert.deepEqual(
		at(501, 'step', {total: {total: 500, unit: 'step', from: 'state'}}),
		[501, 500, 1, 'state'],
		'one more at the end',
	);
});

test('what ends by something else than its steps has no total from its config', () => {
	assert.deepEqual(at(10, 'epoch', {isOpenEnded: true}, {epochs: 20, max_steps: 99}), [10, null, null, null]);
	assert.deepEqual(at(10, 'step', {isOpenEnded: true}, {max_steps: 99}), [10, null, null, null]);
});

test('the steps between two updates of an agent are not the planned ones', () => {
	const agent = {num_steps: 128, total_timesteps: 1000, gae_lambda: 0.95};
	assert.deepEqual(at(100, 'step', {}, agent), [100, 1000, 0.1, 'config total_timesteps']);
	assert.deepEqual(at(5, 'step', {}, {n_steps: 512, ent_coef: 0.01}), [5, null, null, null]);
	const updates = {num_iterations: 20, total_timesteps: 1000};
	assert.deepEqual(at(500, 'step', {}, updates), [500, 1000, 0.5, 'config total_timesteps']);
	assert.deepEqual(at(5, 'step', {}, updates), [5, 1000, 0.005, 'config total_timesteps'], 'no updates are logged');
	assert.deepEqual(at(5000, 'step', {}, updates), [5000, null, null, null]);
	const passed = {max_steps: 20, max_iters: 1000};
	assert.deepEqual(at(500, 'step', {}, passed), [500, 1000, 0.5, 'config max_iters'], 'what is passed was not planned of these');
	assert.deepEqual(at(5, 'step', {}, {n_steps: 20}), [5, 20, 0.25, 'config n_steps']);
});

test('a run without points is where something else proves that it is', () => {
	assert.deepEqual(at(null, 'step', {reached: {steps: 7, epochs: null}}), [7, null, null, null]);
	assert.deepEqual(at(null, 'step', {reached: {steps: 7, epochs: null}}, {max_steps: 10}), [7, 10, 0.7, 'config max_steps']);
	assert.deepEqual(at(null, 'step', {reached: {steps: null, epochs: 7}}), [undefined, undefined, undefined, undefined]);
});

test('a result that was logged once, without a step, says nothing of the steps that a config plans', () => {
	const ofZero = (facts: Partial<RunFacts>, config: Record<string, Json>, lastStep: number | null = 0) => {
		const counters = {lastStep, firstStep: lastStep, epoch: null, firstEpoch: null, unit: null};
		const progress = findProgress({...emptyFacts(), ...facts}, config, counters);
		return progress && [progress.step, progress.total, progress.fraction];
	};
	const ended: Partial<RunFacts> = {outcome: {status: 'finished', why: 'recorded as FINISHED'}};
	assert.deepEqual(ofZero(ended, {max_iter: '50'}), [0, null, null], 'an upper bound, and nothing that counts up to it');
	assert.equal(ofZero(ended, {max_iter: '50'}, null), null, 'nor where there is no point at all');
	assert.deepEqual(ofZero(ended, {max_iter: '50'}, 1), [1, 50, 0.02]);
	assert.deepEqual(ofZero(ended, {max_steps: 1}), [0, 1, 1], 'one step from 0 is all of one');
	assert.deepEqual(ofZero({}, {max_iter: 50}), [0, 50, 0], 'the first step of a run that goes on');
	assert.deepEqual(ofZero({isZeroUncounted: true}, {max_iter: 50}), [0, null, null], 'unless its tracker writes 0 for none');
	assert.equal(ofZero({isZeroUncounted: true}, {max_iter: 50}, null), null);
	assert.deepEqual(ofZero({isZeroUncounted: true}, {max_iter: 50}, 20), [20, 50, 0.4]);
	assert.deepEqual(ofZero({...ended, reached: {steps: 7, epochs: null}}, {max_steps: 10}), [7, 10, 0.7]);
});

test('a run that finished before a hundredth of what its config plans counts something else', () => {
	const at = (step: number, totalFrom = 'config max_iter', unit = 'step') =>
		[true, false].map(isFinished => {
			const progress = settleProgress({step, total: 2000, fraction: step / 2000, unit, totalFrom}, isFinished);
			return [progress.step, progress.total, progress.fraction];
		});
	assert.deepEqual(at(9), [
		[9, null, null],
		[9, 2000, 0.0045],
	]);
	assert.deepEqual(at(20)[0], [20, 2000, 0.01], 'what stopped early is told');
	assert.deepEqual(at(9, 'args.yaml epochs')[0], [9, 2000, 0.0045], 'as is what the tracker itself counts up to');
	assert.deepEqual(at(9, 'config epochs', 'epoch')[0], [9, 2000, 0.0045], 'and epochs, which are what they say');
});
