import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from '../read-log.ts';

const heads = [
	(n: number) => `Epoch ${n}/3: training on 50000 samples`,
	(n: number) => `Iteration ${n}: Training on 100 samples`,
	(n: number) => `[${n}/3] Training on 100 samples`,
	(n: number) => `Episode ${n} finished after 20 timesteps`,
];

test('a head may say on how much it trains', () => {
	for (const head of heads) {
		const lines = [1, 2, 3].flatMap(n => [head(n), `  loss: ${n}.5`, `  accuracy: 0.${n}`]);
		const run = readLog(`${lines.join('\n')}\n`);
		assert.deepEqual(
			run.points('loss'),
			[
				[1, 1.5],
				[2, 2.5],
				[3, 3.5],
			],
			head(1),
		);
	}
});

test('prose behind a counter is no head', () => {
	const run = readLog('step 1 loss 0.5\nstep 2 loss 0.25\nStep 9 of the old run was then saved on disk by us\nloss: 0.125\n');
	assert.deepEqual(run.points('loss'), [
		[1, 0.5],
		[2, 0.125],
	]);
});

test('the unit of the steps is the same however the log grows', () => {
	const text = ['Epoch 1/2: training', '  val_loss 2.5', '  step 0 loss 0.5', '  step 20 loss 0.25', ''].join('\n');
	const {files, file, run, read} = openLog(text.slice(0, 35));
	assert.equal(run.learnt.stepUnit, 'epoch');
	files.write(file, text);
	read();
	assert.equal(run.learnt.stepUnit, null);
	assert.equal(readLog(text).learnt.stepUnit ?? null, null);
});

test('steps that are counted later than epochs take the unit back', () => {
	const text = 'Epoch 1 val_loss 2.5\nstep 20 loss 0.5\nstep 40 loss 0.25\n';
	const {files, file, run, read} = openLog(text.slice(0, 21));
	assert.equal(run.learnt.stepUnit, 'epoch');
	files.write(file, text);
	read();
	assert.equal(run.learnt.stepUnit, null);
});

test('a head that says on how much it evaluates is of another data', () => {
	const lines = [1, 2].flatMap(n => [
		...[`Epoch ${n}/2: training on 500 samples`, `loss: ${n}.5`],
		...[`Epoch ${n}/2: evaluating on 100 samples`, `loss: ${n}.25`],
	]);
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(run.points('loss'), [
		[1, 1.5],
		[2, 2.5],
	]);
	assert.deepEqual(run.points('eval loss'), [
		[1, 1.25],
		[2, 2.25],
	]);
});
