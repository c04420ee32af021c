import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../source/formats/textlog/index.ts';
import {progressOf, scan} from './scan-lines.ts';

test('reads pairs with colons, equals signs, bars and nothing between them', () => {
	assert.deepEqual(scan('epoch: 0 loss: 2.63967 acc: 0.12011'), ['0 loss=2.63967 acc=0.12011']);
	assert.deepEqual(scan('step=50 loss=2.4 lr=1e-04 grad_norm=.5'), ['50 loss=2.4 lr=0.0001 grad_norm=0.5']);
	assert.deepEqual(scan('step 7 | loss 1.3795 | lr 3.00e-04 | tok/s 12,345'), ['7 loss=1.3795 lr=0.0003 tok/s=12345']);
	assert.deepEqual(scan('iter 100: loss 2.4032, time 24.45ms, mfu 12.30%'), ['100 loss=2.4032 mfu=12.3']);
	assert.deepEqual(scan('step 500: train loss 1.6495, val loss 1.7319'), ['500 train loss=1.6495 val loss=1.7319']);
});

test('reads names and values with marks between them', () => {
	assert.deepEqual(scan('Epoch #3: "loss" => 0.5; acc [0.75]'), ['3 loss=0.5 acc=0.75']);
	assert.deepEqual(scan('[train] epoch 3 * Acc@1 69.7 Acc@5 89.1'), ['3 Acc@1=69.7 Acc@5=89.1']);
});

test('takes ranks, times, levels and logger names off first', () => {
	for (const prefix of [
		'0: [rank0] 2025-10-09 12:00:00,123 - train - INFO - ',
		'INFO:root:',
		'[2025-10-09 12:00:00,123][__main__][INFO] - ',
		'2025-10-09 12:00:00.123 | INFO     | __main__:main:10 - ',
		'I1009 12:00:00.123456 140 train.py:10] ',
		'[INFO|trainer.py:123] 2025-10-09 12:00:00,123 >> ',
		'(RayTrainWorker pid=123, ip=10.0.0.1) ',
		'[1,0]<stdout>:',
		'10/09 12:00:00 - mmengine - INFO - ',
		'[01:09:22] ',
	]) {
		assert.deepEqual(scan(`${prefix}step 5 loss=0.5`), ['5 loss=0.5'], prefix);
	}
	const {wallMs} = createLineScanner().scan('2025-10-09 12:00:00,123 INFO step 5 loss=0.5');
	assert.equal(wallMs, new Date(2025, 9, 9, 12, 0, 0, 123).getTime());
});

test('reads printed dicts, numbers or quoted ones, and counts them where they have no step', () => {
	assert.deepEqual(scan("{'loss': 2.5, 'lr': 5e-05, 'epoch': 0.10}", "{'loss': '2.403', 'epoch': '1.00'}"), [
		'0 loss=2.5 lr=0.00005',
		'1 loss=2.403',
	]);
	assert.deepEqual(scan("INFO {'step': 7, 'train': {'loss': nan}, 'msg': 'x'}"), ['7 train/loss=NaN']);
	assert.deepEqual(scan('{"iter": 3, "loss": 0.5}'), ['3 loss=0.5']);
});

test('counts the rows of transformers 5, which prints each float as a text: its epochs are parts of the run', () => {
	const rest = "'grad_norm': '0.3', 'learning_rate': '4e-05'";
	const names = 'grad_norm=0.3 learning_rate=0.00004';
	assert.deepEqual(
		scan(
			`{'loss': '3', ${rest}, 'epoch': '1'}`,
			`{'loss': '1.5', ${rest}, 'epoch': '1.5'}`,
			"{'reward': '2', 'epoch': '2'}",
			`{'loss': '1', ${rest}, 'epoch': '2'}`,
			"{'eval_loss': '0.5', 'eval_runtime': '7', 'epoch': '2'}",
		),
		[`0 loss=3 ${names}`, `1 loss=1.5 ${names}`, '2 reward=2', `3 loss=1 ${names}`, '4 eval_loss=0.5 eval_runtime=7'],
	);
	assert.deepEqual(scan("{'epoch': '1', 'loss': '0.5'}", "{'epoch': '2', 'loss': '0.25'}"), ['1 loss=0.5', '2 loss=0.25']);
});

