import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from './read-log.ts';
import {progressOf, scan} from './scan-lines.ts';

test('the steps of a validation within an epoch of PaddleVideo are none of training', () => {
	const epoch = (at: number) => [
		`[03/01 10:0${at}:00] epoch:[  ${at}/3  ] train step:0    loss: 2.${at} lr: 0.010000 top1: 0.1${at} ips: 16.5 instance/sec.`,
		`[03/01 10:0${at}:10] epoch:[  ${at}/3  ] train step:100  loss: 1.${at} lr: 0.010000 top1: 0.2${at} ips: 32.1 instance/sec.`,
		`[03/01 10:0${at}:20] END epoch:${at}   train loss_avg: 1.${at}5 top1_avg: 0.2`,
		`[03/01 10:0${at}:30] epoch:[  ${at}/3  ] val step:0    loss: 3.${at} top1: 0.3${at} ips: 21.3 instance/sec.`,
		`[03/01 10:0${at}:40] END epoch:${at}   val loss_avg: 3.${at}5 top1_avg: 0.3`,
	];
	const lines = [...epoch(1), ...epoch(2), ...epoch(3)];
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step, value]) => [step, value]),
		[
			[0, 2.1],
			[100, 1.1],
			[200, 2.2],
			[300, 1.2],
			[400, 2.3],
			[500, 1.3],
		],
	);
	for (const name of ['val loss', 'val loss_avg', 'train loss_avg'])
		assert.deepEqual(
			run.points(name).map(([step]) => step),
			[100, 300, 500],
			name,
		);
	assert.equal(progressOf(...lines), '3/3 epoch');
	assert.deepEqual(scan('Epoch 2 eval step 40: loss 0.5, acc 0.1'), ['2 eval loss=0.5 eval acc=0.1']);
});

test('reads the rows of Sockeye, and that it finished', () => {
	const said = (clock: string, place: string, text: string) =>
		`[2024-03-01:10:00:${clock}:INFO:sockeye.training:${place}] ${text}`;
	const run = readLog(
		[
			said('00', '__call__', 'E=0 B=50\ts/sec=731.03 tok/sec=22352.02 u/sec=3.84\tppl=2655.500000 '),
			said('10', '__call__', 'E=1 B=100\ts/sec=731.03 tok/sec=22352.02 u/sec=3.84\tppl=1655.250000 '),
			said('20', 'fit', 'Training finished. Best checkpoint: 1. Best validation perplexity: 46.5'),
			'',
		].join('\n'),
	);
	assert.deepEqual(
		run.points('ppl').map(([step, value]) => [step, value]),
		[
			[50, 2655.5],
			[100, 1655.25],
		],
	);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.startedAtMs, new Date(2024, 2, 1, 10).getTime());
});

test('the day behind a line of Gaussian splatting counts nothing', () => {
	assert.deepEqual(
		scan(
			'Number of points at initialisation :  12000 [12/01 10:00:49]',
			'[ITER 7000] Evaluating train: L1 0.034 PSNR 24.5 [12/01 10:03:24]',
		),
		['7000 L1=0.034 PSNR=24.5'],
	);
	assert.equal(progressOf('Number of points at initialisation :  12000 [12/01 10:00:49]'), null);
	const bar = (at: number) =>
		`Training progress: ${at}%| | ${at * 300}/30000 [00:00<00:10, 9.5it/s, Loss=0.${50 - at}, psnr=13.42]`;
	const head = ['Reading camera 251/251 [12/01 10:00:40]', 'Loading Test Cameras [12/01 10:00:44]'];
	const points = 'Number of points at initialisation :  12000 [12/01 10:00:49]';
	assert.deepEqual([...readLog([...head, points, '', bar(0), bar(10), bar(20)].join('\n')).metrics.keys()], ['Loss', 'psnr']);
});

