import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createLineScanner, type LineResult} from '../../../../source/formats/textlog/index.ts';
import {openLog} from '../read-log.ts';
import {progressOf} from '../scan-lines.ts';

function lastOf(...lines: string[]): {progress: string | null; points: string[]} {
	const scanner = createLineScanner();
	const results = lines.map(line => scanner.scan(line));
	const last = results.findLast(({progress}) => progress !== null)?.progress;
	return {progress: last ? `${last.step}/${last.total} ${last.unit}` : null, points: results.flatMap(pointsOf)};
}

const pointsOf = ({metrics}: LineResult) => metrics.map(({step, name, value}) => `${step} ${name}=${value}`);
const bar = (label: string, step: number, total: number, postfix = '') =>
	`${label}  ${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:09, 10.00it/s${postfix}]`;

/** Reads a log the way it came: as real bytes, in one file. */
const fixture = (name: string) => readFileSync(path.resolve('test/fixtures/textlog', name));

test('reads the state of a tqdm bar and the values behind it', () => {
	assert.deepEqual(lastOf(bar('', 420, 1000)), {progress: '420/1000 it', points: []});
	assert.deepEqual(lastOf(bar('train:', 3, 20, ', loss=0.5, acc=nan')).points, ['3 loss=0.5', '3 acc=NaN']);
	const withoutRate = 'Epoch 0:   1%|  | 1/100 [00:01<01:30, reduced_train_loss=9.9, global_step=1.0, consumed_samples=8.0]';
	assert.deepEqual(lastOf(withoutRate).points.slice(0, 1), ['1 reduced_train_loss=9.9']);
	assert.equal(lastOf('12it [00:01, 10.3it/s, loss=0.5]').points[0], '12 loss=0.5');
	assert.equal(lastOf('  1%|          | 1.20k/3.40M [00:01<00:09, 10.0it/s]').progress, '1200/3400000 it');
});

test('reads a bar that is written as lines of a log', () => {
	const line = 'Progress on:train 1.20kit/10.0kit rate:2.1it/s remaining:1:10:00 elapsed:09:31 postfix:loss=3.5';
	assert.deepEqual(lastOf(line), {progress: '1200/10000 it', points: ['1200 loss=3.5']});
});

test('the first cell of a row of numbers before a bar is its epoch', () => {
	const row = (epoch: string, step: number) =>
		bar(`        ${epoch}      3.51G    0.04512    0.06512        232        640:`, step, 8);
	assert.equal(progressOf(row('1/3', 8), row('2/3', 4)), '12/24 it');
	assert.equal(progressOf(row('0/2', 8), row('1/2', 8), row('2/2', 8)), '24/24 it');
	assert.equal(progressOf(row('0/2', 8), row('1/2', 8)), '16/16 it of a part');
});

test('puts the bars of all epochs on one count', () => {
	const {progress, points} = lastOf(bar('Epoch 1/3:', 20, 20, ', loss=2'), bar('Epoch 2/3:', 5, 20, ', loss=1'));
	assert.equal(progress, '25/60 it');
	assert.deepEqual(points, ['20 loss=2', '25 loss=1']);
	assert.deepEqual(lastOf(bar('Epoch 0:', 10, 10, ', v_num=0, loss=2'), bar('Epoch 1:', 1, 10, ', v_num=0, loss=1')).points, [
		'10 loss=2',
		'11 loss=1',
	]);
	assert.deepEqual(
		lastOf(bar('', 9, 10, ', loss=2'), bar('', 10, 10, ', loss=1'), bar('', 1, 10, ', loss=0')).points.at(-1),
		'11 loss=0',
	);
});

test('finds the run among bars of preparations and evaluations', () => {
	assert.equal(lastOf('Loading checkpoint shards: 100%|####| 2/2 [00:05<00:00,  2.6s/it]').progress, null);
	assert.equal(lastOf('Map: 100%|####| 1000/1000 [00:01<00:00, 900.5 examples/s]').progress, null);
	assert.equal(lastOf(bar('', 20, 100), bar('', 0, 7), bar('', 7, 7)).progress, '20/100 it');
	assert.equal(lastOf(bar('Epochs:', 1, 3), bar('train', 20, 20), bar('train', 5, 20)).progress, '25/60 it');
});

test('gives rows without a step the step of the bar, also on the same line', () => {
	assert.deepEqual(
		lastOf(`${bar('', 10, 100)}{'loss': 2.5, 'epoch': 0.1}`, bar('', 20, 100), "{'loss': 2.4, 'epoch': 0.2}").points,
		['10 loss=2.5', '20 loss=2.4'],
	);
});

