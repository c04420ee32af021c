import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameIn, plainNames} from '../../../source/formats/aim/names.ts';

test('a metric is called by its name and what its context holds', () => {
	assert.equal(nameIn({}, 'loss'), 'loss');
	assert.equal(nameIn({subset: 'val'}, 'loss'), 'val/loss');
	assert.equal(nameIn({subset: 'val', gpu: 0}, 'loss'), 'loss subset=val gpu=0');
	assert.equal(nameIn({entry: null}, 'train/loss'), 'train/loss');
	assert.equal(nameIn({entry: 'worker_1'}, 'train/loss'), 'train/loss entry=worker_1');
});

test('a subset does not take the name of a metric that is called so by the program', () => {
	const dict = {dtype: 'float'};
	const tree = {contexts: {'1': {}, '2': {subset: 'train'}}, traces: {'1': {'train/loss': dict}, '2': {loss: dict, acc: dict}}};
	const plain = plainNames(tree);
	assert.deepEqual([...plain], ['train/loss']);
	assert.equal(nameIn({}, 'train/loss', plain), 'train/loss');
	assert.equal(nameIn({subset: 'train'}, 'loss', plain), 'loss subset=train');
	assert.equal(nameIn({subset: 'train'}, 'acc', plain), 'train/acc');
});
