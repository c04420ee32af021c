import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {progressOf, scan} from '../scan-lines.ts';

/** A bar of Keras 3 in a console. */
const bar = (step: number, total: number, loss: number, behind = '') =>
	`${step}/${total} ━━━━━━━━━━ 0s 9ms/step - loss: ${loss}${behind}`;
const line = (total: number, loss: number, msPerStep = 9, behind = '') =>
	`${total}/${total} - 1s - ${msPerStep}ms/step - loss: ${loss}${behind}`;
const epoch = (number: number) => [`Epoch ${number}/2`, bar(1, 16, 9), bar(9, 16, number + 0.5), bar(16, 16, number)];

test('what evaluate() and predict() say behind fit() is not of the last epoch', () => {
	for (const total of [16, 20]) {
		const lines = [...epoch(1), ...epoch(2), bar(1, total, 0.3), bar(total, total, 0.2)];
		assert.deepEqual(scan(...lines).slice(-3), ['2 loss=2', '2 eval loss=0.3', '2 eval loss=0.2']);
		assert.equal(progressOf(...lines), '32/32 step');
		assert.equal(progressOf(...lines.slice(0, -1)), '32/32 step');
	}
	assert.equal(progressOf(...epoch(1), '1/313 ━━━━━━━━━━ 0s 9ms/step', '313/313 ━━━━━━━━━━ 0s 9ms/step'), '16/32 step');
	// Lines in place of bars, and bars of which an output has but the last state.
	const lines = ['Epoch 1/2', line(10, 2), 'Epoch 2/2', line(10, 1)];
	assert.deepEqual(scan(...lines, line(10, 0.5)), ['1 loss=2', '2 loss=1', '2 eval loss=0.5']);
	assert.deepEqual(scan(...lines, line(30, 0.5, 90)), ['1 loss=2', '2 loss=1', '2 eval loss=0.5']);
	const whole = (loss: number, behind = '') => `10/10 [==============================] - 1s 9ms/step - loss: ${loss}${behind}`;
	assert.deepEqual(scan('Epoch 1/1', whole(1, ' - val_loss: 3'), whole(0.5)), ['1 loss=1 val_loss=3', '1 eval loss=0.5']);
});

test('a bar of fit() that is drawn once more is still its own', () => {
	const under = '10/10 [==============================] - ETA: 0s - loss: 1.5';
	const done = '10/10 [==============================] - 1s 9ms/step - loss: 1.4 - val_loss: 3';
	assert.deepEqual(scan('Epoch 1/2', under, done), ['1 loss=1.5', '1 loss=1.4 val_loss=3']);
	// Between both a callback may evaluate or predict something.
	const within = [...epoch(1), bar(1, 5, 0.3), bar(5, 5, 0.2), bar(16, 16, 1)];
	assert.deepEqual(scan(...within).slice(-3), ['1 eval loss=0.3', '1 eval loss=0.2', '1 loss=1']);
	assert.deepEqual(scan(...epoch(1), bar(16, 16, 1.01)).slice(-1), ['1 loss=1.01']);
	const unknown = ['Epoch 1/2', '1/Unknown 0s 9ms/step - loss: 3', bar(16, 16, 2), 'Epoch 2/2', bar(1, 16, 1)];
	assert.deepEqual(scan(...unknown), ['1 loss=3', '1 loss=2', '2 loss=1']);
	// Where no line says an epoch, nothing tells a bar from another one.
	assert.deepEqual(scan(bar(1, 16, 3), bar(16, 16, 2), bar(1, 16, 1)), ['0 loss=3', '0 loss=2', '0 loss=1']);
	// Other values say which data they are of, and those of another model are its own.
	const others = [...epoch(1), '5/5 ━━━━━━━━━━ 0s 9ms/step - val_loss: 4', '5/5 ━━━━━━━━━━ 0s 9ms/step - g_loss: 4'];
	assert.deepEqual(scan(...others).slice(-2), ['1 val_loss=4', '1 g_loss=4']);
});

test('where a callback evaluates, the line of training stands behind it', () => {
	const lines = (total: number) => [1, 2].flatMap(number => [`Epoch ${number}/2`, line(total, number / 4), line(16, number, 20)]);
	assert.deepEqual(scan(...lines(5)), ['1 loss=0.25', '1 eval loss=0.25 loss=1', '2 eval loss=0.5', '2 loss=2']);
	assert.equal(progressOf(...lines(5)), '32/32 step');
	assert.deepEqual(scan(...lines(16)).slice(-2), ['2 loss=0.5', '2 eval loss=0.5 loss=2']);
	const validated = (number: number) => [`Epoch ${number}/2`, line(5, 0.7), line(5, number, 9, ' - val_loss: 4')];
	// Only fit() says values of a validation beside others, however many batches either has.
	assert.deepEqual(scan(...validated(1), ...validated(2)), [
		'1 loss=0.7',
		'1 eval loss=0.7 loss=1 val_loss=4',
		'2 loss=0.7',
		'2 eval loss=0.7 loss=2 val_loss=4',
	]);
	// A loop of a program evaluates behind training, which takes longer.
	const loop = [1, 2].flatMap(number => [`Epoch ${number}/2`, line(16, number, 20), line(5, number / 4)]);
	assert.deepEqual(scan(...loop), ['1 loss=1', '1 eval loss=0.25', '2 loss=2', '2 eval loss=0.5']);
	assert.equal(progressOf(...loop), '32/32 step');
});

test('bars of several processes in one output go to and fro', () => {
	const lines = ['Epoch 1/2', 'Epoch 1/2', bar(16, 16, 1), bar(1, 16, 3), bar(16, 16, 2)];
	assert.deepEqual(scan(...lines).slice(-1), ['1 loss=2']);
});

test('a shorter bar behind that of training is an evaluation where the program heads the epochs itself', () => {
	const chunks = [1, 2].flatMap(number => [
		`Epoch ${number}`,
		bar(1, 16, 9),
		bar(16, 16, number),
		bar(1, 2, 3),
		bar(2, 2, number + 4),
	]);
	const run = readLog(`${chunks.join('\n')}\n`);
	assert.deepEqual(run.points('loss'), [
		[1, 1],
		[2, 2],
	]);
	assert.deepEqual(run.points('eval loss'), [
		[1, 5],
		[2, 6],
	]);
});

test('several fits in an epoch that the program heads itself are training', () => {
	const chunks = [1, 2].flatMap(number => [`Epoch ${number}`, bar(16, 16, number), bar(1, 16, 3), bar(16, 16, number / 2)]);
	assert.ok(scan(...chunks).every(row => !row.includes('eval')));
});

test('bars of Keras that a shell of Windows kept in its own code page are bars', () => {
	const drawn = (step: number, values: string) =>
		`${step}/3 \u001b[32m${'Γöü'.repeat(5)}\u001b[0m${'Γöü'.repeat(2)} 1s 10ms/step - ${values}`;
	const epoch = (at: number) => [`Epoch ${at}/2`, drawn(1, 'loss: 2.5'), drawn(3, `loss: 1.${at} - val_loss: 1.5`)];
	const run = readLog(Buffer.from(`\ufeff${[...epoch(1), ...epoch(2)].join('\r\n')}\r\n`, 'utf16le'));
	assert.deepEqual(run.points('loss'), [
		[1, 1.1],
		[2, 1.2],
	]);
	assert.deepEqual([...run.metrics.keys()].toSorted(), ['loss', 'val_loss']);
});
