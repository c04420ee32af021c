import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

test('places what fairseq says of an epoch at the update that it names', () => {
	assert.deepEqual(
		scan(
			'2026-11-20 10:01:10 | INFO | train_inner | epoch 001:    100 / 250 loss=7.9, num_updates=100, lr=0.0001',
			'2026-11-20 10:01:20 | INFO | train_inner | epoch 001:    200 / 250 loss=7.8, num_updates=200, lr=0.0001',
			"2026-11-20 10:01:45 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 7.5 | num_updates 250 | best_loss 7.5",
			'2026-11-20 10:01:50 | INFO | train | epoch 001 | loss 7.75 | num_updates 250 | lr 0.0001',
			'2026-11-20 10:02:10 | INFO | train_inner | epoch 002:    100 / 250 loss=6.9, num_updates=350, lr=0.0001',
		),
		[
			'100 loss=7.9 num_updates=100 lr=0.0001',
			'200 loss=7.8 num_updates=200 lr=0.0001',
			'250 valid loss=7.5 valid num_updates=250 valid best_loss=7.5',
			'250 train loss=7.75 train num_updates=250 lr=0.0001',
			'350 loss=6.9 num_updates=350 lr=0.0001',
		],
	);
});

test('tells the mean over an epoch from the value of its last step all the same', () => {
	assert.deepEqual(
		scan(
			'epoch 1: 100 / 250 loss=7.9, num_updates=100',
			'valid | epoch 1 | loss 7.5 | num_updates 250',
			'epoch 1 | loss 7.75 | num_updates 250',
		),
		['100 loss=7.9 num_updates=100', '250 valid loss=7.5 valid num_updates=250', '250 epoch loss=7.75 epoch num_updates=250'],
	);
});

test('leaves such a line at the last row where the rows count something else', () => {
	assert.deepEqual(
		scan('epoch 1: 100 / 250 loss=7.9, num_updates=25', 'epoch 1 | val_loss 7.75 | num_updates 62', 'iteration 3 loss=1.5'),
		['100 loss=7.9 num_updates=25', '100 val_loss=7.75 epoch num_updates=62', '3 loss=1.5'],
	);
});

test('reads the timesteps of evaluations', () => {
	const table = (steps: number) => [
		'-----------',
		'| time/ | |',
		`|  total_timesteps | ${steps} |`,
		'| train/ | |',
		'|  loss | 0.5 |',
		'-----------',
	];
	const evaluation = (steps: number) => `Eval num_timesteps=${steps}, episode_reward=72.20 +/- 12.80`;
	assert.deepEqual(scan(...table(256), evaluation(500), ...table(768)), [
		'256 train/loss=0.5',
		'500 Eval episode_reward=72.2',
		'768 train/loss=0.5',
	]);
	assert.deepEqual(scan(evaluation(500), evaluation(1000)), ['500 Eval episode_reward=72.2', '1000 Eval episode_reward=72.2']);
});
