import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/line-scanner.ts';

/** What the lines say last of how far the run is: "3/4 epoch", null where they say nothing, "part" where it is a part only. */
function progressAfter(lines: readonly string[]): string | null {
	const scanner = createLineScanner();
	let said: string | null = null;
	for (const line of lines) {
		const {progress} = scanner.scan(line);
		if (progress !== null) said = progress.isOfPart ? 'part' : `${progress.step}/${progress.total} ${progress.unit}`;
	}
	return said;
}

const rows = (from: number, to: number, word = 'step') =>
	Array.from({length: to - from + 1}, (_, i) => `  ${word} ${from + i} loss: ${1 / (from + i)}`);
const log = (epochs: number, lastRows: number, word?: string) =>
	Array.from({length: epochs}, (_, e) => [`Epoch ${e + 1}/4`, ...rows(1, e + 1 < epochs ? 10 : lastRows, word)]).flat();

test('heads tell how many epochs are done where rows count steps that nobody says the number of', () => {
	for (const word of ['step', 'batch', 'Iteration']) {
		assert.equal(progressAfter(log(1, 10, word)), '0/4 epoch');
		assert.equal(progressAfter(log(3, 4, word)), '2/4 epoch');
		assert.equal(progressAfter(log(4, 9, word)), '3/4 epoch');
		assert.equal(progressAfter(log(4, 10, word)), '4/4 epoch');
	}
});

test('so they do where steps count on through the epochs, and where epochs differ in length', () => {
	const global = (last: number) => ['Epoch 1/3', ...rows(1, 5), 'Epoch 2/3', ...rows(6, 10), 'Epoch 3/3', ...rows(11, last)];
	assert.equal(progressAfter(global(14)), '2/3 epoch');
	assert.equal(progressAfter(global(15)), '3/3 epoch');
	const uneven = ['Epoch 1/3', ...rows(1, 5), 'Epoch 2/3', ...rows(1, 7), 'Epoch 3/3', ...rows(1, 7)];
	assert.equal(progressAfter(uneven), '2/3 epoch');
});

test('a head may say that it is one, or the learning rate', () => {
	for (const head of ['Starting epoch N/3', 'Epoch N/3 started', 'Epoch N/3, lr = 0.1']) {
		const lines = [1, 2, 3].flatMap(epoch => [head.replace('N', String(epoch)), ...rows(1, 4)]);
		assert.equal(progressAfter(lines.slice(0, -1)), '2/3 epoch', head);
		assert.equal(progressAfter(lines), '3/3 epoch', head);
	}
	const twice = [1, 2].flatMap(epoch => [`Epoch ${epoch}/2`, ...rows(1, 6), `Epoch ${epoch}/2`, ...rows(1, 2, 'batch')]);
	assert.equal(progressAfter(twice.slice(0, -3)), '1/2 epoch');
	assert.equal(progressAfter(twice), '2/2 epoch');
});

test('rows of steps that come when epochs without any are over say nothing of how many are done', () => {
	const values = [1, 2, 3].flatMap(epoch => [`Epoch ${epoch}/3`, 'loss: 0.5']);
	assert.equal(progressAfter([...values, 'batch 10 acc: 0.5', 'batch 20 acc: 0.5']), '3/3 epoch');
});

test('values of the whole epoch below its steps say that it is done', () => {
	assert.equal(progressAfter(['Epoch 1/2', ...rows(1, 5), 'Epoch 1/2 val_loss: 0.5']), '1/2 epoch');
	assert.equal(progressAfter(['Epoch 1/1', ...rows(1, 5), 'Epoch 1/1 val_loss: 0.5']), '1/1 epoch');
});

test('of an only epoch with steps that nobody says the number of, it is not known how far it is', () => {
	assert.equal(progressAfter(['Epoch 1/1', ...rows(1, 5)]), 'part');
});

test('steps of a number that is said say more than heads', () => {
	const lines = [
		'Epoch 1/2',
		'step 5/10 loss: 0.5',
		'step 10/10 loss: 0.4',
		'Epoch 2/2',
		'step 5/10 loss: 0.3',
		'step 6 loss: 0.3',
	];
	assert.equal(progressAfter(lines), '15/20 step');
});

test('a total may stand behind "of"', () => {
	assert.equal(progressAfter(['Epoch 1 of 4', ...rows(1, 5), 'Epoch 2 of 4', ...rows(1, 5)]), '2/4 epoch');
	assert.equal(progressAfter(['Step 5 of 100: loss = 0.5']), '5/100 step');
	assert.equal(progressAfter(['Step 5 of 3 loss = 0.5', 'Step 5 of the warmup', 'Fold 1 of 5 accuracy 0.5']), null);
});

test('epochs whose values come before all steps go on saying how many are done', () => {
	const lines = [1, 2, 3].flatMap(epoch => [`Epoch ${epoch}/3 - loss=0.5 val=2.0`, `iter ${epoch}00 | train loss 3.0 | acc 10%`]);
	assert.equal(progressAfter(lines.slice(0, 4)), '2/3 epoch');
	assert.equal(progressAfter(lines), '3/3 epoch');
	assert.equal(progressAfter(['Epoch 0/3 val loss=0.5', ...lines.slice(1, 4)]), '2/3 epoch');
	assert.equal(progressAfter(lines.slice(1)), null);
	// Behind a pretraining, rounds say what is done.
	const rounds = [
		...['1/2', '2/2'].map(epoch => `Epoch ${epoch} loss: 4.0`),
		'Round 1/4',
		'Epoch 1/2 - loss: 2.0',
		'Epoch 2/2 - loss: 1.0',
	];
	assert.equal(progressAfter(rounds.slice(0, 3)), '1/4 step');
	assert.equal(progressAfter(rounds.slice(3)), '2/2 epoch');
	assert.notEqual(progressAfter(rounds), '2/2 epoch');
});

test('rows may name the epoch of the steps that they count', () => {
	const row = (epoch: number, step: number) => `epoch: [${epoch}/4], global_step: ${step}, lr: 0.001, loss: 2.5, ips: 150.0`;
	const epochs = (last: number) =>
		Array.from({length: last}, (_, e) => [row(e + 1, 20 * e + 10), row(e + 1, 20 * e + 20)]).flat();
	assert.equal(progressAfter(epochs(1)), '0/4 epoch');
	assert.equal(progressAfter([...epochs(2), row(3, 50)]), '2/4 epoch');
	assert.equal(progressAfter(epochs(4)), '4/4 epoch');
});
