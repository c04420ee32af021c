import assert from 'node:assert/strict';
import test from 'node:test';
import {alignNames, joinBareNames} from '../../../source/core/diff/align-names.ts';
import {isBookkeeping} from '../../../source/core/diff/bookkeeping.ts';
import {identityOf, textNumbersOf} from '../../../source/core/diff/same-value.ts';
import {diffSettings, sameTitle} from '../../../source/core/diff/settings.ts';
import type {Json, JsonObject} from '../../../source/core/run.ts';

function identities(left: Json, right: Json): [string, string] {
	const numbers = textNumbersOf([left, right]);
	return [identityOf(left, numbers), identityOf(right, numbers)];
}

const differing = (...configs: JsonObject[]) => diffSettings(configs).differing.map(({key}) => key);

test('values mean the same whichever tracker wrote them down', () => {
	for (const [left, right] of [
		['0.10', 0.1],
		['1e-3', '0.001'],
		['1e-05', '0.00001'],
		['1', '1.0'],
		['007', 7],
		['["0.10"]', [0.1]],
		['True', true],
		['None', null],
		['[1, 2]', [1, 2]],
		["{'a': None, 'b': (1, 2)}".replace('(1, 2)', '[1, 2]'), {b: [1, 2], a: null}],
		['(0.9, 0.95)', [0.9, 0.95]],
		[Number.NaN, 'nan'],
	] as const)
		assert.equal(...identities(left as never, right as never), `${JSON.stringify(left)} and ${JSON.stringify(right)}`);
});

test('values that differ are told apart', () => {
	for (const [left, right] of [
		['adam', 'Adam'],
		['2.10', '2.1'],
		['0e12', '0e34'],
		['007', '7'],
		['1e5', '100000'],
		[1, true],
		['12345678901234567890', '12345678901234567891'],
		[
			[1, 2],
			[2, 1],
		],
		[null, 0],
		['', null],
		[{a: 1}, {a: 1, b: null}],
	] as const)
		assert.notEqual(...identities(left as never, right as never), `${JSON.stringify(left)} and ${JSON.stringify(right)}`);
});

test('exactly the keys that differ are listed, flat, with the value of each run', () => {
	const diff = diffSettings([
		{lr: 1e-3, optim: {name: 'adam', betas: [0.9, 0.99]}, seed: 1},
		{lr: '0.001', optim: {name: 'sgd', betas: [0.9, 0.99]}, seed: 2},
	]);
	assert.deepEqual(diff.differing, [
		{key: 'optim.name', values: ['adam', 'sgd']},
		{key: 'seed', values: [1, 2]},
	]);
	assert.deepEqual(
		diff.same.map(({key}) => key),
		['lr', 'optim.betas'],
	);
});

test('a key that one run lacks differs, unless that run says nothing of its settings at all', () => {
	assert.deepEqual(differing({lr: 1, wd: 0}, {lr: 1}), ['wd']);
	assert.deepEqual(differing({lr: 1, wd: 0}, {}), []);
	const keysOf = (...configs: JsonObject[]) => diffSettings(configs, true).differing.map(({key}) => key);
	assert.deepEqual(keysOf({lr: 1, wd: 0}, {}), ['lr', 'wd'], 'where a single one has any, all of them differ');
	assert.deepEqual(keysOf({}, {lr: 1}, {}), ['lr']);
	assert.deepEqual([keysOf({lr: 1}, {lr: 1}, {}), keysOf({lr: 1}), keysOf({}, {})], [[], [], []]);
	assert.deepEqual(diffSettings([{a: 1}, {b: 1}]).differing, [
		{key: 'a', values: [1, undefined]},
		{key: 'b', values: [undefined, 1]},
	]);
});

test("the trackers' own keys are kept apart, and what Hydra calls _target_ is no such thing", () => {
	const diff = diffSettings([
		{_wandb: {cli_version: '0.15'}, hydra: {job: {num: 1}}, _target_: 'a.B'},
		{_wandb: {cli_version: '0.18'}, hydra: {job: {num: 2}}, _target_: 'a.C'},
	]);
	assert.deepEqual(
		diff.bookkeeping.map(({key}) => key),
		['_wandb.cli_version', 'hydra.job.num'],
	);
	assert.deepEqual(
		diff.differing.map(({key}) => key),
		['_target_'],
	);
	assert.ok(['_runtime', '__doc__', '_wandb', 'mlflow.source.name'].every(isBookkeeping));
	assert.ok(!['lr', 'hydra', 'model._target_', '_preset_', 'wandb'].some(isBookkeeping));
});

test('what is only spelled differently is one thing, unless a run has both', () => {
	assert.deepEqual(alignNames([['train/loss'], ['train_loss'], ['Train.Loss']]), [
		{name: 'train/loss', nameIn: ['train/loss', 'train_loss', 'Train.Loss']},
	]);
	assert.deepEqual(alignNames([['a/b', 'a_b'], ['a_b']]), [
		{name: 'a/b', nameIn: ['a/b', null]},
		{name: 'a_b', nameIn: ['a_b', 'a_b']},
	]);
});

test('a bare name stands beside the only longer one that ends in it', () => {
	const join = (...names: string[][]) => joinBareNames(alignNames(names)).map(({nameIn}) => nameIn);
	assert.deepEqual(join(['loss', 'acc'], ['train/loss', 'acc']), [
		['loss', 'train/loss'],
		['acc', 'acc'],
	]);
	assert.deepEqual(join(['loss'], ['train/loss', 'val/loss']).length, 3);
	assert.deepEqual(join(['loss', 'train/loss'], ['train/loss']).length, 2);
	assert.deepEqual(join(['loss'], ['trainloss']).length, 2);
});

test('what a run without settings says nothing of is not called the same in all', () => {
	assert.equal(sameTitle(diffSettings([{lr: 1}, {lr: 1}]).same), 'The same in all');
	assert.equal(sameTitle(diffSettings([{}, {lr: 1}, {lr: 1}]).same), 'The same in all that recorded it');
	assert.equal(sameTitle(diffSettings([{}, {lr: 1}, {}]).same), 'Recorded by one run only');
});
