import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {scan} from '../scan-lines.ts';

test('follows one process of a job whose ranks all print', () => {
	assert.deepEqual(scan('[rank0]: step 5 loss=1', '[rank1]: step 5 loss=9', '[rank0]: step 6 loss=2', '[rank1]: step 5 loss=9'), [
		'5 loss=1',
		'6 loss=2',
	]);
	assert.deepEqual(
		scan('0: loading', '1: loading', '0: step 5 loss=1', '1: step 5 loss=9', '1: step 6 loss=9', '0: step 6 loss=2'),
		['5 loss=1', '6 loss=2'],
	);
	assert.deepEqual(scan('0: loss=3', '100: loss=2', '200: loss=1'), ['0 loss=3', '100 loss=2', '200 loss=1']);
});

test('follows the first process where a second one has spoken before numbers have shown to be ranks', () => {
	const row = (step: number) => `0: step ${step} loss ${step}.5\n1: step ${step} loss 9.5\n`;
	assert.deepEqual(readLog(row(0) + row(1) + row(2)).points('loss'), [
		[0, 0.5],
		[1, 1.5],
		[2, 2.5],
	]);
});

test('follows the first of several processes that speak in their order', () => {
	const ranks = [0, 1, 2, 3, 4];
	const round = (at: number) => ranks.map(rank => `${rank}: loss=${at}.${rank} acc=0.5\n`).join('');
	const points = readLog(ranks.map(rank => `${rank}: starting up\n`).join('') + round(1) + round(2) + round(3)).points('loss');
	assert.deepEqual(
		points.map(([, value]) => value),
		[1, 2, 3],
	);
	const steps = [0, 100, 200, 300, 400].map(step => `${step}: loss=${step / 1000}\n`).join('');
	assert.deepEqual(
		readLog(steps)
			.points('loss')
			.map(([step]) => step),
		[0, 100, 200, 300, 400],
	);
});

test('follows one process however its rank is said', () => {
	for (const [a, b] of [
		['Rank 0, ', 'Rank 1, '],
		['[rank 0/2] ', '[rank 1/2] '],
		['rank: 0 ', 'rank: 1 '],
		['GPU 0: ', 'GPU 1: '],
		['[gpu01:0/2] 2024-03-01 10:01:00,000 (trainer:732) INFO: ', '[gpu01:1/2] 2024-03-01 10:01:00,000 (trainer:732) INFO: '],
		['(RayTrainWorker pid=100) ', '(RayTrainWorker pid=99, ip=10.0.0.1) '],
	] as const)
		assert.deepEqual(scan(`${a}epoch: 1 loss: 2`, `${b}epoch: 1 loss: 9`, `${a}epoch: 2 loss: 1`), ['1 loss=2', '2 loss=1'], a);
	assert.deepEqual(scan('rank: 8 alpha: 16 loss: 3', 'rank: 8 loss: 2'), ['0 loss=3', '1 loss=2']);
});

test('follows the lowest rank that has rows, though others have spoken', () => {
	for (const [a, b] of [
		['[default0]:', '[default7]: '],
		['rank 0: ', 'rank 7: '],
		['GPU 0: ', 'GPU 1: '],
	] as const) {
		const lines = [`${a}building GPT model ...`, `${b}iteration 10 loss 3`, `${a}memory 3000`, `${b}iteration 20 loss 2`];
		assert.deepEqual(
			scan(...lines, `${a}iteration 20 loss 1`, `${b}iteration 30 loss 9`),
			['10 loss=3', '20 loss=2', '20 loss=1'],
			a,
		);
	}
	assert.deepEqual(scan('[rank0]: loading', '[rank1]: loss: 9', '[rank0]: loss: 2', '[rank1]: loss: 9', '[rank0]: loss: 1'), [
		'0 loss=9',
		'0 loss=2',
		'1 loss=1',
	]);
});

test('follows a worker that took over from one that is gone', () => {
	const row = (pid: number, epoch: number) => `(RayTrainWorker pid=${pid}) epoch ${epoch} loss ${epoch}`;
	assert.deepEqual(
		scan(row(1, 1), row(2, 1), '(RayTrainWorker pid=3) Setting up process group for: env:// [rank=0, world_size=2]', row(3, 2)),
		['1 loss=1', '2 loss=2'],
	);
	const late = Array.from({length: 30}, (_, i) => row(3, i + 2));
	assert.equal(scan(row(1, 1), ...late).at(-1), '31 loss=31');
	assert.deepEqual(scan('(Map pid=1) epoch 1 mem 5', row(2, 1)), ['1 mem=5', '1 loss=1']);
});
