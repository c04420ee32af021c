import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from './read-log.ts';

test('makes no row of the halves of two that a hole of zero bytes has between them, and says so', () => {
	const rows = Array.from({length: 9}, (_, i) => `step ${i}0 loss 0.${9 - i}`);
	const text = [
		...rows.slice(0, 4),
		'step 40 loss 0.\0\0\0\0\0s 0.4',
		`${'\0'.repeat(9)}step 60 loss 0.3`,
		'step 70 loss 0.\x002',
		'',
	];
	const run = readLog(text.join('\n'));
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 10, 20, 30, 60],
	);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[
			'Line 5 holds zero bytes: what was written there is lost, and it was left out',
			'Line 6 begins with zero bytes: what was written there is lost',
			'Line 7 holds zero bytes: what was written there is lost, and it was left out',
		],
	);
});

test('reads a line with the zero byte at the end of a string', () => {
	const run = readLog('gpu A100\0: step 1 loss 0.5\ngpu A100\0: step 2 loss 0.25\n');
	assert.deepEqual(run.points('loss').at(-1), [2, 0.25]);
	assert.deepEqual(run.problems, []);
});

test('reads letters of two bytes that follow those of one byte, as a shell appends them', () => {
	const head = Array.from({length: 1000}, (_, i) => `step ${i} loss 0.5\n`).join('');
	const wide = Buffer.from('step 1000 loss 0.125\nstep 1001 loss 0.1\n', 'utf16le');
	const run = readLog(Buffer.concat([Buffer.from(head), wide]));
	assert.deepEqual(run.points('loss').slice(-2), [
		[1000, 0.125],
		[1001, 0.1],
	]);
	assert.deepEqual(run.problems, []);
});

test('reads a log in UTF-16 without a byte order mark, of either order', () => {
	const wide = Buffer.from('step 1 loss 2.5\nstep 2 loss 1.5\n', 'utf16le');
	for (const bytes of [wide, Buffer.from(wide).swap16()])
		assert.deepEqual(readLog(bytes).points('loss'), [
			[1, 2.5],
			[2, 1.5],
		]);
});
