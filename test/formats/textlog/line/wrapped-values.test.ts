import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads the value of a scalar that was not unwrapped, with any sign before it', () => {
	assert.deepEqual(
		scan(
			"step 1 loss tensor(0.5, device='cuda:0', grad_fn=<MeanBackward0>) acc: np.float64(nan) n=np.int64(3)",
			'step=2, loss=tensor(0.25), acc=0.5',
			'step:3 - actor/entropy:np.float64(0.35) - val/acc:np.float32(1e-05)',
			'step tensor(4) loss: array(0.125, dtype=float32)',
			'step 5 loss: tensor([0.5, 0.3]) acc: 0.5',
		),
		['1 loss=0.5 acc=NaN n=3', '2 loss=0.25 acc=0.5', '3 actor/entropy=0.35 val/acc=0.00001', '4 loss=0.125', '5 acc=0.5'],
	);
});

test('a name of many words begins with the word that qualifies it, and the best of each epoch is a value of it', () => {
	assert.deepEqual(
		scan(
			'Epoch 0',
			'loss -0.5',
			'Yayy! New best EMA pseudo Dice: 0.015',
			'Epoch 1',
			'loss -0.6',
			'Yayy! New best EMA pseudo Dice: 0.115',
		),
		['0 loss=-0.5', '0 best EMA pseudo Dice=0.015', '1 loss=-0.6', '1 best EMA pseudo Dice=0.115'],
	);
});
