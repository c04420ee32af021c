import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../../scan-lines.ts';

test('reads the step and the total that ms-swift prints in one text', () => {
	const lines = [
		"{'loss': 2.5, 'epoch': 0.02, 'global_step/max_steps': '5/100', 'percentage': '5.00%', 'elapsed_time': '1s'}",
		"{'loss': 2.25, 'epoch': 1.0, 'global_step/max_steps': '10/100', 'percentage': '10.00%', 'elapsed_time': '2s'}",
	];
	assert.deepEqual(scan(...lines), ['5 loss=2.5', '10 loss=2.25']);
	assert.equal(progressOf(...lines), '10/100 step');
});
