import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from '../read-table.ts';

test('reads numbers that have a mark, or their mean, behind them', () => {
	const points = [
		[1, 2.5],
		[2, 1.25],
		[3, 1.5],
	];
	for (const cells of [
		['2.5*', '1.25', '1.5'],
		['2.5', '1.25 *', '1.5\u2193'],
		['2.5 (best)', '1.25 best', '1.5'],
		['2.5 (2.7500)', '1.25 (1.875)', '1.5(1.75)'],
	]) {
		const run = read(`epoch,loss,acc\n${cells.map((cell, i) => `${i + 1},${cell},0.5\n`).join('')}`);
		assert.deepEqual(run.points('loss'), points, cells.join(' '));
		assert.deepEqual(run.problems, []);
	}
});

test('reads the sign of infinity', () => {
	const run = read('epoch,loss,acc\n1,2.5,0.1\n2,\u221e,0.1\n3,-\u221e,0.1\n');
	assert.deepEqual(run.points('loss'), [
		[1, 2.5],
		[2, Number.POSITIVE_INFINITY],
		[3, Number.NEGATIVE_INFINITY],
	]);
});

test('says what cells of a metric were not read', () => {
	const run = read('epoch,loss,correct,batch,file\n1,2.5,0/100,1/9,3a.pt\n2,1.25x,5/100,2/9,4a.pt\n3,1,10/100,3/9,5a.pt\n');
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[
			'"loss" has "1.25x" in line 3, which is no number: that, and others like it, were not read',
			'"correct" has "5/100" in line 3, which may be a share or a count of them: that, and others like it, were not read',
		],
	);
	assert.deepEqual([...run.metrics.keys()], ['loss']);
});

test('tells of a torn cell its beginning', () => {
	const {problems} = read(`epoch,loss,acc\n1,2.5,0.5\n2,3${'x'.repeat(5000)},0.5\n3,1.5,0.5\n`);
	assert.match(problems[0]!.message, /^"loss" has "3x{39}\u2026" in line 3, which is no number/);
});

test('takes no versions and remarks for numbers with a mark', () => {
	const run = read('epoch,loss,version,note\n1,2.5,1.2 (3),\n2,1.25,1.2 (3),3 best\n');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.problems, []);
});

test('a header behind the first digits of a row is the header', () => {
	const run = read('epoch,acc,loss\n9,0.1,2\n10,0.2,1\n1epoch,acc,loss\n10,0.3,1\n11,0.4,0.5\n');
	assert.deepEqual([...run.metrics.keys()], ['acc', 'loss']);
	assert.deepEqual(
		run.points('acc').map(([step]) => step),
		[9, 10, 11],
	);
});
