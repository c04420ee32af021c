import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from './read-log.ts';
import {progressOf, scan} from './scan-lines.ts';

test('the iteration of Tacotron 2 stands between the name of its loss and the value', () => {
	assert.deepEqual(
		scan(
			'Epoch: 0',
			'Train loss 6 1.400000 Grad Norm 1.500000 1.23s/it',
			'Train loss 7 1.300000 Grad Norm 1.250000 1.23s/it',
			'Validation loss 7:  1.450000  ',
			'Train loss 8 nan Grad Norm 1.500000 1.23s/it',
		),
		[
			'6 Train loss=1.4 Grad Norm=1.5',
			'7 Train loss=1.3 Grad Norm=1.25',
			'7 Validation loss=1.45',
			'8 Train loss=NaN Grad Norm=1.5',
		],
	);
	assert.deepEqual(scan('Epoch 1', 'Train loss 2.5 acc 0.8'), ['1 Train loss=2.5 Train acc=0.8']);
});

test('a number behind the name of a loss is one of several where nothing shows Tacotron 2', () => {
	for (const name of ['Val loss', 'Validation loss', 'Train loss', 'Test loss']) {
		const lines = [1, 2, 3].flatMap(n => [`Epoch ${n} acc: 0.${n}`, `${name} 1: 0.${n}`, `${name} 2: 0.5${n}`]);
		const run = readLog(`${lines.join('\n')}\n`);
		assert.deepEqual([...run.metrics.keys()], ['acc', `${name} 1`, `${name} 2`]);
		assert.equal(run.points(`${name} 1`).length, 3);
		assert.equal(run.points('acc').length, 3);
	}
});

test('says with how many epochs a runner of MMCV has begun', () => {
	const row = (epoch: number, batch: number) =>
		`2024-03-01 10:00:00,123 - mmdet - INFO - Epoch [${epoch}][${batch}/110]\tlr: 0.02, loss: 0.5`;
	const begun = "2024-03-01 10:00:00,123 - mmdet - INFO - workflow: [('train', 1)], max: 3 epochs";
	assert.equal(progressOf(begun, row(1, 50), row(1, 100), row(2, 50)), '160/330 batch');
	assert.equal(progressOf(begun, row(1, 50), row(1, 100), row(3, 50), row(3, 100)), '320/330 batch, the last');
	assert.equal(progressOf(row(1, 50), row(1, 100), row(2, 50)), '50/110 batch of a part');
});

test('reads the loss that LightGCN writes onto its name, and its evaluations', () => {
	const [first, second] = ["{'recall': array([0.25])}", "{'recall': array([0.5])}"];
	const rows = ['EPOCH[1/2] loss0.625-|Sample:1.5|', '[TEST]', first, 'EPOCH[2/2] loss0.375-|Sample:1.5|', '[TEST]', second];
	assert.deepEqual(scan(...rows), ['1 loss=0.625 Sample=1.5', '1 recall=0.25', '2 loss=0.375 Sample=1.5', '2 recall=0.5']);
});

test('names with their data in them have it once, whatever their logger is called', () => {
	const row = (logger: string, said: string) => `[2024-03-01 10:00:00,123][${logger}][INFO] - {"epoch": 1, ${said}}`;
	const rows = [
		row('train_inner', '"loss": "2.5", "num_updates": "200"'),
		row('valid', '"valid_loss": "2.25", "valid_num_updates": "200"'),
	];
	assert.deepEqual(scan(...rows), ['200 loss=2.5', '200 valid_loss=2.25']);
});

test('what time costs is no cost', () => {
	assert.deepEqual(scan('INFO:root:Epoch[0] Train-accuracy=0.5', 'INFO:root:Epoch[0] Time cost=10.5'), ['0 Train-accuracy=0.5']);
	assert.deepEqual(scan('[Epoch 0] training: accuracy=0.5', '[Epoch 0] speed: 900 samples/sec\ttime cost: 10.5').slice(1), [
		'0 speed=900',
	]);
	assert.deepEqual(scan('[Epoch 0] cost=10.5'), ['0 cost=10.5']);
});

test('a time beside values makes no prose of them', () => {
	const rows = ['Epoch: 1 loss: 50.5', 'Dev: time: 1.25s, speed: 812.5st/s; acc: 0.75, p: 0.5, r: 0.25, f: 0.375'];
	assert.deepEqual(scan(...rows), ['1 loss=50.5', '1 Dev speed=812.5 Dev acc=0.75 Dev p=0.5 Dev r=0.25 Dev f=0.375']);
});

