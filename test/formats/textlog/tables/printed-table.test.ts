import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('a warning between the rows of a table that a logger prints costs none of them', () => {
	const ruler = '-'.repeat(30);
	const rows = ['|  Epoch |  1 |', 'foo.py:3: UserWarning: Mean of empty slice', '  out = x / 3', '|  AverageEpRet |  22.5 |'];
	assert.deepEqual(scan(ruler, ...rows, ruler), ['1 AverageEpRet=22.5']);
	// Rows of two cells that no line of dashes has begun are of something else.
	assert.deepEqual(scan('| Epoch | 1 |', '| loss | 3 |', 'In 2 minutes', ruler), []);
});

test('of a table with a metric a row sections stand before the names, and what counts steps tells where they belong', () => {
	const ruler = '-'.repeat(30);
	const sections = ['| rollout/ |  |', '|   ep_len | 22.8 |', '| time/ |  |', '|   fps | 512 |', '|   iterations | 1 |'];
	const table = [...sections, '|   total_timesteps | 2048 |', '| train/ |  |', '|   loss | 6.4 |'];
	assert.deepEqual(scan(ruler, ...table, ruler), ['2048 rollout/ep_len=22.8 time/fps=512 train/loss=6.4']);
	const cases: [string[], string[]][] = [
		[
			['| step | 3 |', '| loss | 0.5 |', ruler, '| step | 4 |', '| loss | 0.25 |'],
			['3 loss=0.5', '4 loss=0.25'],
		],
		[['| loss | 0.5 |'], ['0 loss=0.5']],
		[['| step | 3.5 |', '| loss | 0.5 |'], ['0 loss=0.5']],
		[['| train/ | x |', '| step | 3 |', '| loss | 0.5 |'], ['3 loss=0.5']],
		[['| step | 3 |', '| name | run-1 |', '|  | 7 |', '| acc | 0.25 |'], ['3 acc=0.25']],
		[['| step | 3 |', '| loss | 0.5 | 0.4 |', '| acc | 0.25 |'], ['3 acc=0.25']],
		[['| step | 3 |', '| loss | 0.5', '| acc | 0.25 |'], ['3 acc=0.25']],
		[['| Hyperparameter | Value |', '| epochs | 30 |', '| lr | 0.1 |'], []],
		[['| Argument | Values |', '| lr | 0.1 |', ruler, '| step | 3 |', '| loss | 0.5 |'], []],
		[[], []],
	];
	for (const [lines, points] of cases) assert.deepEqual(scan(ruler, ...lines, ruler), points, lines.join());
});

test('a grid with a line below each row has arguments, of which none counts, and metrics', () => {
	const line = '+--------+-------+';
	const grid = (...rows: string[]) => [line, ...rows.flatMap(row => [row, line])];
	const told = grid('| Bins   | 16    |', '| Dropout | 0.5  |', '| Epochs | 500   |', '| Learning rate | 0.001 |');
	assert.deepEqual(scan(...told, 'Training Loss: 0.5', 'Training Loss: 0.25'), ['0 Training Loss=0.5', '1 Training Loss=0.25']);
	const rows = grid('| Steps | 100 |', '| Seconds | 2.5 |', '| Loss | 0.5 |', '| Acc | 0.75 |');
	assert.deepEqual(scan(...rows), ['100 Loss=0.5', '100 Acc=0.75']);
	assert.deepEqual(scan(...grid('| Epoch | 3 |'), 'loss: 0.5', ...grid('| acc | 0.75 |')), ['3 loss=0.5', '3 acc=0.75']);
});
