import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads a value that is named before its place', () => {
	assert.deepEqual(scan('Accuracy at step 0: 0.098', 'Accuracy at step 10: 0.75'), ['0 Accuracy=0.098', '10 Accuracy=0.75']);
	assert.deepEqual(scan('Score at iteration 10 is 1.2000', 'Score at iteration 20 is nan'), ['10 Score=1.2', '20 Score=NaN']);
	const epoch = (at: number) => [
		`Start of epoch ${at}`,
		`Training loss (for one batch) at step 0: 1.${at}`,
		'Seen so far: 64 samples',
		`Training loss (for one batch) at step 200: 0.${at}`,
		`Validation acc: 0.7${at}`,
	];
	assert.deepEqual(scan(...epoch(0), ...epoch(1)), [
		'0 Training loss=1',
		'200 Training loss=0',
		'200 Validation acc=0.7',
		'400 Training loss=1.1',
		'600 Training loss=0.1',
		'600 Validation acc=0.71',
	]);
});

test('and none that is told of an earlier place, or is no metric', () => {
	const rows = ['epoch 3 accuracy: 0.75', 'epoch 4 accuracy: 0.5'];
	const read = ['3 accuracy=0.75', '4 accuracy=0.5'];
	assert.deepEqual(scan(...rows, 'Best accuracy at epoch 3: 0.75'), read);
	assert.deepEqual(scan(...rows, 'Version at step 5: 2.5', 'accuracy at epoch 3: 0.75'), read);
	assert.deepEqual(scan(...rows, 'Test accuracy at epoch 4: 0.25'), [...read, '4 Test accuracy=0.25']);
});
