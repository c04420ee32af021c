import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Tree} from '../tree.ts';
import {study, tracked, trackedTree} from './optuna-tree.ts';

const drawn = 0.01277451934;
const trial = {x: drawn};

test('what an objective had W&B keep under any name is one row with its trial, by a parameter of many digits', context => {
	const own = {name: 'olive-sun-7', settings: {x: drawn, batch: 32}};
	assert.deepEqual(
		trackedTree(context, [trial, {x: 0.02}], [own])
			.rows()
			.sort(),
		['study.journal optuna', 'study.journal optuna+wandb'],
	);
	assert.equal(
		trackedTree(context, [trial], [{...own, settings: {model: {x: drawn}}}]).rows().length,
		1,
		'as a part of its settings',
	);
	const apart = [
		{...own, settings: {x: 0.01277461934}},
		{...own, settings: {best_x: drawn}},
		{...own, fromS: 60, toS: 70},
	];
	for (const other of apart) assert.equal(trackedTree(context, [trial], [other]).rows().length, 2, JSON.stringify(other));
	assert.equal(trackedTree(context, [{x: 0.25}], [{...own, settings: {x: 0.25}}]).rows().length, 2, 'many have that');
	assert.equal(trackedTree(context, [trial, trial], [own]).rows().length, 3, 'of either');
});

test('trainings of one trial, as of folds, stay apart, also when the second one begins', context => {
	const settings = {x: drawn};
	const folds = [
		{id: 'fold0', name: 'fold', settings},
		{id: 'fold1', name: 'fold', settings, fromS: 3},
	];
	assert.equal(trackedTree(context, [trial], folds).rows().length, 3);
	const tree = trackedTree(context, [trial], folds.slice(0, 1));
	const rows = tree.follow();
	assert.equal(rows().length, 1);
	tracked(tree, folds[1]!);
	assert.equal(rows().length, 3);
	assert.equal(rows().length, 3, 'and at each further look');
});

test('what Lightning kept of a trial, a table and settings in a directory, is one row with that', context => {
	const rows = (x: number) =>
		new Tree(context)
			.write('study.journal', study(trial))
			.writeAll(
				'logs/version_0',
				{'hparams.yaml': `x: ${x}\nbatch: 32\n`, 'metrics.csv': 'epoch,step,loss\n0,9,0.5\n1,19,0.25\n'},
				3,
			)
			.rows();
	assert.deepEqual(rows(drawn), ['study.journal optuna+lightning-csv']);
	assert.equal(rows(0.02).length, 2);
});
