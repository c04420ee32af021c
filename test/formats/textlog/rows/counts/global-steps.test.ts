import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

/** Rows of three epochs of two steps each, as `write` prints one of them. */
const epochsOf = (write: (own: number, global: number) => string, from = 0) =>
	Array.from({length: 6}, (_, i) => write(i % 2, from + i))
		.map(line => `${line}\n`)
		.join('');
const stepsOf = (text: string) =>
	readLog(text)
		.points('loss')
		.map(([step]) => step);

test('counts by the global step of rows whose other count begins anew', () => {
	const shapes = [
		(own: number, global: number) => `iter: ${own}/2, global_step: ${global}, loss: 2.5`,
		(own: number, global: number) => `step=${own} global_step=${global} loss=2.5`,
		(own: number, global: number) => `Step ${own}/2 (global step ${global}): loss=2.5`,
		(own: number, global: number) => `   --> STEP: ${own}/2 -- GLOBAL_STEP: ${global}\n     | > loss: 2.5`,
		(own: number, global: number) => `{'step': ${own}, 'global_step': ${global}, 'loss': 2.5}`,
	];
	for (const write of shapes) {
		assert.deepEqual(stepsOf(epochsOf(write)), [0, 1, 2, 3, 4, 5]);
		assert.deepEqual(stepsOf(epochsOf(write, 400)), [400, 401, 402, 403, 404, 405]);
	}
	assert.equal(readLog(epochsOf(shapes[0]!)).learnt.progress ?? null, null);
});

test('counts by the first count of rows where both rise, or both begin anew', () => {
	const row = (step: number, global: number) => `step=${step} global_step=${global} loss=2.5`;
	assert.deepEqual(scan(row(1, 4), row(2, 8), row(3, 12)), ['1 loss=2.5', '2 loss=2.5', '3 loss=2.5']);
	assert.deepEqual(scan(row(1, 4), row(2, 8), row(0, 0)), ['1 loss=2.5', '2 loss=2.5', '0 loss=2.5']);
});
