import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {progressOf, scan} from '../../scan-lines.ts';

test('takes the places and names that loggers put around a moment off, and keeps the moment', () => {
	for (const prefix of [
		'[NeMo I 2024-03-01 10:01:00 nemo_logging:393] ',
		'[2024-03-01 10:01:00,000 INFO] ',
		'[INFO 2024-03-01 10:01:00] ',
		' [2024-03-01 10:01:00] ',
		'[node01] 2024-03-01 10:01:00,000 (trainer:732) INFO: ',
		'[node01:0/4] 2024-03-01 10:01:00,000 (trainer:732) INFO: ',
		'[gpu01:0/4] 2024-03-01 10:01:00,000 (trainer:732) INFO: ',
		'2024-03-01 10:01:00,000 (asr:500) INFO: ',
		'[2024-03-01 10:01:00 swin_tiny] (main.py 52): INFO ',
		'2024-03-01 10:01:00 | INFO     | yolox.core.trainer:250 - ',
		'2024-03-01 10:01:00 | my.trainer | log_epoch | INFO     | ',
		'2024-03-01 10:01:00 - main:25 - <module> - INFO - ',
		'2024-03-01 10:01:00,000 - INFO - [__main__] - ',
	]) {
		assert.deepEqual(scan(`${prefix}step 5: loss 0.5`), ['5 loss=0.5'], prefix);
		const {wallMs} = createLineScanner().scan(`${prefix}step 5: loss 0.5`);
		assert.equal(wallMs, new Date(2024, 2, 1, 10, 1, 0).getTime(), prefix);
	}
	assert.deepEqual(scan('[03/01 10:01:00] ppdet.engine INFO: Epoch: [0] [ 20/100] loss: 0.5'), ['20 loss=0.5']);
	for (const prefix of ['[10:01:00,250 INFO] ', '[03/01/24 10:01:00 INFO] '])
		assert.deepEqual(scan('step 5: loss 0.5', `${prefix}Validation perplexity: 2.5`)[1], '5 Validation perplexity=2.5', prefix);
});

test('takes off what Metaflow puts before what a task prints, and keeps the moment', () => {
	const line = '[MFLOG|0|2024-03-01T10:01:00.250000Z|task|0a1b2c3d-0000-4000-8000-0123456789ab]epoch 5 loss 0.5';
	assert.deepEqual(scan(line), ['5 loss=0.5']);
	assert.equal(createLineScanner().scan(line).wallMs, Date.UTC(2024, 2, 1, 10, 1, 0, 250));
});

test('takes no counter and no data for a name of a logger', () => {
	assert.deepEqual(scan('2024-03-01 10:01:00 | INFO | step:250 - loss 0.5'), ['250 loss=0.5']);
	assert.deepEqual(scan('[2024-03-01 10:01:00 step:250] loss 0.5'), ['250 loss=0.5']);
	assert.deepEqual(scan('step 5', '[val] 2024-03-01 10:01:00 loss: 0.5'), ['5 val loss=0.5']);
	assert.deepEqual(scan('[rank1] 2024-03-01 10:01:00 step 5 loss 9', '[rank0] 2024-03-01 10:01:00 step 6 loss 0.5'), [
		'5 loss=9',
		'6 loss=0.5',
	]);
});

test('takes off the host and place of OLMo, and the groups of nanotron', () => {
	assert.deepEqual(
		scan(
			'2025-06-10 12:00:01.123\thost-1:0\tolmo.train:967\tINFO\t[step=1/739328,epoch=0]',
			'    train/CE loss=10.5',
			'    throughput/total_tokens=4,194,304',
		),
		['1 train/CE loss=10.5', '1 throughput/total_tokens=4194304'],
	);
	assert.deepEqual(
		scan('06/10/2025 12:00:01 [INFO|DP=0|PP=0|TP=0]: iteration: 1 / 15000 | consumed_tokens: 2.05M | lm_loss: 10.5'),
		['1 consumed_tokens=2050000 lm_loss=10.5'],
	);
});

test('a step of so many that stands before its epoch is one of the run', () => {
	assert.equal(progressOf('[step=1/1000,epoch=0] loss=0.5'), '1/1000 step');
	assert.equal(progressOf('epoch=0 step=1/1000 loss=0.5'), '1/1000 step of a part');
});

test('takes the thread and the logger of Logback off', () => {
	assert.deepEqual(scan('10:00:01.123 [main] INFO o.d.o.l.ScoreIterationListener - Score at iteration 10 is 1.2500'), [
		'10 Score=1.25',
	]);
	assert.deepEqual(scan('10:00:01.123 [pool-1-thread-2] DEBUG a.b.Trainer - step 10 loss 0.5'), ['10 loss=0.5']);
});

