import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sacred} from '../../../source/formats/sacred/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const record = JSON.stringify({
	command: 'main',
	experiment: {base_dir: '/proj', mainfile: 'ex.py', name: 'exp'},
	status: 'RUNNING',
});
const numpy = (value: number) => ({dtype: 'float64', 'py/object': 'numpy.float64', value});
const infoOf = (steps: readonly number[]) =>
	JSON.stringify({
		loss: steps.map(step => numpy(1 / step)),
		loss_T: steps,
		return_mean: steps.map(step => step / 8),
		return_mean_T: steps,
		model: 'qmix',
		sizes: [64, 32],
	});
const begun = () =>
	new MemoryFiles()
		.write('/runs/7/run.json', record)
		.write('/runs/7/config.json', '{"lr": 0.5}')
		.write('/runs/7/metrics.json', '{}');

test('Sacred: lists of values with lists of their steps beside them in info.json are curves, and the rest is told as it is', () => {
	const files = begun().write('/runs/7/info.json', infoOf([16, 32]));
	const {run, read} = follow(sacred, files, '/runs/7');
	assert.deepEqual(run.points('loss'), [
		[16, 1 / 16],
		[32, 1 / 32],
	]);
	assert.deepEqual(run.points('return_mean'), [
		[16, 2],
		[32, 4],
	]);
	assert.deepEqual(run.learnt.extra?.info, {model: 'qmix', sizes: [64, 32]});
	files.write('/runs/7/info.json', infoOf([16, 32, 64]));
	read();
	assert.deepEqual(run.points('loss').at(-1), [64, 1 / 64]);
	assert.equal(run.points('loss').length, 3);
});

test('Sacred: what metrics.json has of a name counts', () => {
	const metrics = {loss: {steps: [1], values: [0.25], timestamps: ['2026-11-27T03:24:39']}};
	const files = begun()
		.write('/runs/7/info.json', infoOf([16]))
		.write('/runs/7/metrics.json', JSON.stringify(metrics));
	const {run} = follow(sacred, files, '/runs/7');
	assert.deepEqual(run.points('loss'), [[1, 0.25]]);
	assert.deepEqual(run.points('return_mean'), [[16, 2]]);
});
