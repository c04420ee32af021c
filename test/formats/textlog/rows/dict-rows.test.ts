import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('takes the data that stands right before a dict as that of its values', () => {
	for (const behind of ['', ':', ' metrics:', ' results ', ' |']) {
		const rows = scan(
			`[epoch 0] train${behind} {'loss': 2.5}`,
			`[epoch 0] val${behind} {'loss': 3.5}`,
			`[epoch 1] val${behind} {'loss': 3}`,
		);
		assert.deepEqual(rows, ['0 loss=2.5', '0 val loss=3.5', '1 val loss=3']);
	}
	assert.deepEqual(scan('Epoch 0: validation {"loss": 3.5}', 'Epoch 0: training {"loss": 2.5}'), [
		'0 validation loss=3.5',
		'0 loss=2.5',
	]);
	assert.deepEqual(scan("Validation after epoch 3: {'loss': 3.5}"), ['3 Validation loss=3.5']);
});

test('takes names in a dict that say their data as they are', () => {
	assert.deepEqual(scan("step 0 - Initial validation metrics: {'val-core/reward': 0.5}", "step 1 valid: {'valid_loss': 2}"), [
		'0 val-core/reward=0.5',
		'1 valid_loss=2',
	]);
});
