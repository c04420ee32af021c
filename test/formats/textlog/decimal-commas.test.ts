import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from './read-log.ts';
import {scan} from './scan-lines.ts';

test('says of numbers with decimal commas that they were not read', () => {
	const run = readLog('epoch 1 loss: 0,15 lr 0.1\nepoch 2 loss: 0,25 lr 0.1\n');
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Numbers seem to have decimal commas ("0,15") and were not read: print them with decimal points'],
	);
	assert.deepEqual([...run.metrics.keys()], ['lr']);
});

test('where some numbers have decimal commas, no comma of others parts thousands', () => {
	const run = readLog('epoch 1 loss: 1,850 acc: 0,950\nepoch 2 loss: 1,750 acc: 0,960\n');
	assert.equal(run.problems.length, 1);
	assert.deepEqual([...run.metrics.keys()], []);
	assert.deepEqual(readLog('epoch 1 loss: 1,850 acc: 0.950\n').problems, []);
});

test('of numbers that commas join none is a value, but commas of thousands and those with a blank behind them', () => {
	assert.deepEqual(scan('step 1 loss: 0.5 gpus: 0,1 devices=1,2,3, ppl 1,234 acc: 1, f1: 1.234,5'), [
		'1 loss=0.5 ppl=1234 acc=1',
	]);
});

test('a comma that parts a number with thousands from the next value is none of its own', () => {
	assert.deepEqual(scan('epoch 1: train_loss=12,000.00, val_loss=13,000.5, n_tok=1,500'), [
		'1 train_loss=12000 val_loss=13000.5 n_tok=1500',
	]);
	assert.deepEqual(scan('Step 1,000, loss 1.5, tokens: 12,345,678, wps=12,345,lr=0.1'), [
		'1000 loss=1.5 tokens=12345678 wps=12345 lr=0.1',
	]);
	assert.deepEqual(scan('Step 1,000/6,000: loss 1.5 acc 10'), ['1000 loss=1.5 acc=10']);
	const run = readLog('epoch 1: reward=1,200, score=1,301\nepoch 2: reward=1,300, score=1,401\n');
	assert.deepEqual(
		[run.problems, run.points('reward')],
		[
			[],
			[
				[1, 1200],
				[2, 1300],
			],
		],
	);
});

test('takes commas for those of thousands until more than one line has others', () => {
	const rows = [1, 2, 3, 4].map(i => `step ${i},000 | loss 0.${i} | reward ${i},234`).join('\n');
	for (const lists of ['Selected losses: 0,2 and 5', 'loss weights: 1,1', 'class losses: 1,2\nval loss 0,1: x']) {
		for (const content of [`${rows}\n${lists}\n`, `${lists}\n${rows}\n`]) {
			const run = readLog(content);
			assert.deepEqual(run.problems, []);
			assert.deepEqual(run.points('reward').at(-1), [4000, 4234]);
		}
	}
	assert.deepEqual(readLog('epoch 1 score 3,1 f1 0.1\nepoch 2 score 3,2 f1 0.2\n').problems, []);
	const whole = readLog('step 1,000 | reward 1,234 | score 3,1\nstep 2,000 | reward 1,300 | score 4,1\n');
	assert.deepEqual([whole.problems, whole.points('reward').length], [[], 2]);
	const millions = readLog('epoch 1 tokens 1,234,567 loss 1,2\nepoch 2 tokens 2,234,567 loss 1,3\nepoch 3 tokens 3,234 loss 2\n');
	assert.deepEqual([millions.problems, millions.points('tokens').at(-1)], [[], [3, 3234]]);
});

