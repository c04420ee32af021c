import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from './scan-lines.ts';

test('takes no metric from the names of files, ordinals, durations of steps, and what a value was', () => {
	assert.deepEqual(scan("step 80: 'val_loss' reached 2.5 (best 2.5), saving model to '/results/a.ckpt' as top 3"), [
		'80 val_loss=2.5 best=2.5',
	]);
	assert.deepEqual(scan('step 200 loss: 2', 'Model is improving ppl: inf --> 150.3.'), ['200 loss=2']);
	assert.deepEqual(scan('Epoch: 0', ' [>...]  Step: 45ms | Loss: 1.0 | Acc: 0.5% (0/128) 1/391'), ['0 Loss=1 Acc=0.5']);
	assert.deepEqual(scan('Iteration 5, Testing net (#0)', 'Iteration 5, loss = 2'), ['5 loss=2']);
	assert.deepEqual(scan('step 5 | loss: 2', 'total 123 files'), ['5 loss=2']);
});

test('keeps units out of names, and names of two words together', () => {
	assert.deepEqual(scan('global_step: 1 | train_step_timing in s: 1.12'), ['1 train_step_timing=1.12']);
	assert.deepEqual(scan('step=1, train_step_timing in s=0.5'), ['1 train_step_timing=0.5']);
	assert.deepEqual(scan('Iteration 50: error = 70.1, gradient norm = 0.051 (50 iterations in 0.2s)'), [
		'50 error=70.1 gradient norm=0.051',
	]);
});

test('keeps minutes and the time of loading out, and names that look like prose whole', () => {
	assert.deepEqual(scan('Epoch 1   time: 1.5 m   valid_acc: 0.75   Time Taken: 12.5'), ['1 valid_acc=0.75']);
	assert.deepEqual(
		scan('epoch 1 training time consumed: 12.5s \t Train Acc: 0.75', 'Test set: Epoch: 1, Accuracy: 0.5, Time consumed:1.5s'),
		['1 Train Acc=0.75', '1 Test Accuracy=0.5'],
	);
	assert.deepEqual(scan('(epoch: 1, iters: 100, time: 0.25, data: 5.5) G_L1: 0.75'), ['100 G_L1=0.75']);
	assert.deepEqual(scan('step 100 loss: 1.5, pde: 0.5, data: 0.25'), ['100 loss=1.5 pde=0.5 data=0.25']);
	assert.deepEqual(scan('step 100 time: 2.5, loss: 1.5, data: 0.25'), ['100 loss=1.5 data=0.25']);
	assert.deepEqual(scan('step 100 loss: 1.5 m: 0.75', 'step 200 loss 1.5 m 0.875'), [
		'100 loss=1.5 m=0.75',
		'200 loss=1.5 m=0.875',
	]);
	assert.deepEqual(scan('epoch 1 mAP: 0.5', 'OP: 0.5, OR: 0.25, mAP: 0.5'), ['1 mAP=0.5', '1 OP=0.5 OR=0.25 mAP=0.5']);
	assert.deepEqual(scan('Epoch 1, Step 30: Reconstruction Loss=2.5, KL Loss=1.5'), ['30 Reconstruction Loss=2.5 KL Loss=1.5']);
});

test('a list of numbers is no value, and a unit with a value of its own is a name', () => {
	assert.deepEqual(scan('step 1: loss=0.5, range=[0.1, 0.2], betas=(0.9, 0.999), acc=0.75'), ['1 loss=0.5 acc=0.75']);
	assert.deepEqual(scan('step 1: scores: [0.1 0.2 0.3] loss: [0.5]'), ['1 loss=0.5']);
	assert.deepEqual(scan('step 1: loss: (0.5, mean 0.4)'), ['1 loss=0.5 mean=0.4']);
	assert.deepEqual(scan('step=1 loss=0.5 tokens/s=1,234.5'), ['1 loss=0.5 tokens/s=1234.5']);
	assert.deepEqual(scan('step 1 loss 0.5 speed: 120 tokens/s | acc=0.75'), ['1 loss=0.5 speed=120 acc=0.75']);
});

