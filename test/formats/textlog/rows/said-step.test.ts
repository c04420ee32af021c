import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('the rows of an epoch of fairseq are at the update that they say, which comes behind the last row of steps', () => {
	const rows = [1, 2].flatMap(epoch => [
		`train_inner | epoch 00${epoch}:    200 / 250 loss=${8 - epoch}, num_updates=${250 * epoch - 50}, lr=0.5`,
		`valid | epoch 00${epoch} | valid on 'valid' subset | loss ${7 - epoch} | wps 30000 | num_updates ${250 * epoch}`,
		`train | epoch 00${epoch} | loss 6.5 | num_updates ${250 * epoch} | lr 0.5`,
	]);
	const losses = scan(...rows.map(row => `2026-11-20 10:01:10 | INFO | ${row}`)).map(row =>
		row.match(/^\d+|\S*(?: loss|^loss)=\S+/g),
	);
	assert.deepEqual(
		losses.map(found => found?.join('')),
		['200 loss=7', '250valid loss=6', '250train loss=6.5', '450 loss=6', '500valid loss=5', '500train loss=6.5'],
	);
});

test('an evaluation of Stable-Baselines3 is at the step that its line says, which comes before its table', () => {
	const table = (step: number) => [
		'---------------------------------',
		'| time/              |          |',
		`|    total_timesteps | ${step}  |`,
		'| rollout/           |          |',
		'|    ep_rew_mean     | 24.5     |',
		'---------------------------------',
	];
	const line = (step: number) => `Eval num_timesteps=${step}, episode_reward=72.25 +/- 12.80`;
	const rows = scan(...table(256), line(500), ...table(512), line(1000)).filter(row => row.includes('episode_reward'));
	assert.deepEqual(
		rows.map(row => row.split(' ')[0]),
		['500', '1000'],
	);
});
