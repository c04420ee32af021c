import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../source/formats/textlog/index.ts';

/** `step name=value …` of every line that has metrics. */
function scan(...lines: string[]): string[] {
	const scanner = createLineScanner();
	return lines
		.map(line => scanner.scan(line))
		.filter(({metrics}) => metrics.length > 0)
		.map(({metrics}) => [metrics[0]!.step, ...metrics.map(({name, value}) => `${name}=${value}`)].join(' '));
}

function progressOf(...lines: string[]): string | null {
	const scanner = createLineScanner();
	const last = lines.map(line => scanner.scan(line).progress).findLast(progress => progress !== null);
	return last ? `${last.step}/${last.total} ${last.unit}` : null;
}

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

test('follows one process of a job whose ranks all print', () => {
	assert.deepEqual(scan('[rank0]: step 5 loss=1', '[rank1]: step 5 loss=9', '[rank0]: step 6 loss=2', '[rank1]: step 5 loss=9'), [
		'5 loss=1',
		'6 loss=2',
	]);
	assert.deepEqual(
		scan('0: loading', '1: loading', '0: step 5 loss=1', '1: step 5 loss=9', '1: step 6 loss=9', '0: step 6 loss=2'),
		['5 loss=1', '6 loss=2'],
	);
	assert.deepEqual(scan('0: loss=3', '100: loss=2', '200: loss=1'), ['0 loss=3', '1 loss=2', '2 loss=1']);
});

test('reads printed dicts, numbers or quoted ones, and counts them where they have no step', () => {
	assert.deepEqual(scan("{'loss': 2.5, 'lr': 5e-05, 'epoch': 0.10}", "{'loss': '2.403', 'epoch': '1.00'}"), [
		'0 loss=2.5 lr=0.00005',
		'1 loss=2.403',
	]);
	assert.deepEqual(scan("INFO {'step': 7, 'train': {'loss': nan}, 'msg': 'x'}"), ['7 train/loss=NaN']);
	assert.deepEqual(scan('{"iter": 3, "loss": 0.5}'), ['3 loss=0.5']);
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
		['640 Loss=2.2', '640 Test Average loss=0.0456'],
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
	assert.equal(progressOf('Epoch: [7][ 20/100]\tLoss 2.5 (2.6)'), '20/100 batch');
	assert.equal(progressOf('step 20/400 loss 0.5'), '20/400 step');
});

test('does not call the end of an epoch of unknown many the end of the run', () => {
	assert.equal(progressOf('Epoch: [7][ 90/100]\tLoss 2.5', 'Epoch: [7][100/100]\tLoss 2.5'), '90/100 batch');
});

test('reads a planned total that a trainer announces', () => {
	assert.deepEqual(createLineScanner().scan('  Total optimization steps = 1,500').total, {
		total: 1500,
		phrase: 'Total optimization steps',
	});
});

test('reads the lines of boosting libraries with their names whole', () => {
	assert.deepEqual(scan("[10]\ttraining's l2: 0.2\tvalid_1's l2: 0.3"), ["10 training's l2=0.2 valid_1's l2=0.3"]);
	assert.deepEqual(scan('3:\tlearn: 0.69\ttest: 0.70\tremaining: 50s'), ['3 learn=0.69 test=0.7']);
});

test('reads tables of columns, until another line ends them', () => {
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
		'3/10 it',
	);
});

const epochs = (count: number) => Array.from({length: count}, (_, i) => `epoch ${i + 1} loss ${count - i}`);

test('a line that tells of an earlier step begins no attempt and adds no row', () => {
	for (const line of [
		'Best so far: epoch 1 loss 9',
		'Loaded best checkpoint from epoch 2: loss 9',
		'EarlyStopping: best epoch 1 with loss=9',
		'Best model at epoch 2 with loss 9',
		'Restored weights of epoch 3, loss 9',
		'Model chosen by its loss at epoch 1: loss 9',
		'Best checkpoint: loss=9',
		'Training stops early (no better loss since epoch 2: loss 9)',
	]) {
		assert.deepEqual(scan(...epochs(3), line, 'epoch 4 loss 0'), ['1 loss=3', '2 loss=2', '3 loss=1', '4 loss=0'], line);
	}
	assert.deepEqual(scan(...epochs(2), 'epoch 3 loss 1 (best: epoch 2 loss 9) lr 0.5'), [
		'1 loss=2',
		'2 loss=1',
		'3 loss=1 lr=0.5',
	]);
	assert.deepEqual(scan('epoch 1 loss: 2', 'Epoch 2', 'loss: 1 (best epoch: 1)'), ['1 loss=2', '2 loss=1']);
	assert.deepEqual(scan('step 1: loss 3', 'step 2: loss 2', 'Best model at step 1 with loss 9'), ['1 loss=3', '2 loss=2']);
});

test('a heading of the best step makes the row below it no row', () => {
	const rows = ["[50]\tvalid_0's auc: 0.91", "[100]\tvalid_0's auc: 0.93"];
	const read = ["50 valid_0's auc=0.91", "100 valid_0's auc=0.93"];
	assert.deepEqual(scan(...rows, 'Early stopping, best iteration is:', "[54]\tvalid_0's auc: 0.92"), read);
	assert.deepEqual(scan(...rows, 'Stopping. Best iteration:', "[54]\tvalid_0's auc: 0.92"), read);
	assert.deepEqual(scan(...rows, 'Early stopping, best iteration is:', "[104]\tvalid_0's auc: 0.95"), [
		...read,
		"104 valid_0's auc=0.95",
	]);
});