test('reads the ranks of a re-identification, a line each', () => {
	const lines = ['** Results **', 'mAP: 61.5%', 'CMC curve', 'Rank-1  : 82.5%', 'Rank-10 : 94.5%'];
	assert.deepEqual(scan('epoch: [1/1][20/20]\tloss 2.5 (2.75)', ...lines).slice(1), [
		'20 mAP=61.5',
		'20 Rank-1=82.5',
		'20 Rank-10=94.5',
	]);
});

test('a step behind the speed of steps is one', () => {
	for (const before of [
		'120.5 fps step',
		'(120 fps) step',
		'120 SPS iteration',
		'FPS step',
		'120 fps step:',
		'101 samples per sec epoch',
	])
		assert.deepEqual(scan(`${before} 5 loss 0.5`).at(-1)?.split(' ')[0], '5', before);
	assert.ok(scan('fps: 120, total fps epoch: 3 reward: 0.5').at(-1)?.startsWith('3 '));
});

test('the speed of steps is no step', () => {
	const row = (epoch: number) =>
		`fps step: ${12_000 - epoch} fps step and policy inference: 11001 fps total: 9001 epoch: ${epoch}/100 frames: ${8192 * epoch}`;
	assert.equal(progressOf(row(1), row(2), row(3)), '3/100 epoch');
	assert.deepEqual(scan(row(3), 'saving next best rewards:  [42.0]'), [
		'3 fps step=11997 policy inference=11001 fps total=9001 frames=24576',
		'3 best rewards=42',
	]);
});

test('the batches of a validation are none of training, whose count goes on', () => {
	const lines = [0, 1].flatMap(epoch => [
		...[0, 100].map(
			batch => `DEBUG TRAIN Batch ${epoch}/${batch} loss ${100 - 50 * epoch - batch / 10} loss_att 1.5 lr 0.00002 rank 0`,
		),
		...[0, 100].map(
			batch => `DEBUG CV Batch ${epoch}/${batch} loss ${95 - 50 * epoch - batch / 10} history loss ${96 - epoch} rank 0`,
		),
	]);
	assert.deepEqual(scan(...lines), [
		'0 loss=100 loss_att=1.5 lr=0.00002',
		'100 loss=90 loss_att=1.5 lr=0.00002',
		'100 cv loss=95 cv history loss=96',
		'100 cv loss=85 cv history loss=96',
		'200 loss=50 loss_att=1.5 lr=0.00002',
		'300 loss=40 loss_att=1.5 lr=0.00002',
		'300 cv loss=45 cv history loss=95',
		'300 cv loss=35 cv history loss=95',
	]);
});

test('the batches of a row in brackets count up to the last of them', () => {
	const row = (epoch: number, from: number) =>
		`Epoch[${epoch}] Batch [${from}-${from + 20}]\tSpeed: 1234.56 samples/sec\taccuracy=0.${epoch}${from + 20}`;
	assert.deepEqual(scan(row(0, 0), row(0, 20), row(1, 0), row(1, 20)), [
		'20 Speed=1234.56 accuracy=0.02',
		'40 Speed=1234.56 accuracy=0.04',
		'60 Speed=1234.56 accuracy=0.12',
		'80 Speed=1234.56 accuracy=0.14',
	]);
});

test('a planned number behind its name says of how many an iteration is one', () => {
	const lines = ['iteration: 1 of max_iter: 8', 'iteration: 2 of max_iter: 8, perplexity: 20.9772'];
	assert.deepEqual(scan(...lines), ['2 perplexity=20.9772']);
	assert.equal(progressOf(...lines), '2/8 step');
});

test('an evaluation that its words name before its values has those by itself', () => {
	assert.deepEqual(
		scan('[ITER 7000] Evaluating test: L1 0.0312 PSNR 24.512', '[ITER 7000] Evaluating train: L1 0.0212 PSNR 27.512'),
		['7000 test L1=0.0312 test PSNR=24.512', '7000 L1=0.0212 PSNR=27.512'],
	);
});

test('a value per episode is no episode', () => {
	const lines = [0, 1].flatMap(iteration => [
		`Starting iteration ${iteration}`,
		`Average undiscounted return per training episode: ${iteration + 12}.50`,
		`Average undiscounted return per evaluation episode: ${iteration + 13}.50`,
	]);
	assert.deepEqual(scan(...lines), [
		'0 return per training episode=12.5',
		'0 return per evaluation episode=13.5',
		'1 return per training episode=13.5',
		'1 return per evaluation episode=14.5',
	]);
});

