import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';

const bar = (step: number, total: number, values = `, loss=${step / total}`) =>
	`${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:01, 10.00it/s${values}]`;
const pass = (total: number, values?: string) => [0, 2, total].map(step => bar(step, total, values));
const read = (lines: readonly string[]) => readLog(`${lines.join('\n')}\n`);
const stepsOf = (lines: readonly string[], name = 'loss') =>
	read(lines)
		.points(name)
		.map(([step]) => step);

const headings = [
	'Evaluating...',
	'Validation:',
	'Testing',
	'Running validation',
	'Start evaluating on the test set',
	'--- Testing ---',
];

test('a shorter bar below a line that begins an evaluation is of that', () => {
	for (const heading of headings) {
		const lines = [1, 2, 3].flatMap(() => [...pass(10), heading, ...pass(4)]);
		assert.deepEqual(stepsOf(lines), [2, 10, 12, 20, 22, 30], heading);
		assert.deepEqual(stepsOf(lines, 'eval loss'), [10, 20, 30]);
	}
});

test('below a line that ends an evaluation, or begins one without a bar, the bar of the next epoch is of training', () => {
	const ends = [
		'Validation done',
		'Evaluation finished.',
		'Validation loss did not improve',
		'Test set size (1000)',
		'Evaluation took (12s)',
	];
	for (const line of [...headings, ...ends]) {
		const lines = [1, 2, 3].flatMap(() => [...pass(10), line]);
		assert.deepEqual(stepsOf(lines), [2, 10, 12, 20, 22, 30], line);
		assert.equal(read(lines).metrics.size, 1);
		assert.deepEqual(stepsOf([bar(600, 600, ''), line, ...lines]), [2, 10, 12, 20, 22, 30], line);
		// Epochs of buckets differ in length.
		assert.equal(read([9, 10, 8, 9].flatMap(total => [...pass(total), line])).metrics.size, 1);
	}
	for (const line of ends) assert.equal(read([...pass(10), line, ...pass(4)]).metrics.size, 1, line);
});

test('a bar that goes on below a line that begins an evaluation is the same', () => {
	for (const values of [undefined, '']) {
		const lines = [20, 40, 60, 80].flatMap(step => [bar(step, 100, values), 'Evaluating', bar(step + 1, 100, values)]);
		assert.deepEqual(read(lines).learnt.progress, {step: 81, total: 100, unit: 'it', from: 'progress bar in train.log'});
		assert.equal(stepsOf(lines).length, values === '' ? 0 : 8);
	}
});

test('a bar with values that training has said none of is no evaluation', () => {
	const updates = [1, 2, 3].flatMap(() => [...pass(20, ''), 'Testing', ...pass(5)]);
	assert.deepEqual([stepsOf(updates).length, stepsOf(updates, 'eval loss').length], [6, 0]);
	const losses = [1, 2, 3].flatMap(() => [...pass(20, ', reward=2.5'), 'Testing', bar(0, 5, ''), ...pass(5)]);
	assert.deepEqual([stepsOf(losses).length, stepsOf(losses, 'eval loss').length], [6, 0]);
	const outer = [1, 2, 3].flatMap(epoch => [...pass(100), 'Evaluating...', bar(epoch, 3, `, best=0.${epoch}`)]);
	assert.deepEqual([stepsOf(outer, 'best').length, stepsOf(outer, 'eval best').length], [3, 0]);
});

test('a shorter stage of a training below such a line loses no more than its first epoch', () => {
	const lines = [...pass(10), 'Evaluating', ...pass(4), 'Evaluating', ...pass(4), 'Evaluating', ...pass(4)];
	assert.deepEqual(read(lines).points('eval loss').length, 1);
	assert.equal(stepsOf(lines).at(-1), 8);
});

test('a bar with values, or that Keras does not draw, is no download whatever is said above it', () => {
	const words = [
		'Downloading data from https://example.org/a.npz',
		'Downloading pretrained weights...',
		'Downloading: "https://example.org/a.pth"',
	];
	for (const line of words) {
		assert.deepEqual(stepsOf([line, ...pass(10), line, ...pass(10)]), [2, 10, 12, 20], line);
		assert.deepEqual(read([line, bar(5, 10, '')]).learnt.progress?.step, 5);
		const keras = [1, 2, 3].map(step => `${step}/3 [====>.....] - ETA: 1s - loss: 0.${step}`);
		assert.equal(read([line, 'Epoch 1/2', ...keras, line, 'Epoch 2/2', ...keras]).points('loss').length, 2);
		assert.equal(read([line, ...keras]).points('loss').length, 1);
	}
});

