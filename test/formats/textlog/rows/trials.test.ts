import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads what a trial of Optuna came to, and none of the parameters that it was given', () => {
	assert.deepEqual(
		scan(
			"[I 2025-06-10 12:00:00,123] Trial 0 finished with value: 0.5 and parameters: {'lr': 0.01}. Best is trial 0 with value: 0.5.",
			"[W 2025-06-10 12:00:01,123] Trial 1 failed with parameters: {'lr': 0.02} because of the following error: KeyError('a').",
			"[I 2025-06-10 12:00:02,123] Trial 2 finished with value: 0.25 and parameters: {'lr': 0.03}. Best is trial 2 with value: 0.25.",
		),
		['0 value=0.5', '2 value=0.25'],
	);
	assert.deepEqual(
		scan(
			"Trial 3 finished with values: [0.5, 1.25] and parameters: {'x': 1}.",
			"Trial 4 finished with values: {'acc': 0.5, 'time': 2.0} and parameters: {'x': 1}.",
		),
		['3 value 0=0.5 value 1=1.25', '4 acc=0.5 time=2'],
	);
});

test('trials among counted epochs leave the output where it is', () => {
	assert.deepEqual(
		scan(
			'epoch 5 loss 0.5',
			"Trial 0 finished with value: 0.25 and parameters: {'lr': 0.01}.",
			'val_loss: 0.75',
			'epoch 6 loss 0.4',
		),
		['5 loss=0.5', '0 value=0.25', '5 val_loss=0.75', '6 loss=0.4'],
	);
});