test('lets a line that only counts speak for those behind it', () => {
	assert.deepEqual(scan('step: 3', 'loss: 0.5', 'speed: 12', 'step: 4', 'loss: 0.25'), [
		'3 loss=0.5',
		'3 speed=12',
		'4 loss=0.25',
	]);
	assert.deepEqual(scan('Epoch 2/10', '----------', 'train Loss: 0.5 Acc: 0.7', 'val Loss: 0.25 Acc: 0.9'), [
		'2 train Loss=0.5 train Acc=0.7',
		'2 val Loss=0.25 val Acc=0.9',
	]);
});

test('counts one rising step over epochs whose own counter begins anew', () => {
	assert.deepEqual(
		scan('Epoch: [0][  90/100]\tTime  0.123 ( 0.130)\tLoss 2.5e+00 (2.6e+00)', 'Epoch: [1][   0/100]\tLoss 2.0 (2.1)'),
		['90 Loss=2.5', '100 Loss=2'],
	);
	assert.deepEqual(scan('Epoch [1/5], Step [600/600], Loss: 2.2', 'Epoch [2/5], Step [100/600], Loss: 1.2'), [
		'600 Loss=2.2',
		'700 Loss=1.2',
	]);
	assert.deepEqual(scan('[1,  2000] loss: 2.185', '[1,  4000] loss: 1.826', '[2,  2000] loss: 1.6'), [
		'2000 loss=2.185',
		'4000 loss=1.826',
		'6000 loss=1.6',
	]);
	assert.deepEqual(
		scan('Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.2', 'Test set: Average loss: 0.0456, Accuracy: 9850/10000 (98%)'),
		['640 Loss=2.2', '640 Test Average loss=0.0456 Test Accuracy=98.5'],
	);
	assert.deepEqual(scan('Epoch 1', 'loss: 2.3  [   64/60000]', 'loss: 2.2  [ 6464/60000]'), ['64 loss=2.3', '6464 loss=2.2']);
});

test('reads tables that are printed row by row', () => {
	const rows = [
		'| rollout/        |      |',
		'|    ep_rew_mean  | 22.8 |',
		'| time/           |      |',
		'|    total_timesteps | 2048 |',
	];
	assert.deepEqual(scan('-'.repeat(30), ...rows, '-'.repeat(30)), ['2048 rollout/ep_rew_mean=22.8']);
	// As older versions call them, beside the count of updates.
	rows[3] = '|    total timesteps | 2048 |';
	rows.push('|    iterations      | 1    |');
	assert.deepEqual(scan('-'.repeat(30), ...rows, '-'.repeat(30)), ['2048 rollout/ep_rew_mean=22.8']);
});

test('a line of bars and blanks takes no longer than another one', () => {
	const before = process.cpuUsage();
	const blanks = ' '.repeat(3000);
	for (const line of [`|${blanks}epoch |${blanks}x`, `| epoch |${blanks}|${blanks}x`, `2024-03-31 10:00:01${blanks}x 5`]) {
		assert.deepEqual(scan(line), []);
	}
	assert.ok(process.cpuUsage(before).user < 2e6);
});

test('reads XGBoost, fairseq, Megatron and MMEngine', () => {
	assert.deepEqual(scan('[10]\ttrain-rmse:0.65\teval-rmse:0.66'), ['10 train-rmse=0.65 eval-rmse=0.66']);
	assert.deepEqual(scan('2025-10-09 12:00:00 | INFO | train_inner | epoch 001:    100 / 1234 loss=12.3, ppl=5000.1'), [
		'100 loss=12.3 ppl=5000.1',
	]);
	assert.deepEqual(scan(' iteration      100/  500000 | learning rate: 1.5E-05 | lm loss: 7.12E+00 | grad norm: 1.234 |'), [
		'100 learning rate=0.000015 lm loss=7.12 grad norm=1.234',
	]);
	assert.deepEqual(
		scan('Epoch(train)  [1][100/500]  lr: 1.0e-03  eta: 1:00:00  time: 0.5  loss: 0.6', 'Epoch(val) [1][10/10]    acc: 0.75'),
		['100 lr=0.001 loss=0.6', '100 val acc=0.75'],
	);
});

test('reads non-finite values and scalars that were not unwrapped', () => {
	assert.deepEqual(scan('step 1 loss nan', "step 2 loss: tensor(0.5, device='cuda:0') acc: -inf"), [
		'1 loss=NaN',
		'2 loss=0.5 acc=-Infinity',
	]);
});

