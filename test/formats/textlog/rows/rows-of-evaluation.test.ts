import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

const step = 'Epoch: [4/8] Iter:[10/20], lr: 0.5, Loss: 1.25, Acc: 0.75';

test('a line of values alone has all of them, whatever they are called', () => {
	assert.deepEqual(scan('epoch 1 cost 2.5', 'validation loss: 3.25, validation perp: 12.5'), [
		'1 cost=2.5',
		'1 validation loss=3.25 validation perp=12.5',
	]);
	// A whole number may be a setting, until the name is known.
	assert.deepEqual(scan('epoch 1 loss 2.5', 'Acc: 0.5, Pixels: 12'), ['1 loss=2.5', '1 Acc=0.5']);
	assert.deepEqual(scan('epoch 1 loss 2.5', 'lr: 0.1, clip: 0.5'), ['1 loss=2.5', '1 lr=0.1']);
});

test('what an evaluation says of a step does not replace what training has said of it', () => {
	assert.deepEqual(scan(step, 'Loss: 1.5, MeanIU: 0.25, Best_mIoU: 0.5'), [
		'10 lr=0.5 Loss=1.25 Acc=0.75',
		'10 epoch Loss=1.5 MeanIU=0.25 Best_mIoU=0.5',
	]);
	assert.deepEqual(scan(step, 'Loss: 1.25, Acc: 0.75'), ['10 lr=0.5 Loss=1.25 Acc=0.75', '10 Loss=1.25 Acc=0.75']);
	const [, , , equal] = scan(step, 'Loss: 1.5, Acc: 0.5', 'Epoch 1, step 20, Loss: 1.25, Acc: 0.75', 'Loss: 1.25, Acc: 0.5');
	assert.equal(equal, '20 epoch Loss=1.25 epoch Acc=0.5', 'also where both are the same once');
});

test('weights of losses and lists of steps in a printed configuration are no values and no steps', () => {
	const config = ['SOLVER:', '  CENTER_LOSS_WEIGHT: 0.5', '  loss_edge_coeff: 2.5', '  STEPS: (40, 70)', '  GAMMA: 0.1'];
	assert.deepEqual(scan(...config, 'Epoch 1 loss: 0.5'), ['1 loss=0.5']);
	// A shape counts nothing, either.
	assert.deepEqual(scan('image batch : (64, 3, 32, 32) float32', 'Epoch 1 loss: 0.5'), ['1 loss=0.5']);
});

test('final results of a test are named by it', () => {
	assert.deepEqual(scan('epoch 2 loss 0.5', 'Final Test Results - Loss: 0.75, Accuracy: 0.5'), [
		'2 loss=0.5',
		'2 Test Loss=0.75 Test Accuracy=0.5',
	]);
});

test('what a sentence says that metrics are is read', () => {
	assert.deepEqual(scan('epoch 2 loss 0.5', 'The MSE is 12.5, the RMSE is 3.5.', 'The score is 7 of them.'), [
		'2 loss=0.5',
		'2 MSE=12.5 RMSE=3.5',
	]);
});