test('keeps the values of a bar and of the line behind it at their own steps', () => {
	const line = `${bar('', 10, 100, ', acc=0.5')}2025-10-09 12:00:00 INFO step 11 loss=2`;
	assert.deepEqual(lastOf(line).points, ['10 acc=0.5', '11 loss=2']);
});

test('reads Keras: epochs are the steps, the last state of an epoch its value', () => {
	const {run} = openLog(fixture('keras.log'), 'stdout.txt');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[1, 2],
	);
	assert.equal(run.learnt.stepUnit, 'epoch');
	assert.equal(run.learnt.progress?.unit, 'step');
	const old = [
		'Epoch 1/3',
		'1875/1875 [==============================] - 5s 2ms/step - loss: 0.2 - val_loss: 0.1',
		'Epoch 2/3',
		'   1/1875 [......] - ETA: 5:10 - loss: 0.15',
	];
	assert.deepEqual(lastOf(...old), {progress: '1876/5625 step', points: ['1 loss=0.2', '1 val_loss=0.1', '2 loss=0.15']});
});

test('reads real output of tqdm: progress over all epochs, one point a step', () => {
	const {run} = openLog(fixture('tqdm.log'));
	assert.deepEqual(run.learnt.progress, {step: 60, total: 60, unit: 'it', from: 'progress bar in train.log'});
	assert.equal(run.points('loss').at(-1)?.[0], 60);
	assert.ok(run.points('loss').length >= 58);
});

test('reads real output of rich: lines between redrawn bars, and the table', () => {
	const {run} = openLog(fixture('rich.log'));
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
	);
	assert.deepEqual(run.points('acc'), [[1, 0.1201]]);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'acc']);
	assert.deepEqual(run.learnt.progress, {step: 100, total: 100, unit: '%', from: 'progress bar in train.log'});
});

test('sees a bar that never ends its line, as it moves', () => {
	const {files, file, run, read} = openLog(`\r${bar('', 1, 1000)}\r${bar('', 2, 1000)}`);
	assert.equal(run.learnt.progress?.step, 2);
	files.append(file, `\r${bar('', 3, 1000)}\r${bar('', 4, 1000).slice(0, 30)}`);
	read();
	assert.equal(run.learnt.progress?.step, 3);
});

test('the bar of an epoch of unknown many says nothing of how far the run is', () => {
	const {files, file, run, read} = openLog(
		`\r${bar('Epoch 1:', 49, 50, ', loss=1')}\r${bar('Epoch 1:', 50, 50, ', loss=0.5')}\n`,
	);
	assert.deepEqual(run.learnt.progress, null);
	assert.deepEqual(run.points('loss').at(-1), [50, 0.5]);
	files.append(file, `\r${bar('Epoch 2:', 3, 50, ', loss=0.25')}\n`);
	read();
	assert.deepEqual(run.learnt.progress, null);
	assert.equal(openLog('Epoch: [7][ 90/100]\tLoss 2.5\nEpoch: [7][100/100]\tLoss 2.5\n').run.learnt.progress, null);
});

test('counts the epochs of a bar from the first one, whether that is 0 or 1', () => {
	const tqdm = (epoch: number) => `Epoch ${epoch}/4: 100%|████| 10/10 [00:01<00:00, 45.2it/s, loss=0.5]`;
	assert.equal(progressOf(tqdm(1), tqdm(2)), '20/40 it');
	assert.equal(progressOf(tqdm(0), tqdm(1), tqdm(2)), '30/40 it');
	// One more may come.
	assert.equal(progressOf(tqdm(0), tqdm(1), tqdm(2), tqdm(3)), '40/40 it of a part');
	assert.equal(progressOf(tqdm(0), tqdm(1), tqdm(2), tqdm(3), tqdm(4)), '50/50 it');
	// Lightning names the last epoch.
	const rich = (epoch: number) => `Epoch ${epoch}/4 ━━━━━━━━━━━━━━━ 10/10 0:00:03 • 0:00:00 45.2it/s train_loss: 0.6`;
	assert.equal(progressOf(rich(0), rich(1), rich(2), rich(3)), '40/50 step');
	assert.equal(progressOf(rich(3)), '40/50 step');
});

test('a bar that goes on from one epoch to the next counts the run', () => {
	assert.equal(lastOf(bar('Epoch 1', 3, 10), bar('Epoch 1', 4, 10), bar('Epoch 2', 5, 10)).progress, '5/10 it');
	assert.equal(progressOf(bar('Epoch 1', 4, 10), bar('Epoch 2', 5, 10)), '5/10 it');
	assert.equal(progressOf(bar('Epoch 1', 4, 10), bar('Epoch 2', 1, 10)), '1/10 it of a part');
	assert.equal(progressOf(bar('Epoch', 0, 10), 'Epoch 0 loss 0.9', bar('Epoch', 1, 10)), '1/10 it');
	assert.equal(progressOf(bar('Epoch 1/2', 4, 10), bar('Epoch 2/2', 5, 10)), '5/10 it');
	assert.equal(progressOf(bar('steps', 0, 100), 'epoch 1/10', bar('steps', 5, 100)), '5/100 it');
	assert.equal(progressOf('epoch 1/10', bar('steps', 0, 100), bar('steps', 5, 100)), '5/1000 it');
	const again = ['Epoch 1/3', ...[50, 100].map(step => bar('steps', step, 100)), 'Epoch 2/3', bar('steps', 5, 100)];
	assert.equal(progressOf(bar('steps', 0, 100), ...again), '105/300 it');
});

