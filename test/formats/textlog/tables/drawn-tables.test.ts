import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads tables that are drawn with lines', () => {
	const lines = [
		'┏━━━━━━━┳━━━━━━━━━━━━┳━━━━━━┓',
		'┃ epoch ┃ train loss ┃ best ┃',
		'┡━━━━━━━╇━━━━━━━━━━━━╇━━━━━━┩',
		'│ 0     │ 2.5        │      │',
		'│ 1     │ 2.25       │ ✔    │',
		'└───────┴────────────┴──────┘',
	];
	assert.deepEqual(scan(...lines), ['0 train loss=2.5', '1 train loss=2.25']);
	const other = ['│ Metric  │ DataLoader 0 │', '│ test_acc │ 0.9 │'];
	assert.deepEqual(
		scan(...lines, ...other, '│ 2 │ 2.0 │ │').filter(text => !text.includes('test')),
		['0 train loss=2.5', '1 train loss=2.25'],
	);
});

test('reads tables with bars only between their columns, and a column of percents as their numbers', () => {
	const lines = [
		'Epoch |   Train Loss |  Acc',
		'------+--------------+-----',
		'    1 |         2.50 |   0%',
		'    2 |         2.25 |  51%',
	];
	assert.deepEqual(scan(...lines), ['1 Train Loss=2.5 Acc=0', '2 Train Loss=2.25 Acc=51']);
	assert.deepEqual(scan(lines[0]!, '  3 |  2.0 | 52.5 %', ' 50%|█████     | 5/10 [00:01<00:01, 5.00it/s]', '  4 |  1.5 | 53%'), [
		'3 Train Loss=2 Acc=52.5',
		'4 Train Loss=1.5 Acc=53',
	]);
	// Of two units only that of the first row is known to be the column's.
	assert.deepEqual(scan('| epoch | loss | acc |', '| 0 | 2.5 | 51% |', '| 1 | 1.5 | 0.5 |'), ['0 loss=2.5 acc=51', '1 loss=1.5']);
});

test('reads tables in Markdown whose steps stand behind a metric', () => {
	const table = [
		'| Training Loss | Epoch | Step | Validation Loss | Wer     |',
		'|:-------------:|:-----:|:----:|:---------------:|:-------:|',
		'| No log        | 1.0   | 100  | 2.5             | 39.5    |',
		'| 2.25          | 2.0   | 200  | 2.0             | 38.5    |',
	];
	const rows = ['100 Validation Loss=2.5 Wer=39.5', '200 Training Loss=2.25 Validation Loss=2 Wer=38.5'];
	assert.deepEqual(scan(...table), rows);
	// Behind rows of another form it sums those up.
	assert.deepEqual(scan("{'loss': 2.5, 'epoch': 0.5}", ...table), ['0 loss=2.5']);
	assert.deepEqual(scan('| Model | Epoch | loss |', '| 3 | 1 | 2.5 |'), []);
});
