import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';

/** What Keras 3 draws of one pass over data, with those values behind it at its end. */
const drawn = (total: number, values: string, end = '') => [
	`1/${total} ━━━━━━━━━━━━━━━━━━━━ 0s 5ms/step - ${values}`,
	...[values, `${values}${end}`].map(all => `${total}/${total} ━━━━━━━━━━━━━━━━━━━━ 0s 11ms/step - ${all}`),
];
const line = (total: number, values: string, end = '') => [`${total}/${total} - 1s - 100ms/step - ${values}${end}`];
const read = (lines: readonly string[]) => readLog(`${lines.join('\n')}\n`);

const fits = (pass: typeof drawn, around: (fit: number, own: string[]) => string[], total = 3) =>
	[0, 1, 2, 3].flatMap(fit => around(fit, pass(total, `accuracy: 0.5 - loss: 0.${9 - fit}`, ` - val_loss: 0.${8 - fit}`)));

const from = (first: number, values: readonly number[]) => values.map((value, i) => [first + i, value]);

test('each fit of one epoch is the next one, where Keras writes no heads', () => {
	for (const pass of [drawn, line])
		for (const [first, around] of [
			[0, (_: number, own: string[]) => own],
			[0, (fit: number, own: string[]) => [...own, `Epoch ${fit} done, score ${fit}.5`]],
			[1, (fit: number, own: string[]) => [...own, `Epoch ${fit + 1} done, score ${fit}.5`]],
			[1, (fit: number, own: string[]) => [...own, `epoch ${fit + 1}: test acc ${fit}.5`]],
			[0, (fit: number, own: string[]) => [...own, `Generating text after epoch: ${fit}`]],
			[1, (fit: number, own: string[]) => [`Iteration ${fit + 1}`, ...own]],
		] as const) {
			const lines = fits(pass, (fit, own) => [...around(fit, own)]);
			const log = read([...lines, ...pass(8, 'accuracy: 0.4 - loss: 0.2')]);
			assert.deepEqual(log.points('loss'), from(first, [0.9, 0.8, 0.7, 0.6]));
			assert.deepEqual(log.points('val_loss'), from(first, [0.8, 0.7, 0.6, 0.5]));
			assert.deepEqual(log.points('eval loss'), [[first + 3, 0.2]]);
			assert.equal(log.learnt.progress?.total ?? null, null);
		}
});

test('predictions between fits, and evaluations of fits that say a validation, count none', () => {
	const between = fits(drawn, (_, own) => [
		...own,
		'1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 20ms/step',
		...drawn(3, 'accuracy: 0.4 - loss: 0.2'),
	]);
	assert.deepEqual(read(between).points('loss'), from(0, [0.9, 0.8, 0.7, 0.6]));
	const lines = fits(line, (_, own) => [...own, ...line(3, 'accuracy: 0.4 - loss: 0.2')]);
	assert.deepEqual(read(lines).points('loss'), from(0, [0.9, 0.8, 0.7, 0.6]));
	assert.deepEqual(read(lines).points('eval loss'), from(0, [0.2, 0.2, 0.2, 0.2]));
});

test('values behind a fit that say no place are of that', () => {
	const lines = fits(drawn, (fit, own) => [...own, ...drawn(2, 'accuracy: 0.4 - loss: 0.2'), `val loss 0.${fit + 1}`]);
	assert.deepEqual(read(lines).points('val loss'), from(0, [0.1, 0.2, 0.3, 0.4]));
	assert.deepEqual(read(lines).points('eval loss'), from(0, [0.2, 0.2, 0.2, 0.2]));
});

test('heads of epochs say where the bars below them are, whatever stands before', () => {
	const headed = [1, 2].flatMap(epoch => [`Epoch ${epoch}/2`, ...drawn(3, `loss: 0.${5 - epoch}`)]);
	assert.deepEqual(read([...drawn(3, 'loss: 0.9'), ...headed]).points('loss'), [
		[0, 0.9],
		[1, 0.4],
		[2, 0.3],
	]);
	const own = [1, 2, 3].flatMap(epoch => [`Epoch ${epoch}`, ...drawn(3, `loss: 0.${5 - epoch}`)]);
	assert.deepEqual(read(own).points('loss'), from(1, [0.4, 0.3, 0.2]));
});