test('a word in brackets that says that values are means is said of each', () => {
	assert.deepEqual(
		scan(
			'[Train][Epoch 1/20][Iter: 30/200]top1: 0.4, loss: 1.5',
			'[Train][Epoch 1/20][Avg]top1: 0.3, loss: 3.2',
			'[Eval][Epoch 1][Avg]loss: 2.4',
		),
		['30 top1=0.4 loss=1.5', '30 Avg top1=0.3 Avg loss=3.2', '30 Eval Avg loss=2.4'],
	);
});

test('the fits of a cross validation are no steps', () => {
	assert.deepEqual(
		scan('[CV 1/2; 1/2] END ........C=1, kernel=rbf;, score=0.911', '[CV 2/2; 1/2] END ........C=1, kernel=rbf;, score=0.921'),
		['0 score=0.911', '1 score=0.921'],
	);
});

test('reads the value of other data where name and number only stand beside each other', () => {
	assert.deepEqual(
		scan('epoch 1 loss 0.8', 'Val: loss 0.7', 'DEV : loss 0.6', 'Test the loss 3 times', 'The test loss 0.5 is bad'),
		['1 loss=0.8', '1 Val loss=0.7', '1 DEV loss=0.6'],
	);
});

test('reads an epoch whose number stands right before its word', () => {
	assert.deepEqual(scan('1epoch results: [train] loss=0.5, acc=0.25, [valid] loss=0.75'), [
		'1 train loss=0.5 train acc=0.25 valid loss=0.75',
	]);
	assert.deepEqual(
		scan('1epoch:train:1-100batch: loss=4', '1epoch:train:101-200batch: loss=3', '2epoch:train:1-100batch: loss=2'),
		['100 loss=4', '200 loss=3', '300 loss=2'],
	);
	assert.deepEqual(scan('saved every 10epochs loss=0.5'), ['0 loss=0.5']);
});

test('of a value before an arrow and one behind it takes the one that is there now', () => {
	assert.deepEqual(scan('epoch 1: loss 0.5 -> 0.25, acc 0.3 --> 0.4, lr: 0.1 => 0.01'), ['1 loss=0.25 acc=0.4 lr=0.01']);
	assert.deepEqual(scan('loss: 0.5 -> 0.25'), ['0 loss=0.25']);
	assert.deepEqual(scan('Epoch 3: val loss decreased (0.5 --> 0.4)', 'Epoch 3: loss=2'), ['3 loss=2']);
});

test('what another stream wrote into a line right behind a value has no name that is known', () => {
	assert.deepEqual(scan('step 1 | acc: 0.5 | train/loss: 0.10000val loss: 2.00000 acc: 0.25'), ['1 acc=0.5']);
	assert.deepEqual(scan('step: 0val loss: 2.00000'), []);
	assert.deepEqual(scan('step 1 | loss: 0.5Epoch 3 acc: 0.1'), []);
	assert.deepEqual(scan('step 1 | mem: 12GiB loss: 0.5', 'step 2 | speed: 32img loss: 0.25', 'step 3 | step: 45ms loss: 0.125'), [
		'1 loss=0.5',
		'2 loss=0.25',
		'3 loss=0.125',
	]);
});

