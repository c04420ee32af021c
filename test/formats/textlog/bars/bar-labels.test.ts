import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';
import {readLog} from '../read-log.ts';
import {progressOf} from '../scan-lines.ts';

const bar = (label: string, step: number, total: number, postfix = '', unit = 'it') =>
	`${label === '' ? '' : `${label}:`}  ${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:09, 10.00${unit}/s${postfix}]`;

interface Drawn {
	line: string;
	depth: number;
}
const at = (depth: number, lines: readonly string[]): Drawn[] => lines.map(line => ({line, depth}));
const count = (from: number, to: number, draw: (step: number) => string) =>
	Array.from({length: to - from + 1}, (_, i) => draw(from + i));

/** Progress behind each line that shows one, and all points. */
function read(drawn: readonly Drawn[]): {progress: string[]; points: string[]} {
	const scanner = createLineScanner();
	const results = drawn.map(({line, depth}) => scanner.scan(line, depth));
	return {
		progress: results.flatMap(({progress}) => (progress === null ? [] : [`${progress.step}/${progress.total}`])),
		points: results.flatMap(({metrics}) => metrics.map(({step, name, value}) => `${step} ${name}=${value}`)),
	};
}

test('a value in the label of a bar makes no evaluation of it', () => {
	assert.equal(progressOf(bar('Best trial: 1. Best value: 0.062', 5, 8)), '5/8 it');
	assert.equal(progressOf(bar('Train policy/value net', 5, 8)), '5/8 it');
	assert.equal(progressOf(bar('loss 0.5 val_loss 0.6', 5, 8)), '5/8 it');
	assert.equal(progressOf(bar('Val loss: 0.61', 1, 8)), null);
	assert.equal(progressOf(bar('Val loss: 0.61, acc: 0.9', 1, 8)), null);
	assert.equal(progressOf(bar('Test: loss: 0.61', 1, 8)), null);
	assert.equal(progressOf(bar('Dev set', 1, 8)), null);
	assert.equal(progressOf(bar('Training on dev', 5, 8)), '5/8 it');
});

test('a bar whose label comes to the next epoch counts epochs', () => {
	const label = (epoch: number) =>
		`Epoch ${epoch}/10, train loss: ${(1 / epoch).toFixed(4)}, val loss: ${(2 / epoch).toFixed(4)}`;
	const lines = [1, 2, 4].flatMap(epoch => [bar(label(epoch), epoch - 1, 10), bar(label(epoch), epoch, 10)]);
	assert.equal(progressOf(...lines), '4/10 it');
	assert.deepEqual(read(at(0, lines)).points.slice(-2), ['4 train loss=0.25', '4 val loss=0.5']);
	// Batches begin anew, however many epochs there are.
	const batches = [1, 2].flatMap(epoch => count(0, 3, step => bar(`Epoch ${epoch}/3`, step, 3)));
	assert.equal(progressOf(...batches), '6/9 it');
});

test('the values of a validation stand under names of its own', () => {
	for (const [train, val, name] of [
		['Epoch # [Train]', 'Epoch # [Val]', 'Val loss'],
		['[Train] Epoch #', '[Valid] Epoch #', 'Valid loss'],
		['Train', 'Eval', 'Eval loss'],
		['Iteration', 'Dev', 'Dev loss'],
		['Train', 'Evaluating...', 'eval loss'],
		['Training', 'Epoch # Validating', 'val loss'],
		['Epoch #', 'Predicting', 'predict loss'],
		['', 'Running inference', 'inference loss'],
		['', 'Sanity Checking', 'sanity loss'],
	] as const) {
		const lines = [1, 2].flatMap(epoch => [
			...count(0, 3, step => bar(train.replace('#', `${epoch}`), step, 3, ', loss=0.5')),
			...count(0, 2, step => bar(val.replace('#', `${epoch}`), step, 2, ', loss=0.9, val_acc=0.1')),
		]);
		const {points} = read(at(0, lines));
		assert.deepEqual(points.slice(-5), ['6 loss=0.5', `6 ${name}=0.9`, '6 val_acc=0.1', `6 ${name}=0.9`, '6 val_acc=0.1']);
	}
});

