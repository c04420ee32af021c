import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

const before = {
	brackets: '[1/4] Loading data\n[2/4] Building model: params=1234\n[3/4] Training\n',
	steps: 'Step 1: load data\nStep 2: build model\nStep 3: train\n',
	ofHowMany: 'Step 1/4: Loading data (rows: 1000)\nStep 2/4: Building model with 12 layers\nStep 3/4: Training:\n',
	parts: '[1/4] Load part 1\n[2/4] Load part 2, size=3\n[3/4] Training for 4 epochs, lr=0.1\n',
	headings: '=== Step 1/4: Load data ===\n=== Step 3/4: Train ===\n',
};
const behind = {
	brackets: '[4/4] Evaluating\naccuracy: 0.99\n',
	steps: 'Step 4: evaluate\naccuracy: 0.99\n',
	ofHowMany: 'Step 4/4: Evaluation done: accuracy: 0.99\n',
	parts: '[4/4] Evaluating\naccuracy: 0.99\n',
	headings: '=== Step 4/4: Evaluate ===\naccuracy: 0.99\n',
};
const styles = ['brackets', 'steps', 'ofHowMany', 'parts', 'headings'] as const;
const linesOf = (write: (i: number) => string) => Array.from({length: 4}, (_, i) => `${write(i + 1)}\n`).join('');
const read = (content: string) => {
	const run = readLog(content);
	return {
		points: Object.fromEntries([...run.metrics.keys()].map(name => [name, run.points(name)])),
		progress: run.learnt.progress ?? null,
	};
};
const at = (...steps: number[]) => steps.map((step, i) => [step, i + 1.5]);

test('rows behind the stages of a program are not of one step, and a stage is no end of it', () => {
	for (const style of styles) {
		const counted = read(before[style] + linesOf(i => `{'loss': ${i}.5, 'epoch': 0.${i}}`) + behind[style]);
		assert.deepEqual(counted, {points: {loss: at(0, 1, 2, 3), accuracy: counted.points.accuracy}, progress: null}, style);
		assert.equal(counted.points.accuracy?.length, 1);
		const epochs = read(before[style] + linesOf(i => `Epoch ${i}: loss ${i}.5`) + behind[style]);
		assert.deepEqual(epochs, {points: {loss: at(1, 2, 3, 4), accuracy: [[4, 0.99]]}, progress: null}, style);
		const steps = read(before[style] + linesOf(i => `step ${i * 10} loss ${i}.5`) + behind[style]);
		assert.deepEqual(steps, {points: {loss: at(10, 20, 30, 40), accuracy: [[40, 0.99]]}, progress: null}, style);
	}
});

test('numbered lines with the same words count, as those do that have a value of the same name each', () => {
	const rows = at(1, 2, 3, 4);
	const same = read(linesOf(i => `Step ${i}/8: evaluating it\nloss: ${i}.5`));
	assert.deepEqual(same, {points: {loss: rows}, progress: {step: 4, total: 8, unit: 'step', from: 'counter in train.log'}});
	const words = ['one', 'two', 'three', 'four'];
	assert.deepEqual(read(linesOf(i => `[${i}/4] Testing ${words[i - 1]}\nloss: ${i}.5`)).points, {loss: rows});
	assert.equal(readLog(`step 1 loss 1.5\n${linesOf(i => `[${i}/8] writing the files`)}`).learnt.progress?.step, 4);
});

test('numbered lines with words count where the same ones come again, also with others between them', () => {
	const pairs = linesOf(i => `Step ${i}: train\nloss: ${i}.5\nStep ${i}: evaluate\nval_loss: ${i}.5`);
	assert.deepEqual(read(pairs).points, {loss: at(1, 2, 3, 4), val_loss: at(1, 2, 3, 4)});
	const files = 'abcdef'.split('').map((name, i) => `[${i + 1}/9] Processing ${name}.wav\n`);
	assert.equal(readLog(`step 1 loss 1.5\n${files.join('')}`).learnt.progress?.step, 6);
});

test('a stage that comes again with its words is one where a training runs in each', () => {
	const stages = [1, 2, 3].map(i => `Step ${i}/3: train some layers\n${linesOf(k => `loss: ${i}.${k}`)}`).join('');
	assert.deepEqual(
		read(stages).points.loss?.map(([step]) => step),
		[...Array(12).keys()],
	);
	const late = [1, 2, 3, 4].map(
		i => `Step ${i}/4: train some layers\n${i < 3 ? 'loss: 0.5\n' : linesOf(k => `loss: ${i}.${k}`)}`,
	);
	assert.deepEqual(
		read(late.join('')).points.loss?.map(([step]) => step),
		[...Array(10).keys()],
	);
});

test('a counter of rows counts on lines with words too', () => {
	const rows = linesOf(i => `Step ${i * 2}/20: loss ${i}.5`);
	assert.deepEqual(read(`${rows}Step 9/20: evaluating\naccuracy: 0.5\n`), {
		points: {loss: at(2, 4, 6, 8), accuracy: [[9, 0.5]]},
		progress: {step: 9, total: 20, unit: 'step', from: 'counter in train.log'},
	});
	assert.deepEqual(read(linesOf(i => `Step ${i * 100}: evaluating ${'ab'[i % 2]}\nloss: ${i}.5`)).points, {
		loss: at(100, 200, 300, 400),
	});
});

test('numbered lines over a block of values each count, whatever stands beside the number', () => {
	const every = [0, 1, 2, 3, 4].map(i => `Step ${i * 10} finished in 0.1s\n  loss: ${i}.5\n  lr: 0.1\n`).join('');
	const steps = (log: string, name: string) =>
		readLog(log)
			.points(name)
			.map(([step]) => step);
	assert.deepEqual(steps(every, 'loss'), [0, 10, 20, 30, 40]);
	assert.deepEqual(steps(every, 'lr'), [0, 10, 20, 30, 40]);
	const both = [1, 2, 3].map(i => `[${i}/3] elapsed: 1.5s\ntrain:\n  loss: ${i}.5\nval:\n  loss: ${i}.7\n`).join('');
	assert.deepEqual(steps(both, 'loss'), [1, 2, 3]);
	assert.deepEqual(steps(both, 'val loss'), [1, 2, 3]);
});

test('no stage is numbered as a value is named', () => {
	const row = (step: number) =>
		`[INFO] [logging.py:96:log_dist] [Rank 0] step=${step}, skipped=0, lr=[0.001], mom=[[0.9, 0.95]]\n`;
	assert.deepEqual(readLog(row(10) + row(20)).points('lr'), [
		[10, 0.001],
		[20, 0.001],
	]);
});
