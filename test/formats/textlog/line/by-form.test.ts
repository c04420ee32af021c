import assert from 'node:assert/strict';
import {test} from 'node:test';
import {askedByForm, byForm} from '../../../../source/formats/textlog/line/by-form.ts';
import {scan} from '../scan-lines.ts';

test('a pattern finds in each line what is in that line, though lines of its form were asked before', () => {
	const epoch = byForm(/^epoch (\d+)\/(\d+)$/);
	assert.deepEqual(epoch.exec('epoch 1/9')?.slice(1), ['1', '9']);
	assert.deepEqual(epoch.exec('epoch 7/9')?.slice(1), ['7', '9']);
	assert.equal(epoch.test('epoch 8/9'), true);
	for (const line of ['epoch 1 of 9', 'epoch 2 of 9', 'epoch 12/9', 'Epoch 1/9'])
		assert.equal(epoch.test(line), /\d\d\//.test(line));
	const long = `${'x'.repeat(600)} 1`;
	assert.deepEqual([byForm(/x \d$/).test(long), byForm(/y/).exec(long)], [true, null]);
});

test('a pattern that names a digit is asked of every line', () => {
	const top = byForm(/top[15]/);
	assert.deepEqual(
		['top1', 'top2', 'top5'].map(line => top.test(line)),
		[true, false, true],
	);
	assert.equal(byForm(/\bat 10\b/).test('at 20'), false);
	assert.equal(byForm(/\bat 10\b/).test('at 10'), true);
});

test('lines of equal length whose points stand elsewhere are of different forms', () => {
	let asked = 0;
	const hasPoint = askedByForm(line => {
		asked++;
		return line.charAt(7) === '.';
	});
	const lines = ['loss: 10.5', 'loss: 9.55', 'loss: 11.4', 'loss: 8.10'];
	assert.deepEqual(lines.map(hasPoint), [false, true, false, true]);
	assert.equal(asked, 2);
});

test('lines that rule an output leave what stands beside their marks as it is', () => {
	const line = '-'.repeat(70);
	assert.deepEqual(scan(line, `${line} epoch 1 loss: 0.5 ${'*'.repeat(40)}`, '===== step 2 loss=-0.25 ====='), [
		'1 loss=0.5',
		'2 loss=-0.25',
	]);
	assert.deepEqual(scan('epoch 1 loss......: 0.5 acc ---- 0.9'), scan('epoch 1 loss...: 0.5 acc -- 0.9'));
});
