import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const bar = (label: string, step: number, total: number, comment = '') =>
	`${label}|${'█'.repeat((20 * step) / total)}${'-'.repeat(20 - (20 * step) / total)}| ${((100 * step) / total).toFixed(2)}% [${step}/${total} 00:01<00:03${comment}]`;
const head = 'epoch     train_loss  valid_loss  accuracy  time';
const epoch = (number: number) => {
	const label = `Epoch ${number}/3 : `;
	return [
		'█',
		...[0, 10, 20, 40].map(step => bar(label, step, 40, step > 0 ? ' 0.5000' : '')),
		label,
		'█',
		...[0, 5, 10].map(step => bar(label, step, 10)),
		label,
		`${number - 1}         0.900000    1.900000    0.${number}00000  00:03`,
	];
};

test('reads the rows of fastai between the bars that it draws', () => {
	assert.deepEqual(scan('█', head, ...epoch(1), ...epoch(2)), [
		'0 train_loss=0.9 valid_loss=1.9 accuracy=0.1',
		'1 train_loss=0.9 valid_loss=1.9 accuracy=0.2',
	]);
	// Bars of earlier versions have no label.
	const plain = [head, ...[0, 20, 40].map(step => bar('', step, 40)), '0         0.900000    1.900000    0.100000  00:03'];
	assert.equal(scan(...plain).length, 1);
});

test('the bar of a validation of fastai, which has the label of training, leaves the run where it is', () => {
	assert.equal(progressOf(head, ...epoch(1), ...epoch(2).slice(0, 3)), '50/120 it');
	assert.equal(progressOf(head, ...epoch(1), ...epoch(2)), '80/120 it');
	assert.equal(progressOf(bar('Epoch 1/1 : ', 40, 40), bar('Epoch 1/1 : ', 5, 10)), '40/40 it');
});

test('reads bars with dots behind their times, and the values that a program names there', () => {
	const drawn = (number: number) => {
		const rows = epoch(number).map(line => line.replace(' 0.5000]', `... loss 0.${number}]`));
		return [...rows.slice(0, 5), ...rows.slice(-1)];
	};
	const lines = [head, ...drawn(1), ...drawn(2), ...drawn(3)];
	assert.equal(progressOf(...lines), '120/120 it');
	assert.equal(progressOf(...lines.slice(0, -4)), '80/120 it');
	const losses = scan(...lines).filter(row => row.includes(' loss='));
	assert.deepEqual(
		losses.map(row => row.split(' ')[0]),
		['10', '20', '40', '50', '60', '80', '90', '100', '120'],
	);
	assert.equal(scan(...lines).length, losses.length + 3);
});