test('the bar of a test behind the last epoch is none of training, however long it is', () => {
	const epochs = (head: (epoch: number) => string[], label: string) =>
		[1, 2].flatMap(epoch => [
			...head(epoch),
			...pass(10).map(line => `${label.replace('#', `${epoch}`)}${line}`),
			'Evaluating...',
			...pass(4, ', loss=0.7'),
		]);
	for (const heading of ['Testing on the test set...', 'Testing', '--- Testing ---'])
		for (const [head, label] of [
			[(epoch: number) => [`Epoch ${epoch}/2`], ''],
			[() => [], 'Epoch #/2: '],
		] as const)
			for (const total of [10, 12, 40]) {
				const lines = [...epochs(epoch => [...head(epoch)], label), heading, ...pass(total, ', loss=3')];
				assert.deepEqual(stepsOf(lines), [2, 10, 12, 20], heading);
				assert.deepEqual(read(lines).points('eval loss'), [
					[10, 0.7],
					[20, 0.7],
				]);
				assert.deepEqual(read(lines).points('test loss'), [[20, 3]]);
				assert.equal(read(lines).learnt.progress?.step, 20);
			}
	// Where nobody says how many epochs there are, the bars of training have names.
	const named = [...epochs(() => [], 'Train epoch #: '), 'Testing on the test set...', ...pass(40, ', loss=3')];
	assert.deepEqual([stepsOf(named).length, stepsOf(named, 'test loss')], [4, [20]]);
	// Another stage of a training that says so, or one before the last epoch is over, is no test.
	const stages = [...epochs(epoch => [`Epoch ${epoch}/2`], ''), 'Testing done.', ...pass(40)];
	assert.equal(read(stages).metrics.has('test loss'), false);
	const first = [...epochs(() => [], '').slice(0, 3), 'Testing', ...pass(40)];
	assert.equal(read(first).metrics.has('test loss'), false);
});

test('an evaluation below its heading may measure what training says nothing of', () => {
	for (const [says, name] of [
		['val_loss', 'val_loss'],
		['acc', 'eval acc'],
		['mean_loss', 'eval mean_loss'],
	]) {
		const lines = [1, 2, 3].flatMap(epoch => [
			`Epoch ${epoch}/3`,
			...pass(10),
			'Evaluating...',
			bar(0, 4, ''),
			...pass(4, `, ${says}=0.5`),
		]);
		assert.deepEqual(stepsOf(lines), [2, 10, 12, 20, 22, 30]);
		assert.deepEqual(stepsOf(lines, name), [10, 20, 30]);
		// While it evaluates, too.
		assert.deepEqual(read(lines.slice(0, -1)).learnt.progress?.step, 30);
	}
});

test('an evaluation as long as training is read alike in every epoch, the last one too', () => {
	const epochs = (values: string, total: number) =>
		[1, 2, 3].flatMap(epoch => [`Epoch ${epoch}/3`, ...pass(20), 'Evaluating...', ...pass(total, values), `val_loss: ${epoch}`]);
	for (const total of [20, 40]) {
		assert.deepEqual(stepsOf(epochs('', total), 'val_loss'), [40, 80, 120], `${total}`);
		assert.equal(read(epochs(', loss=2', total)).metrics.has('eval loss'), false);
	}
});

test('below a line that tells of results, tests or the last stage a training goes on', () => {
	const lines = [
		'Loading train and test datasets...',
		'=== Final training on all data ===',
		'Final stage:',
		'Final results:',
		'Retraining on train+test data...',
		'Writing results to out.json...',
	];
	for (const line of lines) {
		const attempt = [1, 2].flatMap(epoch => [...pass(10), `Epoch ${epoch}/2 loss: ${epoch}`]);
		assert.deepEqual(stepsOf([...attempt, line, ...attempt]), [2, 10, 12, 20, 22, 30, 32, 40], line);
		assert.equal(read([...attempt, line, ...attempt]).metrics.has('eval loss'), false);
	}
});

test('a bar below such a line is of the evaluation also where it says other losses than training', () => {
	const lines = (loss: string) => [...pass(20), 'Testing...', bar(0, 10, ''), ...pass(10, `, ${loss}=2.5`).slice(1)];
	assert.deepEqual(stepsOf(lines('ce_loss'), 'eval ce_loss'), [20]);
	assert.deepEqual(stepsOf(lines('avg_loss'), 'eval avg_loss'), [20]);
	assert.deepEqual(stepsOf(lines('val_loss'), 'val_loss'), [20]);
});
