import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {progressOf, scan} from '../../scan-lines.ts';

const logOf = (...lines: string[]) => readLog(`${lines.join('\n')}\n`);

test('takes the number that a line of names and values begins with as its step', () => {
	for (const [before, after] of [
		['[', '] loss: 2'],
		['[0', '] loss 2.0'],
		['[', '] loss = 2.5, acc = 0.5'],
		['(', ') loss: 2.5'],
		['', ' | loss: 2.5 | acc: 0.5'],
		['', ' - loss: 2.5 - acc: 0.5'],
		['', '\tloss\t2.5'],
		['', ': loss=2.5'],
		['', ': loss 2.0 acc 0.5'],
		['', ' loss: 2.0 acc: 0.5'],
		['  ', ' train loss = 2.0 test acc = 0.5'],
	]) {
		const steps = [0, 100, 200, 10_000].map(step => `${before}${step}${after}`);
		assert.deepEqual(
			logOf(...steps)
				.points(after?.includes('train') ? 'train loss' : 'loss')
				.map(([step]) => step),
			[0, 100, 200, 10_000],
			steps[1],
		);
	}
});

test('takes no number before words that are more than names and values as a step', () => {
	assert.deepEqual(scan('(12) see the loss 3 in there', '3 - accuracy of the second model'), []);
});

test('counts rows where the number before them shows to be a rank', () => {
	const steps = (...lines: string[]) =>
		logOf(...lines)
			.points('loss')
			.map(([step, value]) => `${step} ${value}`);
	assert.deepEqual(steps('[0] loss: 3', '[0] loss: 2', '[0] loss: 1'), ['0 3', '1 2', '2 1']);
	const epochs = [1, 2, 3].flatMap(epoch => [`Epoch ${epoch}`, '[0] loss: 3', '[10] loss: 2']);
	assert.deepEqual(steps(...epochs), ['1 2', '2 2', '3 2'], 'batches of an epoch');
	const classes = [1, 2, 3].flatMap(epoch => [`Epoch ${epoch} loss ${4 - epoch}`, '[0] accuracy: 0.5', '[1] accuracy: 0.75']);
	assert.deepEqual(steps(...classes), ['1 3', '2 2', '3 1'], 'classes of a report');
	assert.deepEqual(steps('[7] loss: 3', '[8] loss: 2.5', '[7] loss: 2', '[8] loss: 1.5').length, 4, 'processes');
	assert.deepEqual(steps('[10] loss: 3', '[20] loss: 2', '[20] loss: 1.5', '[30] loss: 1'), ['10 3', '20 1.5', '30 1']);
	assert.deepEqual(steps('0: loss=3.5', '1: loss=9.5', '0: loss=2.5', '1: loss=9.5', '0: loss=1.5'), ['0 3.5', '1 2.5', '2 1.5']);
});

test('takes a step with decimals that are none', () => {
	const lines = ['step=0.0 loss=3', 'step=10.0 loss=2', 'step=20.0 loss=1'];
	assert.deepEqual(scan(...lines), ['0 loss=3', '10 loss=2', '20 loss=1']);
	assert.deepEqual(scan('step 10.0 loss 3.5'), ['10 loss=3.5']);
	assert.deepEqual(logOf('step 1.0 loss: 3', 'step 1.5 loss: 2', 'step 2.0 loss: 1').points('loss'), [
		[0, 3],
		[1, 2],
		[2, 1],
	]);
	assert.deepEqual(scan('epoch 0.25 loss 2.5 | lr 0.1', 'epoch 0.5 loss 2.25 | lr 0.1'), [
		'0 loss=2.5 lr=0.1',
		'1 loss=2.25 lr=0.1',
	]);
});

test('takes n/m in parentheses before names and values as the step, and how many there are', () => {
	const rows = [1, 2, 3].map(step => `(${step}/8) loss ${step}.5 | acc 0.5`);
	assert.deepEqual(scan(...rows), ['1 loss=1.5 acc=0.5', '2 loss=2.5 acc=0.5', '3 loss=3.5 acc=0.5']);
	assert.equal(progressOf(...rows), '3/8 step');
	assert.deepEqual(scan('(1/8) reading the loss 3 of all', '(2/8) files: 12'), []);
	assert.equal(progressOf('(1/8) Installing numpy 2.0'), null);
	assert.deepEqual(scan('(1/5) epoch 3 loss 2.5'), ['3 loss=2.5']);
});

test('a count of steps below a number that says the same leaves that a step', () => {
	const rows = [50, 100, 150].flatMap(step => [
		`[${step}] training_loss = ${step / 8}`,
		`[${step}] l2_params = ${step}.5`,
		`NOTE: Steps:${step}/1000 [5.0%]`,
	]);
	const run = logOf(...rows);
	assert.deepEqual(run.points('training_loss'), [
		[50, 6.25],
		[100, 12.5],
		[150, 18.75],
	]);
	assert.deepEqual(run.points('l2_params'), [
		[50, 50.5],
		[100, 100.5],
		[150, 150.5],
	]);
	assert.deepEqual(run.learnt.progress, {step: 150, total: 1000, unit: 'step', from: 'counter in train.log'});
});

test('a number of samples before a value is no step', () => {
	const rows = [1, 2, 3].map(step => `16 samples loss: ${step}.5`);
	assert.deepEqual(
		logOf(...rows)
			.points('samples loss')
			.map(([step]) => step),
		[0, 1, 2],
	);
});

test('the numbers of a list of metrics that comes again are no steps, nor is a time', () => {
	const lists = [1, 2, 3].flatMap(n => [`1 loss: ${n}.5`, `2 accuracy: 0.${n}`, `3 f1: 0.${n}`]);
	for (const name of ['loss', 'accuracy', 'f1']) assert.equal(logOf(...lists).points(name).length, 3);
	assert.deepEqual(
		logOf(...[5, 10, 15].map(time => `${time} min loss: ${time}.5`))
			.points('loss')
			.map(([step]) => step),
		[0, 1, 2],
	);
});
