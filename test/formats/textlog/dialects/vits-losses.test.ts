import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

const line = (text: string) => `2021-06-11 10:00:10,123\tljs_base\tINFO\t${text}`;

test('reads the losses, steps and rates below the heads of VITS', () => {
	assert.deepEqual(
		scan(
			...[
				"{'train': {'log_interval': 200, 'seed': 1234, 'epochs': 20000, 'learning_rate': 0.0002, 'betas': [0.8, 0.99], 'batch_size': 64}}",
				'Train Epoch: 1 [0%]',
				'[6.018452167510986, 5.8215413093566895, 105.31295776367188, 0, 0.0002]',
				'Saving model and optimizer state at iteration 1 to ./logs/ljs_base/G_0.pth',
				'Train Epoch: 2 [24%]',
				'[1.918452167510986, nan, 45.31295776367188, 200, 0.000199975]',
				'====> Epoch: 2',
			].map(line),
		),
		[
			'0 losses/0=6.018452167510986 losses/1=5.8215413093566895 losses/2=105.31295776367188 lr=0.0002',
			'200 losses/0=1.918452167510986 losses/1=NaN losses/2=45.31295776367188 lr=0.000199975',
		],
	);
});

test('no other list is a row', () => {
	const row = '[6.5, 5.5, 105.5, 100, 0.0002]';
	assert.deepEqual(scan(row, 'Train Epoch: 1 [0%]', 'Saving model', row, 'Train Epoch: 1 [0%]', '[6.5, 5.5, 0.0002]'), []);
});