test('a bar that is drawn again where it stands, in a later epoch, did not begin anew', () => {
	const written = [bar('run', 0, 10), 'epoch 0 loss=2', bar('run', 0, 10), bar('run', 1, 10)];
	written.push('epoch 1 loss=1', bar('run', 1, 10), bar('run', 2, 10), 'epoch 2 loss=0.5', bar('run', 2, 10));
	assert.equal(progressOf(...written.slice(0, -1)), '2/10 it');
	assert.equal(progressOf(...written), '2/10 it');
	const nested = (epoch: number, ...steps: number[]) => [
		...steps.map(step => bar('batch', step, 10)),
		`epoch ${epoch} val_loss=0.5`,
		bar('Epochs', epoch, 5),
	];
	const epochs = [...nested(0, 0, 5, 10), bar('Epochs', 1, 5), ...nested(1, 0, 5, 10), bar('Epochs', 2, 5)];
	assert.equal(progressOf(bar('Epochs', 0, 5), ...epochs, bar('batch', 0, 10), bar('batch', 5, 10)), '25/50 it');
	// The full bar of each epoch is another one, but that of the run is not.
	assert.equal(lastOf('Epoch 1', bar('', 10, 10, ', loss=2'), 'Epoch 2', bar('', 10, 10, ', loss=1')).points.at(-1), '20 loss=1');
	assert.equal(progressOf('Epoch 1', bar('', 1, 3), 'Epoch 2', bar('', 3, 3), 'Epoch 3', bar('', 3, 3)), '3/3 it');
});

test('what is said behind a bar belongs to where the bar came, not to where its epoch was announced', () => {
	const {points} = lastOf(...[1, 2].flatMap(epoch => [`Epoch ${epoch}`, bar('', 10, 10, ', loss=0.5'), 'val_loss: 0.4']));
	assert.deepEqual(points, ['10 loss=0.5', '10 val_loss=0.4', '20 loss=0.5', '20 val_loss=0.4']);
});

test('takes any name with a sign and a fraction in the description of a bar for one of a value', () => {
	const bar = (step: number) => `[Adam] Tot: 0.5${step} parts: 3:  ${step}0%|#| ${step}/10 [00:01<00:10, 1.2it/s]`;
	assert.deepEqual(lastOf(bar(1), bar(2)).points, ['1 Adam Tot=0.51', '2 Adam Tot=0.52']);
	assert.deepEqual(lastOf('Shard 1 of size 0.5:  10%|#| 1/10 [00:01<00:10, 1.2it/s]').points, []);
});

test('reads the values in the description of a bar', () => {
	const {points} = lastOf(
		'Loss: 0.5:  10%|#| 1/10 [00:01<00:10, 1.2it/s]',
		'Loss: 0.25 | Acc 0.9:  20%|##| 2/10 [00:02<00:10, 1.2it/s, lr=0.1]',
	);
	assert.deepEqual(points, ['1 Loss=0.5', '2 Loss=0.25', '2 Acc=0.9', '2 lr=0.1']);
	assert.deepEqual(lastOf('v1.5 of part 2.5:  10%|#| 1/10 [00:01<00:10, 1.2it/s]').points, []);
});

test('a bar of Lightning by rich is of the step of the run that its epoch says, whichever were drawn', () => {
	const rich = (epoch: number, last: number, step = 10) =>
		`Epoch ${epoch}/${last} ━━━━━━━━━━━━━━━ ${step}/10 0:00:03 • 0:00:00 45.2it/s train_loss: 0.5`;
	assert.deepEqual(lastOf(rich(2, 2), '   val_loss: 0.25'), {
		progress: '30/30 step',
		points: ['30 train_loss=0.5', '30 val_loss=0.25'],
	});
	// One that failed and the one behind it, and two trainings in one log.
	assert.deepEqual(lastOf(rich(1, 2, 3), rich(2, 2)), {
		progress: '30/30 step',
		points: ['13 train_loss=0.5', '30 train_loss=0.5'],
	});
	assert.deepEqual(lastOf(rich(2, 2), rich(1, 1)).points, ['30 train_loss=0.5', '20 train_loss=0.5']);
});