test('takes no metric from versions, dates, addresses, clocks, sizes, settings and prose', () => {
	assert.deepEqual(
		scan(
			'loading data: done',
			'version: 1.2.3',
			'date: 2025-10-09',
			'ip: 10.0.0.1:8080',
			'size: 12MB',
			'time: 12:30:45',
			'seed: 42',
			'lr: 0.001',
			'batch size: 32',
			'tokens per iteration will be: 491,520',
			'number of parameters: 123.59M',
			'num decayed parameter tensors: 50, with 124,354,560 parameters',
			'torch 2.1.0 cuda 11.8',
			'Loaded 50000 train images, 10000 test images',
			'Epoch 1 took 12.5s',
			'Saved checkpoint at step 500 to /x/ckpt-500.pt',
			'File "train.py", line 10',
			'http://localhost:6006/ is up since 12:30',
			'step 5 of training: memory 12.5 GB, pid: 4711',
			'│ loss   │ 2.6397 │',
		),
		[],
	);
	assert.deepEqual(scan('version: 1.2.3', 'step: 1 loss: 0.5'), ['1 loss=0.5']);
});

test('is not misled by a checkpoint message between epochs', () => {
	assert.deepEqual(scan('epoch 1 loss 0.5', 'Saved checkpoint at step 500', 'epoch 2 loss 0.4'), ['1 loss=0.5', '2 loss=0.4']);
});

test('gives progress of counters: of the run where its epochs are known, else of what is counted', () => {
	assert.equal(progressOf('epoch 3/12 loss: 0.5'), '3/12 epoch');
	assert.equal(progressOf('Epoch [1/5], Step [600/600], Loss: 2.2', 'Epoch [2/5], Step [100/600], Loss: 1.2'), '700/3000 step');
	assert.equal(progressOf('step 20/400 loss 0.5'), '20/400 step');
});

test('does not call an epoch of unknown many the run', () => {
	assert.equal(progressOf('Epoch: [7][ 20/100]\tLoss 2.5 (2.6)'), '20/100 batch of a part');
	assert.equal(progressOf('Train: 0 [  50/1251 (  4%)]  Loss: 6.9 (6.9)'), '50/1251 batch of a part');
	assert.equal(progressOf('2024-03-01 10:00:00,123 epoch 1 - iter 10/100 - loss 0.5'), '10/100 step of a part');
	assert.equal(progressOf('epoch 1 - iter 90/300 - loss 0.5', 'epoch 2 - iter 190/300 - loss 0.5'), '190/300 step');
});

test('an epoch is not over where its head is printed', () => {
	assert.equal(progressOf('Epoch 3/4', 'loss: 0.5', 'Epoch 4/4'), '3/4 epoch');
	assert.equal(progressOf('Epoch 3/4', 'loss: 0.5', 'Epoch 4/4', '----------', 'train Loss: 0.5 Acc: 0.7'), '4/4 epoch');
	assert.equal(progressOf('Epoch 0/1', 'loss: 0.5'), '1/1 epoch of a part');
	assert.equal(progressOf('Epoch 0/1', 'loss: 0.5', 'Epoch 1/1', 'loss: 0.5'), '2/2 epoch');
});

test('does not call epochs that count from 0 finished where they may count up to the number behind the stroke', () => {
	const batch = (epoch: number) => `Epoch [${epoch}/4], Step [10/10], Loss: 2.2`;
	assert.equal(progressOf(batch(0), batch(1), batch(2)), '30/40 step');
	assert.equal(progressOf(batch(0), batch(1), batch(2), batch(3)), '40/40 step, the last');
	assert.equal(progressOf(batch(0), batch(1), batch(2), batch(3), batch(4)), '50/50 step');
	assert.equal(progressOf('Epoch 0/4 loss: 1', 'Epoch 3/4 loss: 0.5'), '3/4 epoch');
	assert.equal(progressOf('Epoch 0/4 loss: 1', 'Epoch 4/4 loss: 0.5'), '4/5 epoch');
});

test('reads a planned total that a trainer announces', () => {
	assert.deepEqual(createLineScanner().scan('  Total optimization steps = 1,500').total, {
		total: 1500,
		phrase: 'Total optimization steps',
		unit: 'step',
	});
});