test('a training of Detectron2 has come to its end where its last checkpoint is saved before its time is said', () => {
	const lines = (last: string) => [
		`[03/01 10:01:00] fvcore.common.checkpoint INFO: Saving checkpoint to out/${last}.pth`,
		'[03/01 10:01:01] d2.utils.events INFO:  eta: 0:00:00  iter: 199  total_loss: 0.5  lr: 0.002',
		'[03/01 10:01:01] d2.engine.hooks INFO: Overall training speed: 198 iterations in 0:03:12 (0.9721 s / it)',
		'[03/01 10:01:01] d2.engine.hooks INFO: Total training time: 0:03:19 (0:00:06 on hooks)',
		'',
	];
	assert.equal(readLog(lines('model_final').join('\n')).learnt.outcome?.status, 'finished');
	assert.equal(readLog(lines('model_0000099').join('\n')).learnt.outcome ?? null, null);
});

test('what a loss has come to so far in its epoch is a value', () => {
	const lines = [
		'Epoch 0, Step 25, total used time 7.2 (s), avg loss so far is 0.5',
		'Epoch 0, val loss is 0.3, val mse is 0.1.',
	];
	assert.deepEqual(scan(...lines), ['25 avg loss=0.5', '25 val loss=0.3 val mse=0.1']);
});

test('how many sentences each set of data has is no place on a run', () => {
	const lines = [
		'8000 / 1000 / 1500 sentences in train / dev / test.',
		'Epoch [1/4]',
		'Iter: 0 | Dev Loss: 3.5',
		'Iter: 100 | Dev Loss: 2.5',
		'Epoch [2/4]',
		'Iter: 200 | Dev Loss: 1.5',
	];
	assert.deepEqual(scan(...lines), ['0 Dev Loss=3.5', '100 Dev Loss=2.5', '200 Dev Loss=1.5']);
	assert.equal(progressOf(...lines), '1/4 epoch');
});

test('an evaluation of ST-GCN does not replace what training said of that epoch', () => {
	const at = (text: string) => `[03.24.23|09:56:31] ${text}`;
	const lines = [
		at('Training epoch: 0'),
		at('\tIter 0 Done. | loss: 4.5000 | lr: 0.010000'),
		at('\tmean_loss: 4.25'),
		at('Eval epoch: 0'),
		at('\tmean_loss: 3.75'),
		at('\tTop1: 12.50%'),
	];
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(run.points('mean_loss'), [[0, 4.25]]);
	assert.deepEqual(run.points('Eval mean_loss'), [[0, 3.75]]);
	assert.deepEqual(run.points('Top1'), [[0, 12.5]]);
});

test('reads the losses of the GCNs for skeletons, and when they were said', () => {
	const at = (text: string) => `[ Tue Mar  5 10:00:00 2024 ] ${text}`;
	const lines = [
		'Training epoch: 1',
		'\tMean training loss: 2.5.',
		'Eval epoch: 1',
		'\tMean test loss of 30 batches: 1.25.',
		'\tTop1: 41.50%',
	];
	assert.deepEqual(scan(...lines.map(at)), ['1 Mean training loss=2.5', '1 Mean test loss=1.25', '1 Top1=41.5']);
	assert.equal(readLog(`${lines.map(at).join('\n')}\n`).learnt.startedAtMs, new Date(2024, 2, 5, 10).getTime());
});

test('a training that Keras or Paddle has stopped early is over', () => {
	const row = (epoch: number) => `Epoch ${epoch}/10\n5/5 - 1s - loss: 0.${9 - epoch} - val_loss: 0.5`;
	for (const end of ['Epoch 00002: early stopping', '    Epoch 2: Early stopping.'])
		assert.equal(readLog(`${row(1)}\n${row(2)}\n${end}\n`).learnt.outcome?.status, 'finished', end);
	const again = readLog(`${row(1)}\n${row(2)}\nEpoch 2: early stopping\n${row(1)}\n${row(2)}\n`);
	assert.equal(again.learnt.outcome ?? null, null);
});

