import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {scan} from '../scan-lines.ts';

const bar = (step: number, total: number) =>
	`\r${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:09, 10.00it/s]`;
const bars = (from: number, to: number, total: number) =>
	Array.from({length: to - from + 1}, (_, i) => bar(from + i, total)).join('');
/** An evaluation as tqdm draws it below the bar that it is within, or as the first of its bars. */
const nested = (total: number) => Array.from({length: total}, (_, i) => `\n${bar(i, total)}\x1b[A`).join('');
const row = (step: number, name = 'eval_loss') => `\r    \r{'${name}': ${1 / step}, 'epoch': ${(step / 10).toFixed(1)}}\n`;
const stepsOf = (text: string, name = 'eval_loss') =>
	readLog(text)
		.points(name)
		.map(([step]) => step);

test('an evaluation at the last step of training belongs to that step', () => {
	const text = [10, 20, 30].map(
		end => bars(end - 10, end, 30) + row(end, 'loss') + bar(end, 30) + nested(5) + row(end) + bar(end, 30),
	);
	assert.deepEqual(stepsOf(text.join('')), [10, 20, 30]);
	assert.deepEqual(stepsOf(text.slice(0, 1).join('').replaceAll('/30', '/10')), [10]);
	// The bars say it too, where the output has no movements of the cursor.
	assert.deepEqual(stepsOf(text.join('').replaceAll('\x1b[A', '')), [10, 20, 30]);
	assert.deepEqual(readLog(text.join('')).learnt.progress?.total, 30);
});

test('an evaluation may have more batches than training has steps', () => {
	const text = [10, 20, 30].map(end => bars(end - 10, end, 30) + nested(80) + row(end) + row(end, 'loss')).join('');
	assert.deepEqual(stepsOf(text), [10, 20, 30]);
	assert.deepEqual(stepsOf(text, 'loss'), [10, 20, 30]);
	assert.deepEqual(readLog(`${text}${bar(30, 30)}`).learnt.progress, {
		step: 30,
		total: 30,
		unit: 'it',
		from: 'progress bar in train.log',
	});
});

test('an evaluation of as many batches as training has steps belongs to the step that training has come to', () => {
	const below = [10, 20].map(
		end => bars(end - 10, end, 30) + row(end, 'loss') + bar(end, 30) + nested(31) + row(end) + bar(end, 30),
	);
	assert.deepEqual(stepsOf(below.join('').replaceAll('/31', '/30')), [10, 20]);
	assert.deepEqual(stepsOf(below.join('').replaceAll('/31', '/30'), 'loss'), [10, 20]);
	// Where nothing says that it is drawn below the other, the epoch that its row says does.
	const alike = [10, 20, 30].map(end => bars(end - 10, end, 30) + row(end, 'loss') + bar(end, 30) + bars(0, 30, 30) + row(end));
	assert.deepEqual(stepsOf(alike.join('')), [10, 20, 30]);
	assert.deepEqual(stepsOf(alike.join(''), 'loss'), [10, 20, 30]);
	// Rows at the end of long epochs may say the same epoch too.
	const last = `${bars(0, 20, 30)}${row(20, 'loss')}${bars(21, 30, 30)}${row(20)}`;
	assert.deepEqual(stepsOf(last), [30]);
});

test('an evaluation behind the end of training leaves it finished', () => {
	const training = `${bars(0, 30, 30)}${row(30, 'loss')}\n{'train_runtime': 9.1, 'train_loss': 1.4, 'epoch': 3.0}\n${bar(30, 30)}`;
	const evaluated = readLog(`${training}${bars(0, 5, 5)}\n***** eval metrics *****\n  eval_loss   =   0.75\n`);
	assert.equal(evaluated.learnt.outcome?.status, 'finished');
	assert.equal(evaluated.learnt.progress?.total, 30);
	assert.deepEqual(evaluated.points('eval_loss'), [[30, 0.75]]);
	// Another training is no evaluation.
	const again = readLog(`${training}${bars(0, 5, 20)}${row(5, 'loss')}${bars(6, 8, 20)}`);
	assert.equal(again.learnt.outcome, null);
	assert.equal(again.learnt.progress?.total, 20);
	// Its first row is at its own step.
	assert.deepEqual(again.points('loss'), [[5, 0.2]]);
});

test('rows below bars that begin anew in each epoch go on from each other', () => {
	const epochs = [1, 2, 3].map(epoch => `${bars(0, 10, 10)}\n{'loss': ${1 / epoch}}\n`);
	assert.deepEqual(stepsOf(epochs.join(''), 'loss'), [10, 20, 30]);
});

test('a bar that begins anew behind a failure is one of another attempt', () => {
	const first = `${bars(0, 10, 30)}${row(10, 'loss')}${bars(10, 17, 30)}\nTraceback (most recent call last):\nValueError: bad\n`;
	const run = readLog(`${first}${bars(0, 10, 30)}${row(10, 'loss')}${bars(10, 20, 30)}${row(20, 'loss')}${bars(20, 21, 30)}`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[10, 20],
	);
	assert.equal(run.learnt.progress?.step, 21);
});

test('the bar of a run whose rows say fractions of epochs begins anew with the run', () => {
	const run = readLog(
		`${bars(0, 10, 30)}${row(10, 'loss')}${bars(10, 17, 30)}\n${bars(0, 10, 30)}${row(5, 'loss')}${bars(11, 12, 30)}`,
	);
	assert.deepEqual(run.points('loss'), [[10, 0.2]]);
	assert.equal(run.learnt.progress?.total, 30);
});

test('what is said behind the last epoch is of the last step, not of the number of epochs', () => {
	const drawn = (label: string, step: number, total: number, values = '') =>
		`${label}: ${(100 * step) / total}%|#####| ${step}/${total} [00:02<00:00, 5.00it/s${values}]`;
	const epoch = (at: number) => [
		drawn('Iteration', 5, 10, `, loss=0.${9 - at}, global_step=${10 * at + 5}`),
		drawn('Iteration', 10, 10, `, loss=0.${8 - at}, global_step=${10 * at + 10}`),
		'acc = 0.75',
		drawn('Epoch', at + 1, 2),
	];
	assert.deepEqual(
		scan(drawn('Epoch', 0, 2), ...epoch(0), ...epoch(1), 'acc = 0.875').filter(row => row.includes('acc')),
		['10 acc=0.75', '20 acc=0.75', '20 acc=0.875'],
	);
});
