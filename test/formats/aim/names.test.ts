import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameIn} from '../../../source/formats/aim/names.ts';

test('a metric is called by its name and what its context holds', () => {
	assert.equal(nameIn({}, 'loss'), 'loss');
	assert.equal(nameIn({subset: 'val'}, 'loss'), 'val/loss');
	assert.equal(nameIn({subset: 'val', gpu: 0}, 'loss'), 'loss subset=val gpu=0');
	assert.equal(nameIn({entry: null}, 'train/loss'), 'train/loss');
	assert.equal(nameIn({entry: 'worker_1'}, 'train/loss'), 'train/loss entry=worker_1');
});