test('among other values all the words before "=" are the name, and at the beginning of a line the last one where others may be prose', () => {
	assert.deepEqual(scan('step=1, loss=0.5, Depth Loss=0.25, load balancing loss=0.125'), [
		'1 loss=0.5 Depth Loss=0.25 load balancing loss=0.125',
	]);
	assert.deepEqual(scan(' 10%|█         | 1/10 [00:01<00:05,  1.00it/s, loss=0.5, val loss=0.3, best val loss=0.2]'), [
		'1 loss=0.5 val loss=0.3 best val loss=0.2',
	]);
	assert.deepEqual(scan('Episode: 1, total reward=18, avg reward=9'), ['1 total reward=18 avg reward=9']);
	assert.deepEqual(scan('Epoch 1/8 - D loss=0.1, G loss=5.1', 'avg loss=0.2 G loss=5'), [
		'1 D loss=0.1 G loss=5.1',
		'1 avg loss=0.2 G loss=5',
	]);
	assert.deepEqual(scan('epoch 1 finished loss=0.5 acc=0.25', 'Saved the weights loss=0.25', 'Optimizer(kind=1) lr loss=0.5'), [
		'1 loss=0.5 acc=0.25',
		'1 loss=0.25',
		'1 loss=0.5',
	]);
	assert.deepEqual(scan('step=1, loss=0.5, train loss=0.25', 'step=2, train loss=0.25'), [
		'1 loss=0.5 train loss=0.25',
		'2 loss=0.25',
	]);
	assert.deepEqual(scan('step 2 loss=0.5, saved checkpoint acc=0.25'), ['2 loss=0.5 acc=0.25']);
	assert.deepEqual(scan('epoch 2', 'cls loss=0.1, box loss=0.2'), ['2 cls loss=0.1 box loss=0.2']);
	assert.deepEqual(scan('step 3', 'train/CE loss=0.5'), ['3 train/CE loss=0.5']);
});

test('names of a metric whose last word alone says nothing, and words that only lead to a name', () => {
	assert.deepEqual(scan('epoch 1: Loss G = 0.5, Loss D = 0.25'), ['1 Loss G=0.5 Loss D=0.25']);
	assert.deepEqual(scan('Epoch 1 with loss=0.5, then acc=0.25', 'Epoch 2 loss=0.5, which gives acc=0.25'), [
		'1 loss=0.5 acc=0.25',
		'2 loss=0.5 acc=0.25',
	]);
});

test('numbers and remarks in names belong to them where others differ by those alone', () => {
	assert.deepEqual(scan('epoch=1, R@1 = 0.1, mAP 50 = 0.5, mAP 50-95 = 0.25'), ['1 R@1=0.1 mAP 50=0.5 mAP 50-95=0.25']);
	assert.deepEqual(scan('epoch 1 | mAP 50: 0.5 | val class 0 acc: 0.5 | val class 1 acc: 0.25'), [
		'1 mAP 50=0.5 val class 0 acc=0.5 val class 1 acc=0.25',
	]);
	assert.deepEqual(scan('epoch 1; class 0 acc = 0.5; class 1 acc = 0.25'), ['1 class 0 acc=0.5 class 1 acc=0.25']);
	assert.deepEqual(scan('epoch 1: top 1 acc = 0.5, top 5 acc = 0.75'), ['1 top 1 acc=0.5 top 5 acc=0.75']);
	assert.deepEqual(scan('epoch=1, F1 (macro) = 0.5, F1 (micro) = 0.25'), ['1 F1 (macro)=0.5 F1 (micro)=0.25']);
	assert.deepEqual(scan('step 7 reward 12 length: 5 reward 15 length: 7'), ['7 reward=12 length=5 reward=15 length=7']);
	// Alone they may be a value, and a remark on one.
	assert.deepEqual(scan('epoch 1 reward 12 acc=0.5', 'epoch 2 correct 91 of 100 = 91%', 'epoch 3 F1 (macro) = 0.5'), [
		'1 reward=12 acc=0.5',
		'2 correct=91',
		'3 F1=0.5',
	]);
});

test('counters in thousands, of a name and of a range', () => {
	assert.deepEqual(scan('Step 1.5k/10k loss 0.5', 'iter 2K/20K | loss 0.25'), ['1500 loss=0.5', '2000 loss=0.25']);
	assert.deepEqual(scan('Downloading 100k/1M loss 0.5'), []);
	assert.deepEqual(scan('Num timesteps: 1000', 'Best mean reward: 1.5 - Last mean reward per episode: 1.25'), [
		'1000 Best mean reward=1.5 mean reward per episode=1.25',
	]);
	assert.deepEqual(scan('Epoch 1: loss: 0.5, steps per epoch = 100', 'Epoch 2: time per step = 0.5'), [
		'1 loss=0.5 steps per epoch=100',
		'2 time per step=0.5',
	]);
	assert.deepEqual(scan('Starting training from epoch 0 to 5, lr=0.1', 'Epoch 1/5 loss=0.5'), ['1 loss=0.5']);
});