test('steps below the head of an evaluation are its own', () => {
	const training = (epoch: number, step: number, loss: number) => [
		`   --> TIME: 2023-01-01 10:00:00 -- STEP: ${step}/50 -- GLOBAL_STEP: ${50 * epoch + step}`,
		`     | > loss: ${loss.toFixed(5)}  (3.10000)`,
	];
	const evaluation = [
		' > EVALUATION ',
		'   --> STEP: 0',
		'     | > loss: 2.90000  (2.90000)',
		'   --> STEP: 1',
		'     | > loss: 2.80000',
	];
	const epochs = [0, 1].flatMap(epoch => [
		` > EPOCH: ${epoch}/2`,
		' > TRAINING (2023-01-01 10:00:00) ',
		...training(epoch, 0, 3 - epoch),
		...training(epoch, 25, 2.75 - epoch),
		...evaluation,
	]);
	const {metrics} = readLog(`${epochs.join('\n')}\n`);
	const loss = metrics.get('loss')!;
	assert.deepEqual(
		[0, 25, 50, 75].map(step => loss.values.at(loss.steps.lowerBound(step))),
		[3, 2.75, 2, 1.75],
	);
	assert.equal(loss.length, 4);
});

test('a bar without a name below a line that begins an evaluation is of that', () => {
	const train = (iter: number, epoch = 1) =>
		`[INFO]\t[TRAIN] epoch: ${epoch}, iter: ${iter}/100, loss: 1.${iter}, batch_cost: 0.1234`;
	const lines = [
		train(10),
		train(20),
		'[INFO]\tStart evaluating (total_samples: 76, total_iters: 19)...',
		' 1/19 [>.............................] - ETA: 0s - batch_cost: 0.0400',
		'19/19 [==============================] - 0s 1ms/step - batch_cost: 0.0500',
		'[INFO]\t[EVAL] #Images: 76 mIoU: 0.3000 Acc: 0.8200',
		train(30, 2),
	];
	assert.deepEqual(scan(...lines), [
		'10 loss=1.1 batch_cost=0.1234',
		'20 loss=1.2 batch_cost=0.1234',
		'20 eval batch_cost=0.04',
		'20 eval batch_cost=0.05',
		'20 mIoU=0.3 Acc=0.82',
		'30 loss=1.3 batch_cost=0.1234',
	]);
	assert.equal(progressOf(...lines), '30/100 step');
});

test('bars that have but values before them are told apart by the line above', () => {
	const bar = (loss: number, step: number, total: number) =>
		`accuracy: 0.3000, loss: ${loss.toFixed(4)} ||: ${(100 * step) / total}%|####      | ${step}/${total} [00:01<00:01,  2.0it/s]`;
	const epoch = (i: number) => [
		`2021-01-01 10:00:00,123 - INFO - allennlp.training.trainer - Epoch ${i}/1`,
		'2021-01-01 10:00:00,125 - INFO - allennlp.training.trainer - Training',
		bar(2 - i, 5, 10),
		bar(1.5 - 2 * i, 10, 10),
		'2021-01-01 10:00:06,125 - INFO - allennlp.training.trainer - Validating',
		bar(1.9, 2, 4),
		bar(1.8, 4, 4),
	];
	const lines = [...epoch(0), ...epoch(1)];
	assert.equal(progressOf(...lines), '20/20 it');
	assert.deepEqual(
		scan(...lines).filter(line => !line.includes('eval')),
		['5 accuracy=0.3 loss=2', '10 accuracy=0.3 loss=1.5', '15 accuracy=0.3 loss=1', '20 accuracy=0.3 loss=-0.5'],
	);
	assert.ok(scan(...lines).includes('10 eval accuracy=0.3 eval loss=1.8'));
	// Before all training it is what the program does.
	assert.equal(progressOf('Evaluating...', ' 50%|█████     | 10/20 [00:10<00:10,  1.00it/s]'), '10/20 it');
});

test('a value that an "is" leads to is one', () => {
	const lines = ['epoch: 1 step: 1, loss is 1.9', 'epoch: 1 step: 2, loss is 1.8', 'epoch: 2 step: 1, loss is 0.9'];
	assert.deepEqual(scan(...lines), ['1 loss=1.9', '2 loss=1.8', '3 loss=0.9']);
	assert.deepEqual(scan('step 3: the learning rate is now 0.1 and there is 1 file'), []);
});

test('tables of generations, and those with a column of remarks, have rows', () => {
	assert.deepEqual(scan('gen\tnevals\tavg    \tstd', '0  \t300   \t50.0000\t4.92', '1  \t299   \t50.5000\t4.50'), [
		'0 nevals=300 avg=50 std=4.92',
		'1 nevals=299 avg=50.5 std=4.5',
	]);
	assert.deepEqual(
		scan(
			'  iter             ELBO   delta_ELBO_mean   delta_ELBO_med   notes ',
			'   100         -123.456             1.000            1.000',
			'   200          -92.456             0.008            0.008   MEDIAN ELBO CONVERGED',
		),
		['100 ELBO=-123.456 delta_ELBO_mean=1 delta_ELBO_med=1', '200 ELBO=-92.456 delta_ELBO_mean=0.008 delta_ELBO_med=0.008'],
	);
});