test('reads a planned total with a comment behind it, and one that the command line replaces', () => {
	const totalOf = (line: string) => createLineScanner().scan(line).total?.total;
	assert.equal(totalOf('max_iters = 5000 # as the paper has it'), 5000);
	assert.equal(totalOf('Overriding: max_iters = 100'), 100);
	assert.equal(totalOf('Overriding: eval_iters = 100'), undefined);
	assert.equal(totalOf('# max_iters = 5000'), undefined);
	assert.equal(totalOf('[10:20:30.123] 18 iterations per epoch. 2700 max iterations '), 2700);
});

test('reads the lines of boosting libraries with their names whole', () => {
	assert.deepEqual(scan("[10]\ttraining's l2: 0.2\tvalid_1's l2: 0.3"), ["10 training's l2=0.2 valid_1's l2=0.3"]);
	assert.deepEqual(scan('3:\tlearn: 0.69\ttest: 0.70\tremaining: 50s'), ['3 learn=0.69 test=0.7']);
});

test('reads tables of columns, until the names of another one end them', () => {
	assert.deepEqual(
		scan('epoch     train_loss  valid_loss  time    ', '0         0.434323    0.386684    00:10   ', '1         0.4  nan  00:10'),
		['0 train_loss=0.434323 valid_loss=0.386684', '1 train_loss=0.4 valid_loss=NaN'],
	);
	const spacy = ['E    #       LOSS TOK2VEC  TAG_ACC', '---  ------  ------------  -------', '  0     200          2.50    10.0'];
	assert.deepEqual(scan(...spacy, 'Saved  to  output', '  1     400          2.50    10.0'), ['200 LOSS TOK2VEC=2.5 TAG_ACC=10']);
});

test('a whole number between the phase and its counter is the epoch', () => {
	const line = (epoch: number, batch: number) => `Train: ${epoch} [${batch}/100 (${batch}%)]  Loss: 2.5 (2.6)`;
	assert.deepEqual(scan(line(0, 0), line(0, 99), line(1, 50)), ['0 Loss=2.5', '99 Loss=2.5', '150 Loss=2.5']);
});

test('a bar that was given another name before it moved counts nothing', () => {
	const bar = (label: string, step: number) => `${label}: ${step * 10}%|█         | ${step}/10 [00:01<00:09,  1.00it/s, v_num=1]`;
	assert.equal(
		progressOf(bar('Training', 0), bar('Epoch 0', 0), bar('Epoch 0', 10), bar('Epoch 1', 0), bar('Epoch 1', 3)),
		'3/10 it of a part',
	);
});

test('loses no first epoch where each is said at the same count of its own', () => {
	assert.deepEqual(scan('[Epoch 0][Batch 99], loss=4', '[Epoch 1][Batch 99], loss=2', '[Epoch 2][Batch 99], loss=1'), [
		'99 loss=4',
		'198 loss=2',
		'297 loss=1',
	]);
	assert.deepEqual(scan('Epoch 1, iter 500, loss 4', 'Epoch 2, iter 500, loss 2', 'Epoch 3, iter 500, loss 1'), [
		'500 loss=4',
		'1000 loss=2',
		'1500 loss=1',
	]);
	assert.deepEqual(scan('Epoch 1, iter 250, loss 4', 'Epoch 1, iter 500, loss 3', 'Epoch 2, iter 500, val_loss 2'), [
		'250 loss=4',
		'500 loss=3',
		'500 val_loss=2',
	]);
});

test('a step of the run that is said at the end of one epoch and at the start of the next is one', () => {
	const rows = (...places: [number, number][]) =>
		scan(...places.map(([epoch, step]) => `Epoch ${epoch} | step ${step} | loss 1`));
	const steps = (...counted: number[]) => counted.map(step => `${step} loss=1`);
	assert.deepEqual(
		rows([0, 0], [0, 50], [0, 100], [1, 100], [1, 150], [1, 200], [2, 200], [2, 250]),
		steps(0, 50, 100, 100, 150, 200, 200, 250),
	);
	assert.deepEqual(rows([0, 0], [1, 0], [1, 100], [2, 100], [2, 200], [3, 200], [3, 300]).at(-1), '300 loss=1');
	assert.deepEqual(rows([0, 50], [0, 100], [1, 50], [1, 100], [2, 50]), steps(50, 100, 150, 200, 250));
});
