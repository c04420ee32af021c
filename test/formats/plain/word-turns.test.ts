import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read as readTable} from '../csv/read-table.ts';
import {read as readLines} from '../jsonl/read-lines.ts';

type Row = Readonly<Record<string, number | string>>;

/** What the same rows give as a table and as JSON lines, which has to be the same. */
function pointsOf(rows: readonly Row[]): Record<string, (readonly [number, number])[]> {
	const keys = Object.keys(rows[0]!);
	const table = readTable([keys, ...rows.map(row => keys.map(key => row[key]!))].map(cells => `${cells.join(',')}\n`).join(''));
	const lines = readLines(...rows.map(row => JSON.stringify(row)));
	const of = (run: typeof table) =>
		Object.fromEntries(
			[...run.metrics.keys()].map(name => [name, run.points(name)] as const).filter(([, all]) => all.length > 0),
		);
	assert.deepEqual(of(lines), of(table));
	return of(table) as ReturnType<typeof pointsOf>;
}

/** Rows in turns: for each step one with each of the words, which has its place in them times 10 and the step as its value. */
const turns = (name: string, value: string, words: readonly (number | string)[], steps = 3): Row[] =>
	Array.from({length: steps}, (_, i) => words.map((word, k) => ({step: i + 1, [name]: word, [value]: 10 * k + i + 1}))).flat();

const first = [1, 2, 3].map(step => [step, step]);
const second = [1, 2, 3].map(step => [step, 10 + step]);

test('takes words that come in turns beside a value for the names of its metrics, whatever both are called', () => {
	const pairs = [
		['metric', 'val'],
		['metric', 'score'],
		['measure', 'value'],
		['scalar', 'value'],
		['type', 'value'],
		['what', 'v'],
	] as const;
	for (const [name, value] of pairs)
		assert.deepEqual(pointsOf(turns(name, value, ['loss', 'acc'])), {loss: first, acc: second}, `${name},${value}`);
	const rows = turns('tag', 'val', ['loss', 'acc']).map(row => ({kind: 'scalar', ...row}));
	assert.deepEqual(pointsOf(rows), {loss: first, acc: second}, 'beside a word that is always the same');
	const seldom = [1, 2, 3, 4].flatMap(step =>
		turns('metric', 'val', step % 2 === 0 ? ['loss', 'acc'] : ['loss'], 1).map(row => ({...row, step})),
	);
	assert.deepEqual(
		pointsOf(seldom).acc!.map(([step]) => step),
		[2, 4],
		'one of which comes at some steps only',
	);
});

test('takes other words, and numbers of parts, for what a row is of', () => {
	assert.deepEqual(pointsOf(turns('class', 'iou', ['cat', 'dog'])), {'class cat/iou': first, 'class dog/iou': second});
	assert.deepEqual(pointsOf(turns('layer', 'grad_norm', [0, 1])), {'layer 0/grad_norm': first, 'layer 1/grad_norm': second});
	const both = turns('head', 'loss', ['a', 'b']).flatMap(row => ['x', 'y'].map(task => ({...row, task})));
	assert.deepEqual(
		Object.keys(pointsOf(both)).sort(),
		['a, task x', 'a, task y', 'b, task x', 'b, task y'].map(words => `head ${words}/loss`),
	);
	const split = turns('split', 'loss', ['train', 'val', 'ood']);
	assert.deepEqual(Object.keys(pointsOf(split)), ['loss', 'val loss', 'ood loss']);
	const drawn = [1, 2, 3, 4, 5, 6, 7].flatMap(round =>
		[round % 3, (round + 1) % 3].map(at => ({round, site: ['x', 'y', 'z'][at]!, loss: round})),
	);
	assert.deepEqual(Object.keys(pointsOf(drawn)).sort(), ['site x/loss', 'site y/loss', 'site z/loss'], 'drawn by lot');
});

test('takes no words for that which are of a run that was taken up again, or of samples', () => {
	const rows = Array.from({length: 12}, (_, i) => ({step: i + 1, host: 'n1', loss: i}));
	const resumed = [5, 9].reduce<Row[]>(
		(all, step) => all.toSpliced(all.findIndex(row => row.step === step) + 1, 0, {step, host: 'n2', loss: 50}),
		rows,
	);
	assert.equal(pointsOf(resumed).loss!.length, 12);
	const samples = Array.from({length: 12}, (_, i) => ({step: Math.floor(i / 2), image: `${i}.png`, loss: i}));
	assert.deepEqual(Object.keys(pointsOf(samples)), ['loss']);
});
