import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bandGroups} from '../../../source/core/rank/band-groups.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {fakeRow} from '../../ui/fake-rows.ts';

const labelsOf = (configs: RunRow['config'][]) =>
	bandGroups(configs.map((config, key) => fakeRow({key, name: `run-${key}`, config}))).map(
		({label, runs}) => `${label}: ${runs.map(({key}) => key).join(' ')}`,
	);

test('runs that differ in their seed alone are one group, named by what tells it from the others; a lone run keeps its name', () => {
	assert.deepEqual(
		labelsOf([
			{lr: 0.1, seed: 1, model: 'vit'},
			{lr: 0.3, seed: 1, model: 'vit'},
			{lr: 0.1, seed: 2, model: 'vit'},
			{lr: 0.9, seed: 1, model: 'cnn'},
			{lr: 0.3, seed: 2, model: 'vit'},
		]),
		['lr 0.1, 2 runs: 0 2', 'lr 0.3, 2 runs: 1 4', 'run-3: 3'],
	);
});

test('where none repeats another all are one, and so are seeds of one setting; a run without settings repeats nobody', () => {
	assert.deepEqual(labelsOf([{lr: 0.1}, {lr: 0.2}, {lr: 0.3}]), ['3 runs: 0 1 2']);
	assert.deepEqual(
		labelsOf([
			{lr: 0.1, seed: 1},
			{lr: 0.1, seed: 2},
		]),
		['2 runs: 0 1'],
	);
	assert.deepEqual(labelsOf([{lr: 0.1, seed: 1}, {}, {lr: 0.1, seed: 2}, {}]), ['2 runs: 0 2', 'run-1: 1', 'run-3: 3']);
	assert.deepEqual(labelsOf([{}, {}]), ['2 runs: 0 1']);
	assert.deepEqual(labelsOf([]), []);
	assert.deepEqual(labelsOf([{lr: 0.1}]), ['run-0: 0']);
});

test('a value is the same however it was written, and a list or a setting that is missing is a value', () => {
	const groups = (...configs: RunRow['config'][]) => labelsOf(configs).map(label => label.replace(/.*: /, ''));
	const same = {seed: 1, n: 7};
	assert.deepEqual(groups({...same, lr: 0.1}, {...same, lr: '0.10'}, {...same, lr: '1e-1'}, {...same, lr: 0.2}), ['0 1 2', '3']);
	assert.deepEqual(groups({...same, opt: 'sgd'}, {...same, opt: 'adam'}, {...same, opt: 'sgd'}), ['0 2', '1']);
	assert.deepEqual(groups({...same, width: [1, 2]}, {...same, width: [1, 3]}, {...same, width: [1, 2]}), ['0 2', '1']);
	assert.deepEqual(groups({...same, decay: 1}, same, {...same, decay: 1}, same), ['0 2', '1 3']);
});

test('a run that breaks a constraint is in no group, and no mean is made of it', () => {
	const rows = [0, 1, 2, 3].map((key): RunRow => {
		const row = fakeRow({key, name: `run-${key}`, config: {lr: key}});
		return key === 1 ? {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'} : row;
	});
	const groups = bandGroups(rows).map(({label, runs}) => `${label}: ${runs.map(({key}) => key).join(' ')}`);
	assert.deepEqual(groups, ['3 runs: 0 2 3', 'run-1: 1']);
	assert.deepEqual(
		bandGroups(rows.slice(0, 2)).map(({label}) => label),
		['run-0', 'run-1'],
	);
	const seeds = rows.map(row => ({...row, config: {lr: row.key % 2, seed: row.key}}));
	assert.deepEqual(
		bandGroups(seeds).map(({runs}) => runs.map(({key}) => key)),
		[[0, 2], [1], [3]],
	);
});