test('scalars of TensorFlow are the values of the names before them, and shapes are none', () => {
	assert.deepEqual(scan('Epoch 1 loss: tf.Tensor(0.5, shape=(), dtype=float32) acc: tf.Tensor(0.25, shape=(), dtype=float32)'), [
		'1 loss=0.5 acc=0.25',
	]);
	assert.deepEqual(scan('Epoch 1 loss: <tf.Tensor: shape=(), dtype=float32, numpy=0.5> acc: 0.25'), ['1 loss=0.5 acc=0.25']);
	assert.deepEqual(scan('Epoch 1 | loss 0.5 | shape 3,224,224'), ['1 loss=0.5']);
});

test('a full stop that shortens a word of a name ends nothing', () => {
	assert.deepEqual(scan('Step 0 | Loss: 0.5 | Grad. Norm: 0.25 | Acc.: 0.125'), ['0 Loss=0.5 Grad. Norm=0.25 Acc=0.125']);
	assert.deepEqual(scan('Step 0 done. Loss: 0.5'), ['0 Loss=0.5']);
});

test('a word in brackets behind data in brackets says what the values behind it are of', () => {
	assert.deepEqual(scan('1epoch results: [train] loss=0.5, n=8, [valid] loss=0.75, n=10, [att_plot] n=0'), [
		'1 train loss=0.5 train n=8 valid loss=0.75 valid n=10 att_plot n=0',
	]);
});

test('what counts things in a text that a model is given is no value', () => {
	const texts = ['loss: 3 ducks', 'prompt: reward: 5 apples, please.', 'A question of loss: 3 ducks are on a pond.'];
	assert.deepEqual(scan('step 1 loss 0.5', ...texts), ['1 loss=0.5']);
	for (const text of [
		'loss: 3',
		'loss: 3 improved',
		'loss: 3 grads 0.5',
		'loss: 3 points',
		'loss: 3 in 12 steps',
		'loss: 3.5 ducks',
	])
		assert.match(scan('step 1 acc 0.5', text)[1] ?? '', /^1 loss=3/, text);
	assert.deepEqual(scan('step 4 loss: 3 ducks'), ['4 loss=3']);
});

test('what an evaluation comes to is a value on a line of its own too, behind rows that count', () => {
	for (const [line, name] of [
		['R²: 0.25', 'R²'],
		['  MAPE:      0.25%', 'MAPE'],
		['METEOR: 0.25', 'METEOR'],
		['  • Specificity: 0.25', 'Specificity'],
		['Success rate: 0.25%', 'Success rate'],
		['NMI = 0.25', 'NMI'],
		['测试集准确率: 0.25', '测试集准确率'],
		['테스트 정확도: 0.25', '테스트 정확도'],
	])
		assert.deepEqual(scan('epoch 1 loss 0.5', line!), ['1 loss=0.5', `1 ${name}=0.25`], line);
	for (const line of ['patience: 5', 'Memory: 0.25']) assert.deepEqual(scan('epoch 1 loss 0.5', line), ['1 loss=0.5'], line);
});

test('takes what an evaluation comes to beside a usual metric, by the names of its scores', () => {
	assert.deepEqual(scan('epoch 1 loss 0.5', 'Accuracy: 0.5, Sensitivity: 0.25, MCC: 0.75, hits@10: 0.125, patience: 5'), [
		'1 loss=0.5',
		'1 Accuracy=0.5 Sensitivity=0.25 MCC=0.75 hits@10=0.125',
	]);
	assert.deepEqual(scan('sensitivity: 0.25, kappa: 0.5', 'loss: 0.5'), ['0 loss=0.5']);
	// The same where rows say no step.
	for (const name of ['BERTScore', 'CLIPScore', 'HR@10', 'R@1', 'MOTA', 'MPJPE'])
		assert.deepEqual(
			scan(`BLEU: 0.25, ${name}: 0.5`, `BLEU: 0.5, ${name}: 0.75`),
			[`0 BLEU=0.25 ${name}=0.5`, `1 BLEU=0.5 ${name}=0.75`],
			name,
		);
});
