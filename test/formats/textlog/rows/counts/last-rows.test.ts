import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf} from '../../scan-lines.ts';

test('knows the last row of a counter that does not come to its total', () => {
	const gan = (epoch: number, batch: number) => `[Epoch ${epoch}/2] [Batch ${batch}/3] [D loss: 0.7]`;
	const rows = [0, 1, 2, 3, 4, 5].map(i => gan(Math.floor(i / 3), i % 3));
	assert.equal(progressOf(...rows.slice(0, 5)), '4/6 batch');
	assert.equal(progressOf(...rows), '5/6 batch, the last');
	const now = (epoch: number, batch: number) => `epoch: [${epoch}/3][${batch}/45] loss 0.5 acc 0.6`;
	const all = [1, 2, 3].flatMap(epoch => [now(epoch, 20), now(epoch, 40)]);
	assert.equal(progressOf(...all.slice(0, -1)), '110/135 batch');
	assert.equal(progressOf(...all), '130/135 batch, the last');
	assert.equal(progressOf('step 1/4 loss 2', 'step 2/4 loss 1', 'step 3/4 loss 0.5'), '3/4 step');
	assert.equal(progressOf('step 0/1000 loss 2', 'step 500/1000 loss 1'), '500/1000 step', 'half of it may be to come');
	const heads = ['Epoch 0/3', 'loss: 2.5', 'Epoch 1/3', 'loss: 1.5', 'Epoch 2/3'];
	assert.equal(progressOf(...heads), '2/3 epoch', 'the head of the last epoch');
	assert.equal(progressOf(...heads, 'loss: 0.5'), '3/3 epoch, the last');
});

test('heads count from 0 where the first of them says 0', () => {
	const below = (epoch: number) => [`Epoch ${epoch}/4`, `Validation loss: 0.${epoch}`];
	assert.equal(progressOf(...[1, 2, 3].flatMap(below)), '3/4 epoch');
	assert.equal(progressOf(...[0, 1, 2].flatMap(below)), '3/4 epoch');
	const again = (epoch: number) => [`Epoch ${epoch}/4`, `Epoch ${epoch}/4 loss: 0.${epoch}`];
	assert.equal(progressOf(...[0, 1, 2].flatMap(again)), '2/4 epoch');
	assert.equal(progressOf(...[0, 1, 2, 3].flatMap(again)), '3/4 epoch, the last');
});

test('the last step of a counter has as many rows as those before it had', () => {
	const batch = (epoch: number) => `Epoch ${epoch}/3 loss: 0.${epoch}`;
	assert.equal(progressOf(batch(0), batch(0), batch(1), batch(1), batch(2)), '2/3 epoch');
	assert.equal(progressOf(batch(0), batch(0), batch(1), batch(1), batch(2), batch(2)), '2/3 epoch, the last');
	const below = (epoch: number) => [`Epoch ${epoch}/3`, `train loss: 0.${epoch}`, `val loss: 0.${epoch}5`];
	assert.equal(progressOf(...[0, 1, 2].flatMap(below).slice(0, -1)), '3/3 epoch of a part');
});

test('heads that count to another total than those before them count what is trained now', () => {
	const head = (epoch: number, total: number) => [`Epoch ${epoch}/${total}`, `loss: 0.${epoch}`];
	assert.equal(progressOf(...head(1, 2), ...head(2, 2), ...head(1, 8), ...head(2, 8)), '2/8 epoch');
	const iteration = (step: number, total: number) => [`Iteration ${step}/${total}`, `loss: 0.${step}`];
	assert.equal(progressOf(...iteration(10, 20), ...iteration(20, 20), ...iteration(10, 80)), '10/80 step');
});

test('a count without values beside rows that have another total counts something else', () => {
	const row = (step: number) => `${step}/300 (epoch ${step / 100}), train_loss = 1.5, time/batch = 0.5s`;
	assert.equal(progressOf(row(99), row(100), '1/10...', '10/10...'), '100/300 step');
});