test('joins no comma of a value that has had decimals behind it, whenever it did', () => {
	const late = readLog('epoch 1 loss 1,500\nepoch 2 loss 1,250\nepoch 3 loss 0,900\n');
	assert.deepEqual([[...late.metrics.keys()], late.problems.length], [[], 1]);
	assert.equal(readLog('epoch 1 loss 2,1250 acc 0,85 n 1,000\n').problems.length, 1);
	const early = readLog('epoch 1 loss 2,5\nepoch 2 loss 1,75\nepoch 3 loss 1,625\n');
	assert.deepEqual([[...early.metrics.keys()], early.problems.length], [[], 1]);
	const beside = readLog(
		'epoch 1 loss 2,5 lr 0.1 n 1,000\nepoch 2 loss 1,75 lr 0.1 n 1,000\nepoch 3 loss 1,625 lr 0.1 n 1,000\n',
	);
	assert.deepEqual([[...beside.metrics.keys()], beside.problems.length], [['lr', 'n'], 1]);
});

test('takes back what it said of commas where the log has decimal points after all', () => {
	const {files, file, run, read} = openLog('epoch 1 loss 1,5 n 1,000\nepoch 2 loss 1,7 n 1,000\n');
	assert.deepEqual([[...run.metrics.keys()], run.problems.length], [[], 1]);
	files.append(file, 'epoch 3 loss 1.25 n 1,000\n');
	read();
	assert.deepEqual([run.points('n').length, run.problems], [3, []]);
});

test('tells how far a run is whose values were not read', () => {
	const counted = readLog('Epoch 1/3 - loss: 0,15\nEpoch 2/3 - loss: 0,25\nEpoch 3/3 - loss: 0,35\n');
	assert.deepEqual([counted.learnt.progress?.step, counted.learnt.progress?.total, counted.learnt.unreadRows], [3, 3, 3]);
	assert.deepEqual(readLog('Epoch 1 | loss 2,125\nEpoch 2 | loss 0,750\n').learnt.reached, {epochs: 2, steps: null});
	assert.deepEqual(readLog('step 10 loss 2,1\nstep 20 loss 1,7\n').learnt.reached, {epochs: null, steps: 20});
});

test('says so of the values of bars too', () => {
	const bar = (step: number, loss: string) =>
		`train: ${step}0%|█    | ${step}/10 [00:01<00:09,  1.20it/s, loss=${loss}, n=1,500]\n`;
	const run = readLog(bar(1, '0,25') + bar(2, '0,20') + bar(3, '0,15'));
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Numbers seem to have decimal commas ("0,25") and were not read: print them with decimal points'],
	);
	assert.deepEqual([...run.metrics.keys()], []);
	assert.deepEqual(readLog(bar(1, '0.25') + bar(2, '0.2')).points('n'), [
		[1, 1500],
		[2, 1500],
	]);
});

test('says so too where the names are of another language', () => {
	const rows = [
		'1,000 - Genauigkeit: 0,55',
		'0,500 - Genauigkeit: 0,60',
		'0,333 - Genauigkeit: 0,65',
		'0,250 - Genauigkeit: 0,70',
	];
	const run = readLog(rows.map((row, i) => `Epoch ${i + 1}/4 - Verlust: ${row}\n`).join(''));
	assert.equal(run.problems.length, 1);
	assert.match(run.problems[0]!.message, /decimal commas/);
	assert.deepEqual([...run.metrics.keys()], []);
	const lists = [1, 2, 3, 4].map(i => `epoch ${i} loss: ${i} pair: 0,12 devices: 0,1${i} n: 1,00${i}\n`).join('');
	assert.deepEqual([readLog(lists).problems, [...readLog(lists).metrics.keys()]], [[], ['loss', 'n']]);
	const beside = [1, 2, 3, 4].map(i => `epoch ${i} loss: 0.${i} pair: 0,1${i} n: 1,00${i}\n`).join('');
	assert.deepEqual([readLog(beside).problems, [...readLog(beside).metrics.keys()]], [[], ['loss', 'n']]);
});

test('no list is a percentage, also beside numbers with points', () => {
	const run = readLog('epoch 1 acc 91,25% loss 0.8\nepoch 2 acc 92,25% loss 0.7\n');
	assert.deepEqual(
		[run.problems.map(({message}) => message), [...run.metrics.keys()]],
		[['Numbers seem to have decimal commas ("91,25%") and were not read: print them with decimal points'], ['loss']],
	);
});
