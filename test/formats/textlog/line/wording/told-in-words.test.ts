import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

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

test('reads it also behind other words, and among the batches of an epoch', () => {
	assert.deepEqual(scan('Cost after iteration 0: 0.69', 'Cost after iteration 100: 0.5'), ['0 Cost=0.69', '100 Cost=0.5']);
	assert.deepEqual(scan('Loss after 1 epochs: 0.034', 'Loss after 2 epochs: 0.025'), ['1 Loss=0.034', '2 Loss=0.025']);
	assert.deepEqual(scan('Loss after 100 iterations: 0.5', 'Best loss after 90 iterations: 0.4'), ['100 Loss=0.5']);
	assert.deepEqual(scan('Episode 9: reward=2', 'Average reward after 100 episodes: 1.5'), ['9 reward=2']);
	assert.deepEqual(scan('The loss for epoch 1 is 0.5', 'Average loss for epoch 2: 0.4'), ['1 loss=0.5', '2 Average loss=0.4']);
	const epoch = (at: number) => [
		`Starting epoch ${at}`,
		`Loss after mini-batch   500: 1.${at}`,
		`Loss after mini-batch  1000: 0.${at}`,
	];
	assert.deepEqual(scan(...epoch(1), ...epoch(2)), ['500 Loss=1.1', '1000 Loss=0.1', '1500 Loss=1.2', '2000 Loss=0.2']);
	assert.deepEqual(scan('step 100 loss 0.5', 'Valid MRR at step 100: 0.25'), ['100 loss=0.5', '100 Valid MRR=0.25']);
});

test('reads what a sentence says that a test came to', () => {
	for (const [line, read] of [
		['Accuracy of the network on the 10000 test images: 55 %', '2 test accuracy=55'],
		['Test Accuracy of the model on the 10000 test images: 97.2 %', '2 Test accuracy=97.2'],
		['Accuracy on test set: 95%', '2 test accuracy=95'],
		['The accuracy on the validation set is 0.95', '2 validation accuracy=0.95'],
		['Accuracy of the network on the 10000 test images:91.5 %', '2 test accuracy=91.5'],
		['Accuracy on Test-Set: 75.5% (7550 / 10000)', '2 Test accuracy=75.5'],
		['Accuracy of the model: 0.75', '2 Accuracy=0.75'],
		['the best F1 of this model: 0.75', '2 best F1=0.75'],
	] as const)
		assert.deepEqual(scan('epoch 1 loss 2', 'epoch 2 loss 1', line), ['1 loss=2', '2 loss=1', read]);
});

test('reads the loss that stands behind the time that is left', () => {
	assert.deepEqual(scan('1m 20s (- 18m 42s) (5000 6%) 2.8571', '2m 40s (- 17m 20s) (10000 13%) 2.25'), [
		'5000 loss=2.8571',
		'10000 loss=2.25',
	]);
});

test('reads the only value that an arrow or dots lead to', () => {
	assert.deepEqual(
		scan('epoch 2 loss 1', '- Test loss -> 0.75', 'Test F1 Score => 91.5%', 'accuracy → 0.5', 'Val loss.......0.25'),
		['2 loss=1', '2 Test loss=0.75', '2 Test F1 Score=91.5', '2 accuracy=0.5', '2 Val loss=0.25'],
	);
	// A setting, what became of one, and what is no metric.
	assert.deepEqual(scan('epoch 2 loss 1', 'lr -> 0.01', 'val loss 0.5 -> 0.4', 'batch -> 0.5', 'step -> 3', 'Testing... 0.5'), [
		'2 loss=1',
	]);
});