test('a best value of its own name, and a new best one, are read', () => {
	assert.deepEqual(scan('New best at epoch 1: val_acc 0.5', 'New best at epoch 3: val_acc 0.75'), [
		'1 val_acc=0.5',
		'3 val_acc=0.75',
	]);
	assert.deepEqual(scan(...epochs(2), 'Best acc: 0.9 at epoch 1', 'Test acc: 0.5'), [
		'1 loss=2',
		'2 loss=1',
		'1 Best acc=0.9',
		'2 Test acc=0.5',
	]);
	assert.deepEqual(scan('epoch 2 loss 1 best_loss 1', 'epoch 1 loss 2 best loss 2'), [
		'2 loss=1 best_loss=1',
		'1 loss=2 best loss=2',
	]);
});

test('rows that begin with other words than their counter may begin anew', () => {
	const row = (step: number, loss: number) => `node07 has gpu 3 at step ${step} loss ${loss}`;
	assert.deepEqual(scan(row(1, 3), row(2, 2), row(1, 9)), ['1 loss=3', '2 loss=2', '1 loss=9']);
});

test('puts the data that a line says before its values into their names', () => {
	assert.deepEqual(scan('[Epoch 1] train: loss=0.8 acc=0.1 | val: loss=0.7 acc=0.2 | lr=1e-3'), [
		'1 train loss=0.8 train acc=0.1 val loss=0.7 val acc=0.2 lr=0.001',
	]);
	assert.deepEqual(scan('epoch 1 | train | loss 0.8', 'epoch 1 | val   | loss 0.7 | acc 0.5'), [
		'1 loss=0.8',
		'1 val loss=0.7 val acc=0.5',
	]);
	assert.deepEqual(scan('Epoch 1 [train] loss 0.8', 'Epoch 1 [val] loss 0.7 acc 0.5'), [
		'1 loss=0.8',
		'1 val loss=0.7 val acc=0.5',
	]);
	assert.deepEqual(scan('Epoch 1 train loss=0.8 val loss=0.7'), ['1 train loss=0.8 val loss=0.7']);
	assert.deepEqual(scan('step=5 split=train loss=0.8', 'step=5 split=val loss=0.7'), ['5 loss=0.8', '5 val loss=0.7']);
	assert.deepEqual(scan("{'epoch': 1, 'split': 'train', 'loss': 0.8}", "{'epoch': 1, 'split': 'val', 'loss': 0.7}"), [
		'1 loss=0.8',
		'1 val loss=0.7',
	]);
});

test('a logger that is named after its data says it, where another one logs the rows', () => {
	assert.deepEqual(scan('INFO:train:epoch 1 loss 0.8', 'INFO:valid:epoch 1 loss 0.7'), ['1 loss=0.8', '1 valid loss=0.7']);
	assert.deepEqual(scan('INFO:test:step 1 loss 0.8', 'INFO:test:step 2 loss 0.7'), ['1 loss=0.8', '2 loss=0.7']);
});

test('keeps the mean of an epoch apart from the value of its last step', () => {
	const at = '2025-10-09 12:00:00 | INFO |';
	assert.deepEqual(
		scan(
			`${at} train_inner | epoch 001:    200 / 1000 loss=8.5, ppl=5`,
			`${at} valid | epoch 001 | valid on 'valid' subset | loss 7.1 | ppl 97`,
			`${at} train | epoch 001 | loss 8.2 | ppl 6`,
		),
		['200 loss=8.5 ppl=5', '200 valid loss=7.1 valid ppl=97', '200 train loss=8.2 train ppl=6'],
	);
	assert.deepEqual(scan('Epoch 1/3, batch 300/300: loss=0.25', 'Epoch 1 done: loss=0.5 val_loss=1'), [
		'300 loss=0.25',
		'300 epoch loss=0.5 val_loss=1',
	]);
});

test('takes no metric from elapsed times and memory with their units', () => {
	assert.deepEqual(scan('1:\tlearn: 0.5\ttotal: 60.1ms\tremaining: 30s', '3:\tlearn: 0.25\ttotal: 1.01s\tremaining: 20s'), [
		'1 learn=0.5',
		'3 learn=0.25',
	]);
	assert.deepEqual(scan('iter: 19  total_loss: 2.5  max_mem: 2722M', 'iter: 20  total: 5  memory: 3800'), [
		'19 total_loss=2.5',
		'20 total=5 memory=3800',
	]);
});

test('reads tables in Markdown', () => {
	const head = ['| epoch | train_loss | val_loss |', '|-------|-----------:|----------|'];
	assert.deepEqual(
		scan(...head, '|     1 |     0.9000 |   1.0000 |', '| 2 | 0.8 | 0.95 |', '| done | in | 5 s |', '| 3 | 4 | 5 |'),
		['1 train_loss=0.9 val_loss=1', '2 train_loss=0.8 val_loss=0.95'],
	);
});

test('reads the mean where its deviation stands behind it', () => {
	assert.deepEqual(scan('[10]\ttrain-rmse:1.5+0.01\ttest-rmse:1.60000±0.02000'), ['10 train-rmse=1.5 test-rmse=1.6']);
	assert.deepEqual(scan('step 1 loss 0.5 torch 2.1.0+cu118 build 2.1+3.4.5 sum 1+2'), ['1 loss=0.5']);
});
