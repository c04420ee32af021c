import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const rows = (count: number, of: number, word = 'step') =>
	Array.from({length: count}, (_, i) => `${word} ${i + 1}/${of} loss: ${(2 / (i + 2)).toFixed(4)}`);

test('bytes with the factor of their unit are no progress of a training, in front of it or behind it', () => {
	const hub = ['  0%|          | 0.00/44.7M [00:00<?, ?B/s]', '100%|██████████| 44.7M/44.7M [00:00<00:00, 168MB/s]'];
	assert.equal(progressOf(...hub), null);
	assert.equal(progressOf(...hub, ...rows(12, 25)), '12/25 step');
	assert.equal(progressOf('100%|██████████| 170498071/170498071 [00:13<00:00, 12.9MB/s]', ...rows(7, 10)), '7/10 step');
	assert.equal(progressOf(...rows(7, 10), '100%|██████████| 1.70M/1.70M [00:05<00:00, 300kB/s]'), '7/10 step');
	assert.equal(progressOf(...hub, ...rows(7, 10, 'Epoch')), '7/10 epoch');
});

test('what is prepared by a bar of its own leaves the total of the rows', () => {
	const shards = 'Loading checkpoint shards: 100%|██████████| 4/4 [00:04<00:00,  1.20s/it]';
	const map = 'Map: 100%|██████████| 3000/3000 [00:01<00:00, 2113.1 examples/s]';
	assert.equal(progressOf(shards, ...rows(28, 60)), '28/60 step');
	assert.equal(progressOf(map, ...rows(7, 10, 'Epoch')), '7/10 epoch');
	// The run's own bar counts it.
	const own = (step: number) => `${Math.floor(step / 1.14)}%|████      | ${step}/114 [00:36<00:32,  1.67it/s]`;
	assert.equal(progressOf(shards, own(1), ...rows(2, 5), own(60)), '60/114 it');
});

test('a bar without a name below a line that says what is downloaded is of that', () => {
	const keras = [
		'Downloading data from https://example.org/mnist.npz',
		'       0/11490434 ━━━━━━━━━━━━━━━━━━━━ 0s 0s/step',
		'11490434/11490434 ━━━━━━━━━━━━━━━━━━━━ 0s 0us/step',
	];
	assert.equal(progressOf(...keras), null);
	assert.equal(progressOf(...keras, ...rows(1, 10, 'Epoch')), '1/10 epoch');
	const fit = ['Epoch 1/10', '  5/100 ━━━━━━━━━━━━━━━━━━━━ 3s 30ms/step - loss: 0.5000'];
	assert.equal(progressOf(...keras, ...fit), '5/1000 step');
});

test('a full bar before all rows is none of the run where those count on, of how many they are', () => {
	const bar = ['  0%|          | 0/600 [00:00<?, ?it/s]', '100%|██████████| 600/600 [00:13<00:00, 345.1it/s]'];
	assert.equal(progressOf(...bar, ...rows(7, 10)), '7/10 step');
	assert.equal(progressOf(...bar, ...rows(7, 10, 'Epoch')), '7/10 epoch');
	assert.deepEqual(scan(...bar, ...rows(2, 10)), ['1 loss=1', '2 loss=0.6667']);
	// The bar of each epoch is.
	const epoch = (i: number) => [...bar, `Epoch ${i}/10 loss: 0.5`];
	assert.equal(progressOf(...epoch(1), ...epoch(2), ...epoch(3), ...epoch(4)), '2400/6000 it');
	// And a training without values is over when it is tested.
	const tests = [1, 2, 3, 4].map(i => `Test: [${i}/10] test_loss: 0.${i}`);
	assert.equal(progressOf(...bar, ...tests), '600/600 it');
});

test('bytes and examples that have metrics are those of a training', () => {
	for (const unit of ['B', 'kB', 'examples']) {
		const bar = (step: number, values: string) => `${step}%|###       | ${step}/100 [00:01<00:01, 12.9${unit}/s${values}]`;
		const lines = [bar(0, ''), bar(1, ''), bar(2, ', loss=0.5'), bar(3, ', loss=0.25')];
		assert.deepEqual(scan(...lines), ['2 loss=0.5', '3 loss=0.25'], unit);
		assert.equal(progressOf(...lines), `3/100 ${unit}`);
		assert.equal(progressOf(`Epoch 1/4: ${bar(3, '')}`), `3/400 ${unit}`);
	}
});