test('a bar of steps hosts the bars that are drawn within it', () => {
	const steps = count(0, 7, step => bar('steps', step, 60));
	const samples = count(0, 20, step => bar('', step, 20));
	const again = [...at(1, samples), ...at(0, [bar('steps', 7, 60)])];
	assert.equal(read([...at(0, steps), ...again, ...again]).progress.at(-1), '7/60');
	assert.equal(read([...at(0, steps), ...again, ...at(1, samples.slice(0, 9))]).progress.at(-1), '7/60');
	const units = count(0, 7, step => bar('', step, 60, '', 'step'));
	assert.equal(read([...at(0, units), ...at(1, samples)]).progress.at(-1), '7/60');
});

test('an evaluation of as many batches as training has steps is told by where it is drawn', () => {
	const evaluation = at(
		1,
		count(0, 12, step => bar('', step, 12)),
	);
	const first = [...at(0, [...count(0, 4, step => bar('', step, 12)), "{'loss': 0.25, 'epoch': 1.0}", bar('', 4, 12)])];
	const rows = at(0, ["{'eval_loss': 0.5, 'epoch': 1.0}", bar('', 4, 12)]);
	const second = at(0, [...count(5, 8, step => bar('', step, 12)), "{'loss': 0.2, 'epoch': 2.0}"]);
	const {progress, points} = read([...first, ...evaluation, ...rows, ...second]);
	assert.deepEqual(points, ['4 loss=0.25', '4 eval_loss=0.5', '8 loss=0.2']);
	assert.equal(progress.at(-1), '8/12');
	// One that stays on the screen is drawn in the place of the first bar at its end.
	const closed = read([...first, ...evaluation, ...at(0, [bar('', 12, 12)]), ...rows, ...second]);
	assert.deepEqual(closed.points, points);
	assert.ok(!closed.progress.includes('12/12'));
	// One bar may be drawn anywhere.
	const moved = [
		...at(
			0,
			count(0, 9, step => bar('Train', step, 10, ', loss=0.5')),
		),
		...at(1, [bar('Train', 10, 10, ', loss=0.5')]),
	];
	assert.equal(read([...moved, ...moved]).points.at(-1), '20 loss=0.5');
	// What waits for its next redrawing does not show where it is drawn.
	const waiting = read([...first, ...evaluation.slice(0, 6), ...at(Number.NaN, [bar('', 6, 12)])]);
	assert.equal(waiting.progress.at(-1), '4/12');
});

test('the first epoch of a loop within a loop is one of all', () => {
	const epoch = (step: number) => [
		...at(0, [bar('Epochs', step, 3)]),
		...at(
			1,
			count(0, 5, batch => bar('Batches', batch, 5)),
		),
	];
	assert.equal(read(epoch(0)).progress.at(-1), '5/15');
	assert.equal(read([...epoch(0), ...epoch(1)]).progress.at(-1), '10/15');
	assert.ok(!read([...epoch(0), ...epoch(1)]).progress.includes('5/5'));
});

test('bars of "dev" before those of a training are found to be none of its own', () => {
	const run = readLog(
		`${[bar('dev', 2, 2, ', loss=0.9'), ...count(0, 4, step => bar('Batches', step, 4, ', loss=0.5'))].join('\n')}\n`,
	);
	assert.deepEqual(
		run.points('loss'),
		[1, 2, 3, 4].map(step => [step, 0.5]),
	);
});

test('bars of "dev" are of the run where no other trained before them', () => {
	const dev = [1, 2].map(step => bar('dev', step, 2, `, loss=0.${step}`));
	assert.deepEqual(read(at(0, dev)).points, ['1 loss=0.1', '2 loss=0.2']);
	assert.deepEqual(read(at(0, [bar('train', 2, 2, ', loss=0.5'), ...dev])).points.at(-1), '2 dev loss=0.2');
});
