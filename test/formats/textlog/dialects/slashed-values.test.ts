import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test("reads DreamerV3's rows below their steps", () => {
	assert.deepEqual(
		scan(
			'--------------------[Step 1_104]--------------------',
			'episode/score 3.1 / episode/length 233 / train/loss/con 1.2e-4 / train/loss/dyn -2.8e4 / train/rand/x nan',
			'Wrote checkpoint: /logdir/ckpt/20250411',
			'--------------------[Agent Step 558_096]--------------------',
			"Metrics filtered by: 'score|length|fps|ratio|train/loss/|train/rand/'",
			'episode/score 3.5 / fps/policy 62.99 / train/loss/rew 0',
			'Replay has 12 / 24 chunks',
			'episode/score 9 / fps/policy 62.99',
		),
		[
			'1104 episode/score=3.1 episode/length=233 train/loss/con=0.00012 train/loss/dyn=-28000 train/rand/x=NaN',
			'558096 episode/score=3.5 fps/policy=62.99 train/loss/rew=0',
		],
	);
});

test('a row that rich has wrapped goes on with the value of the name at the end of a line', () => {
	assert.deepEqual(
		scan(
			'─────────────────── Step 381545 ───────────────────',
			'train/action_mag 9 / train/action_std 0.42 /                         ',
			'train/grad_norm 2.47 / train/grad_steps 1 / train/critic_opt_loss',
			'1.4e4 / train/extr_critic_mag 0',
		),
		[
			'381545 train/action_mag=9 train/action_std=0.42',
			'381545 train/grad_norm=2.47 train/grad_steps=1',
			'381545 train/critic_opt_loss=14000 train/extr_critic_mag=0',
		],
	);
});

test("reads DreamerV2's rows, and no others that have slashes", () => {
	assert.deepEqual(scan('[5847513] return 6.12 / length 151 / total_steps 5.8e6', 'Episode has 151 steps and return 6.1.'), [
		'5847513 return=6.12 length=151 total_steps=5800000',
	]);
	assert.deepEqual(scan('[12] files 3 / folders 4', '──── Step 1 ────', 'copied 5 / total 10', 'copied 5 / total 10'), []);
	assert.deepEqual(scan('──── Step 5 ────', 'loss: 0.5'), ['5 loss=0.5']);
});
