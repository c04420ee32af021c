import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {scan} from '../scan-lines.ts';

test('what is said of an epoch belongs to the step that it came to, with the steps counted by other lines', () => {
	const epoch = (at: number) => [
		`[${at * 100}] learning_rate=0.5, train_loss=${at}`,
		`eval epoch: ${at - 1}, loss: 5`,
		`[${at * 100}] eval_loss=3`,
	];
	assert.deepEqual(
		scan(...epoch(1), ...epoch(2), ...epoch(3)).filter(row => !row.includes('train_loss')),
		[100, 200, 300].flatMap(step => [`${step} eval loss=5`, `${step} eval_loss=3`]),
	);
	const batches = (at: number) => [0, 50].map(batch => `Train Epoch: ${at} [${batch}/100 (0%)] Loss: 2`);
	const rows = scan(...batches(0), 'Eval Epoch: 1 clip_val_loss: 3', ...batches(1), 'Eval Epoch: 2 clip_val_loss: 2');
	assert.equal(rows.at(-1), '150 Eval clip_val_loss=2');
});

test('the means of what the rows before have said are no values of the last of them', () => {
	const row = (batch: number) => `Epoch: [0]  [${batch}/40]  eta: 0:00:40  loss: 9.5 (9.1)  lr: 0.1 (0.1)`;
	const means = 'Averaged stats: loss: 8.5 (8.7)  lr: 0.1 (0.1)';
	assert.deepEqual(scan(row(38), row(39), means), ['38 loss=9.5 lr=0.1', '39 loss=9.5 lr=0.1', '39 epoch loss=8.5']);
	assert.equal(scan(row(39), 'Test:  [ 0/10]  eta: 0:00:01  loss: 7.5 (7.5)', means).at(-1), '39 Test loss=8.5');
});

test('what sums up an evaluation replaces the value of its last batch, also below a line that says the epoch is over', () => {
	const epoch = (at: number) => [
		`Train: [${at}/3][20/30]	lr 0.000001	loss ${7 - at} (6.9500)`,
		`EPOCH ${at} training takes 0:00:09`,
		`Test: [10/12]	Time 0.500 (0.500)	Loss 6.8000 (6.8500)	Acc@1 ${at}.250 (${at}.300)`,
		` * Acc@1 ${at}.310`,
	];
	assert.deepEqual(scan(...epoch(0), ...epoch(1)), [
		'20 lr=0.000001 loss=7',
		'20 Test Loss=6.85 Test Acc@1=0.3',
		'20 Test Acc@1=0.31',
		'50 lr=0.000001 loss=6',
		'50 Test Loss=6.85 Test Acc@1=1.3',
		'50 Test Acc@1=1.31',
	]);
});

test('steps that are only counted, before the epochs or within them, leave the values of epochs at the epochs', () => {
	const counted = (word: string) => [0, 25, 50].map(step => `${word} [${step}/75] Reading images...`);
	const epoch = (number: number) => `Epoch [${number}/3]  Loss: ${3 - number}.25`;
	const values = ['0 Loss=3.25', '1 Loss=2.25', '2 Loss=1.25'];
	for (const word of ['Step', 'Iteration', 'Batch']) {
		assert.deepEqual(scan(...counted(word), ...[0, 1, 2].map(epoch)), values);
		assert.deepEqual(scan(...[0, 1, 2].flatMap(number => [...counted(word), epoch(number)])), values);
		assert.deepEqual(scan(...[0, 1, 2].flatMap(number => [epoch(number), ...counted(word)])), values);
	}
	// What is said of one of them counts: the epochs are of the steps that they came to.
	assert.deepEqual(scan('Step 20', 'loss: 0.9', 'Epoch 1 val_loss: 0.8', 'Step 40', 'loss: 0.7', 'Epoch 2 val_loss: 0.6'), [
		'20 loss=0.9',
		'20 val_loss=0.8',
		'40 loss=0.7',
		'40 val_loss=0.6',
	]);
});

test('an epoch of which the last row tells how many steps it had is followed by the next one', () => {
	const epoch = (at: number) => [
		`\titers: 100, epoch: ${at} | loss: 0.4${at}`,
		'\tspeed: 0.0351s/iter; left time: 92.1s',
		`\titers: 200, epoch: ${at} | loss: 0.3${at}`,
		`Epoch: ${at} cost time: 9.1`,
		`Epoch: ${at}, Steps: 264 | Train Loss: 0.4012${at} Vali Loss: 0.7012${at} Test Loss: 0.3912${at}`,
	];
	const run = readLog(`${[...epoch(1), ...epoch(2), ...epoch(3)].join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[100, 200, 364, 464, 628, 728],
	);
	assert.deepEqual(
		run.points('Vali Loss').map(([step]) => step),
		[264, 528, 792],
	);
});