test('takes off the module of a logger with its line, and leaves a value that looks like it', () => {
	for (const prefix of [
		'INFO my.trainer:45 ',
		'[2024-01-01 10:00:01] my_pkg.train:45 INFO: ',
		'[2024-01-01 10:00:01] INFO     [olmo.train:929, rank=0] ',
		'2024-01-01T10:00:01.123Z\thost\tolmo.train:101\tINFO\t',
		'[INFO|2024-01-01 10:00:01] llamafactory.train.callbacks:143 >> ',
	])
		assert.deepEqual(scan(`${prefix}[step=1/10] loss=1.5`), ['1 loss=1.5'], prefix);
	assert.deepEqual(scan('INFO my.trainer:45 Step 10, loss: 0.5'), ['10 loss=0.5']);
	assert.deepEqual(scan('INFO val.epoch:4 loss:0.5'), scan('val.epoch:4 loss:0.5'));
	assert.deepEqual(scan('step 1', 'INFO val.loss:4 val.acc:3'), ['1 val.loss=4 val.acc=3']);
});

test('takes off what Ray says of the same line of other workers', () => {
	const remark =
		' (Ray deduplicates logs by default. Set RAY_DEDUP_LOGS=0 to disable log deduplication, or see https://docs.ray.io)';
	assert.deepEqual(
		scan(
			`(Worker pid=12) step 1: loss 2.0 [repeated 4x across cluster]${remark}`,
			'(Worker pid=12) step 2: loss 1.0 [repeated 4x across cluster]',
		),
		['1 loss=2', '2 loss=1'],
	);
});

test('takes off what launchers put before the lines of their processes', () => {
	for (const prefix of [
		'[pod/trainer-0/main] ',
		'[prterun-host-123@1,0]<stdout>: ',
		'[1,0]<stdout>: ',
		'[1,0]<stdout>:',
		'[1,mpirank:0,algo-1]<stdout>:',
		'[2025-01-01 10:00:00,123] [INFO] [train.py:12:main] ',
	]) {
		const lines = ['[10]\ttrain-rmse:0.5', '[15]\ttrain-rmse:0.25'].map(line => prefix + line);
		assert.deepEqual(scan(...lines), ['10 train-rmse=0.5', '15 train-rmse=0.25'], prefix);
	}
	assert.deepEqual(scan('[prterun-host-123@1,0]<stdout>: step 5 loss 0.5', '[prterun-host-123@1,1]<stdout>: step 5 loss 9'), [
		'5 loss=0.5',
	]);
	assert.deepEqual(scan('[2025-01-01 10:00:00,123] [INFO] [timer.py:199:stop] 0/10, SamplesPerSec=62.1'), []);
});

test("takes the names of Docker Compose's containers off, where the log begins with one", () => {
	assert.deepEqual(scan('trainer-1  | [10]\ttrain-rmse:0.5', 'trainer-1  | [15]\ttrain-rmse:0.25'), [
		'10 train-rmse=0.5',
		'15 train-rmse=0.25',
	]);
	assert.deepEqual(
		scan('Attaching to web-1, trainer-1', 'web-1      | ready', 'trainer-1  | {"step": 5, "loss": 0.5}', 'web-1      | bye'),
		['5 loss=0.5'],
	);
	const table = ['Results', 'resnet-50  | acc=0.5', 'resnet-18  | acc=0.25'];
	assert.deepEqual(scan('step 1 loss 0.5', ...table), scan('step 1 loss 0.5', ...table.map(line => line.replace('|', ' | '))));
});

test('leaves the bars and rules of a table behind a moment', () => {
	const table = [
		'---------------------------------',
		'| rollout/           |          |',
		'|    ep_rew_mean     | 21.5     |',
		'| time/              |          |',
		'|    total_timesteps | 2048     |',
		'---------------------------------',
	];
	for (const prefix of [
		'2025-01-01T10:00:00 ',
		'2025-01-01 10:00:00 | ',
		'[10:00:00] ',
		'Jan 01 10:00:00 ',
		'[INFO] ',
		'10:00:00 - INFO - ',
	])
		assert.deepEqual(scan(...table.map(line => prefix + line)), scan(...table), prefix);
	assert.deepEqual(scan('2025-01-01 10:00:00 | INFO | step 5 | loss 0.5 |'), ['5 loss=0.5']);
	assert.deepEqual(scan('2025-01-01 10:00:00 -- step 5 loss 0.5'), ['5 loss=0.5']);
});

test('a year behind the time of a day is none where it begins another date', () => {
	const {wallMs} = createLineScanner().scan(
		'Jan 01 10:00:00 2025/02/01 10:01:00 - mmengine - INFO - Epoch(train)  [1][50/117]  loss: 2.0',
	);
	assert.equal(wallMs, new Date(2025, 1, 1, 10, 1, 0).getTime());
});

test('takes off the file and the line that a logger puts around its level', () => {
	const message = 'Accuracy on test set: 75%';
	for (const before of [
		'[2024-07-31 16:06:02,275][main.py][line:236][INFO] ',
		'2024-07-31 16:06:02,275 - main.py[line:23] - INFO: ',
		'2024-07-31 16:06:02,275 - /home/a/main.py[line:23] - INFO: ',
		'2024-07-31 16:06:02,275 - D:\\a\\main.py[line:23] - INFO: ',
	])
		assert.deepEqual(scan(`${before}Epoch 1 loss 0.5`, before + message), ['1 loss=0.5', '1 test accuracy=75'], before);
});
