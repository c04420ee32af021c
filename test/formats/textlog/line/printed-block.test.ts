import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('a configuration that is printed as a dict over many lines is no row', () => {
	const config = ["{'actor': {'clip_ratio': 0.2,", "           'entropy_coeff': 0,", "           'names': ['a', 'b}'],"];
	config.push("           'weight_decay': 0.01},", " 'trainer': {'total_epochs': 15,", "             'loss_mode': 'mean'}}");
	assert.deepEqual(scan(...config, 'step:1 - loss:0.5'), ['1 loss=0.5']);
	const behindRay = config.map(line => `(TaskRunner pid=12345) ${line}`);
	assert.deepEqual(scan(...behindRay, '(TaskRunner pid=12345) step:1 - loss:0.5'), ['1 loss=0.5']);
});

test('values that are printed as a dict over many lines are a row', () => {
	assert.deepEqual(scan("{'accuracy': 0.9,", " 'loss': 0.5}"), ['0 accuracy=0.9 loss=0.5']);
	// A dict that does not close is none.
	assert.deepEqual(scan("{'loss': 0.9,", 'going on', 'step 1 loss 0.5'), ['0 loss=0.9', '1 loss=0.5']);
});
