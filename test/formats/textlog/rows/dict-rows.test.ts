import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {progressOf, scan} from '../scan-lines.ts';

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

test('a dict of the best row so far is no row of its own, and leaves those as they are', () => {
	const rows = [1, 2, 3].map(step => `step ${step} loss ${step}.5\n`).join('');
	const best = readLog(`${rows}Best result: {'loss': 1.5, 'acc': 0.9, 'step': 1}\nstep 4 loss 4.5\n`);
	assert.deepEqual(
		best.points('loss').map(([step]) => step),
		[1, 2, 3, 4],
	);
	assert.deepEqual(best.points('acc'), [[1, 0.9]]);
	assert.deepEqual(readLog(`${rows}best: {'loss': 1.5}\n`).points('loss').at(-1), [3, 3.5]);
	assert.deepEqual(scan("Best: {'acc': 0.1}", "Best: {'acc': 0.2}"), ['0 acc=0.1', '1 acc=0.2']);
});

test('a dict below the line of an epoch is what that came to', () => {
	const below = (...dicts: string[]) =>
		[1, 2, 3].flatMap(n => [`Epoch ${n}/3 loss: 0.${n}`, ...dicts.map(dict => dict.replace('#', `${n}`))]);
	const run = readLog(`${below("{'val_loss': 0.#, 'val_acc': 0.5}", "{'recall': 0.#5}").join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[1, 2, 3],
	);
	assert.deepEqual(run.points('val_loss'), [
		[1, 0.1],
		[2, 0.2],
		[3, 0.3],
	]);
	assert.deepEqual(run.points('recall'), [
		[1, 0.15],
		[2, 0.25],
		[3, 0.35],
	]);
	const same = readLog(`${below("{'loss': 0.#5, 'acc': 0.5}").join('\n')}\n`);
	assert.deepEqual(same.points('loss'), [
		[1, 0.1],
		[2, 0.2],
		[3, 0.3],
	]);
	assert.deepEqual(same.points('epoch loss'), [
		[1, 0.15],
		[2, 0.25],
		[3, 0.35],
	]);
});

test('a dict below the head of an epoch is its row, and several are rows of their own', () => {
	const below = (...dicts: string[]) => [1, 2, 3].flatMap(n => [`Epoch ${n}/3`, ...dicts.map(dict => dict.replace('#', `${n}`))]);
	assert.deepEqual(scan(...below("{'loss': 0.#}")), ['1 loss=0.1', '2 loss=0.2', '3 loss=0.3']);
	assert.equal(progressOf(...below("{'loss': 0.#}")), '3/3 epoch');
	assert.deepEqual(scan(...below("val: {'loss': 0.#}")), ['1 val loss=0.1', '2 val loss=0.2', '3 val loss=0.3']);
	const several = readLog(`${below("{'loss': 0.#}", "{'loss': 0.#5}").join('\n')}\n`);
	assert.deepEqual(
		several.points('loss').map(([, value]) => value),
		[0.1, 0.15, 0.2, 0.25, 0.3, 0.35],
	);
});

test('a dict before the first epoch is no value of that epoch', () => {
	const epochs = [0, 1, 2].flatMap(n => [`Epoch ${n} loss: 0.${n}`, `{'acc': 0.${n}5}`]);
	const run = readLog(`${["{'acc': 0.01}", ...epochs].join('\n')}\n`);
	assert.deepEqual(
		run.points('acc').map(([, value]) => value),
		[0.01, 0.05, 0.15, 0.25],
	);
	assert.deepEqual([...run.metrics.keys()].sort(), ['acc', 'loss']);
});
