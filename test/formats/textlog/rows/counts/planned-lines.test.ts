import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {progressOf, scan} from '../../scan-lines.ts';

const epochs = ['Epoch 1/10: train loss 0.5', 'Epoch 2/10: train loss 0.25'];
const rows = ['1 train loss=0.5', '2 train loss=0.25'];

test('a line of settings or of a plan before the first row is no step', () => {
	for (const line of [
		'+ python train.py --steps 1000 --lr 0.1',
		'python train.py steps=1000 lr=0.1',
		'--iterations=1000 --lr=0.1',
		'Namespace(iterations=1000, lr=0.1, seed=1)',
		'config: TrainConfig(steps=1000, lr=0.1, model=ModelConfig(dim=3))',
		'Hyperparameters: steps=1000, lr=0.1, batch=32',
		'Options: iter=1000 lr=0.1',
		'Training with steps=1000, lr=0.1',
		'Number of training steps = 1000, warmup = 10',
		'Warmup steps: 500, lr: 0.1',
		'Scheduler: cosine, steps: 1000, min_lr: 0.0',
		'start step: 0, max steps: 1000',
		'Training plan: 5 epochs x 200 steps = 1000 steps',
		'Total iterations: 1000, batch size: 32',
		'max_epoch: 10, batch: 32, iter_per_epoch: 100',
		'Starting training: window=30, horizon=1, batch=32',
	]) {
		assert.deepEqual(scan(line, ...epochs), rows, line);
		assert.equal(progressOf(line, ...epochs), '2/10 epoch', line);
	}
	assert.deepEqual(scan('lr: 0.1', 'steps: 1000', 'batch_size: 32', ...epochs), rows);
	// Of a second attempt in the same log too.
	const plan = 'Warmup steps: 500, lr: 0.1';
	assert.deepEqual(scan(plan, ...epochs, plan, ...epochs), [...rows, ...rows]);
});

test('a row that counts in the plural is none of a plan', () => {
	assert.deepEqual(scan('steps: 100, loss: 0.5', 'steps: 200, loss: 0.25'), ['100 loss=0.5', '200 loss=0.25']);
	assert.deepEqual(scan('Iterations: 100', 'loss: 0.5', 'Iterations: 200', 'loss: 0.25'), ['100 loss=0.5', '200 loss=0.25']);
	const batches = ['energy=3 batch=10', 'energy=4 batch=20', 'energy=5 batch=30'];
	assert.equal(scan(...batches).at(-1), '30 energy=5');
	const speeds = ['steps=100 speed=3', 'steps=200 speed=4', 'steps=300 speed=5'];
	assert.equal(scan(...speeds).at(-1), '300 speed=5');
	assert.deepEqual(scan('step 1 lr 0.1', 'step 2 lr 0.2'), ['1 lr=0.1', '2 lr=0.2']);
	assert.deepEqual(scan('Total steps: 2000 | reward: 3.5', 'Total steps: 4000 | reward: 4.5'), [
		'2000 reward=3.5',
		'4000 reward=4.5',
	]);
});

test('the number of all iterations behind that of an epoch is a total', () => {
	const scanner = createLineScanner();
	assert.equal(scanner.scan('125 iterations per epoch. 12500 max iterations ').total?.total, 12500);
	assert.equal(progressOf('Epoch [3]/[10] loss: 0.5'), '3/10 epoch');
});