test('whatever stands before the words, a training that says that it is done is over', () => {
	const log = (end: string) => `Epoch 1/10 loss: 0.8\nEpoch 2/10 loss: 0.9\n${end}\n`;
	for (const end of [
		'=== Training complete ===',
		'✅ Training completed in 12.5s',
		'# Model training complete.',
		'  > Training done',
	])
		assert.equal(readLog(log(end)).learnt.outcome?.status, 'finished', end);
	for (const said of ['Pre-training finished', 'echo "Training complete"'])
		assert.equal(readLog(log(said)).learnt.outcome ?? null, null, said);
});

test('what was best is read behind the words of the end', () => {
	const best = (end: string) => [...readLog(`Epoch 1/10 loss: 0.8\nEpoch 2/10 loss: 0.9\n${end}\n`).metrics.keys()].at(-1);
	assert.equal(best('🎉 Training complete! Best accuracy: 95.2%'), 'Best accuracy');
	assert.equal(best('Early stopping triggered at epoch 2. Best val RMSE: 0.25'), 'Best val RMSE');
	assert.equal(best('Training finished. Took 12.5 s'), 'loss');
});

test('a loop that says that it stops early is over, as far as it says no more than that', () => {
	const log = (end: string) => `Epoch 1/10 loss: 0.8\nEpoch 2/10 loss: 0.9\n${end}\n`;
	for (const end of [
		'Early stopping!',
		'  Early stopping at epoch 2 (no_improve=1)',
		'early stop ep 2',
		'Early stopping triggered after 2 epochs.',
		'Early stopping triggered at epoch 2 due to no improvement in validation F1.',
		'Early stopping triggered at epoch 2. Best val RMSE: 0.25',
		'Early stop: no improvement for 5 epochs (best val_mae=0.25)',
		'Stopping early at epoch 2',
		'[INFO] Training stopped early at epoch 2.',
		'⚠ No improvement for 5 epochs. Stopping training.',
		'✅ Обучение завершено!',
		'Entrenamiento finalizado. Modelo guardado en net.pth',
		'Treinamento concluído em 12.5 s',
		'학습이 완료되었습니다.',
		'学習が完了しました',
	])
		assert.equal(readLog(log(end)).learnt.outcome?.status, 'finished', end);
	for (const said of [
		'Early stopping',
		'Stopping criterion: 0.5',
		'Когда обучение завершено, тест',
		'EarlyStopping counter: 1 out of 2',
		'Early stopping at step 3 due to reaching max kl.',
	])
		assert.equal(readLog(log(said)).learnt.outcome ?? null, null, said);
});

test('LightGBM and CatBoost tell of the end of a training by its best iteration, which is no further row', () => {
	const row = (at: number, auc: number) => `[${at}]\tvalid's auc: ${auc}\tvalid's binary_logloss: 0.5${at}`;
	const rows = [row(5, 0.81), row(10, 0.84), row(15, 0.83)];
	for (const said of ['Early stopping, best iteration is:', 'Did not meet early stopping. Best iteration is:']) {
		const run = readLog([...rows, said, row(10, 0.84), ''].join('\n'));
		assert.equal(run.learnt.outcome?.status, 'finished', said);
		assert.deepEqual(
			run.points("valid's auc").map(([step]) => step),
			[5, 10, 15],
		);
		const next = readLog([...rows, said, row(10, 0.84), row(5, 0.71), row(10, 0.72), ''].join('\n'));
		assert.equal(next.learnt.outcome ?? null, null, 'the next fold trains');
	}
	const boosted = (at: number) => `${at}:\ttest: 0.83${at}\tbest: 0.8399 (5)\ttotal: 68.8ms\tremaining: 189ms`;
	const ends = ['', 'bestTest = 0.8399', 'bestIteration = 5', '', 'Shrink model to first 6 iterations.', ''];
	assert.equal(readLog([boosted(0), boosted(5), boosted(9), ...ends].join('\n')).learnt.outcome?.status, 'finished');
});
