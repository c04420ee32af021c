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
	const nested = turns('name', 'value', ['loss', 'acc']).map(({step, ...metric}) => JSON.stringify({step, metric}));
	assert.deepEqual(readLines(...nested).points('acc'), second, 'in an object of their own');
	const rows = turns('tag', 'val', ['loss', 'acc']).map(row => ({kind: 'scalar', ...row}));
	assert.deepEqual(pointsOf(rows), {loss: first, acc: second}, 'beside a word that is always the same');
	const seldom = [1, 2, 3, 4, 5, 6].flatMap(step =>
		turns('metric', 'val', step % 2 === 0 ? ['loss', 'acc'] : ['loss'], 1).map(row => ({...row, step})),
	);
	assert.deepEqual(
		pointsOf(seldom).acc!.map(([step]) => step),
		[2, 4, 6],
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
});

test('takes no words for that which are of a run that was taken up again, or of samples', () => {
	const rows = Array.from({length: 12}, (_, i) => ({step: i + 1, host: 'n1', loss: i}));
	const resumed = [5, 9].reduce<Row[]>(
		(all, step) => all.toSpliced(all.findIndex(row => row.step === step) + 1, 0, {step, host: 'n2', loss: 50}),
		rows,
	);
	assert.equal(pointsOf(resumed).loss!.length, 12);
	const twice = rows.toSpliced(5, 0, {step: 5, host: 'n2', loss: 50}, {step: 6, host: 'n2', loss: 60});
	assert.equal(pointsOf(twice.sort((a, b) => Number(a.step) - Number(b.step))).loss!.length, 12, 'two steps of it over');
	const samples = Array.from({length: 12}, (_, i) => ({step: Math.floor(i / 2), image: `${i}.png`, loss: i}));
	assert.deepEqual(Object.keys(pointsOf(samples)), ['loss']);
});

test('takes no words for that which come twice in one step, be it by chance or not', () => {
	const of = (name: string, words: readonly (readonly string[])[]) =>
		Object.keys(pointsOf(words.flatMap((turn, i) => turn.map(word => ({step: i + 1, [name]: word, loss: i})))));
	const turn = ['a', 'b'];
	assert.deepEqual(of('state', [turn, ['b', 'b'], turn, turn, turn, turn]), ['loss']);
	assert.deepEqual(of('state', [turn, turn]), ['loss'], 'nor such as two steps had');
	assert.deepEqual(of('state', [turn, ['b', 'a'], turn, ['b', 'a']]), ['loss'], 'nor in another order each time');
	assert.deepEqual(
		of(
			'site',
			[0, 1, 2, 3, 4].map(i => ['x', 'y', 'z'].toSpliced(i % 3, 1)),
		),
		['loss'],
		'nor drawn by lot',
	);
});

test('takes no words for that which count, say what is true, or are of samples', () => {
	const names = [
		['improved', ['True', 'False']],
		['saved', ['yes', 'no']],
		['batch', ['100/400', '200/400', '400/400']],
		['progress', ['[1 of 3]', '[2 of 3]', '[3 of 3]']],
		['batch', ['batch_17', 'batch_18']],
		['message', ['forward done', 'backward done']],
		['file', ['img0001.png', 'img0002.png', 'img0003.png']],
		['file', Array.from({length: 65}, (_, i) => `${String.fromCodePoint(0x4e00 + i)}.png`)],
	] as const;
	for (const [name, words] of names) assert.deepEqual(Object.keys(pointsOf(turns(name, 'loss', words, 4))), ['loss'], words[0]);
	const sites = pointsOf(turns('site', 'loss', ['site_1', 'site_2']));
	assert.deepEqual(sites, {'site site_1/loss': first, 'site site_2/loss': second}, 'beside those of parts');
});

test('puts a row without a word of the curves into none of them', () => {
	const steps = [1, 2, 3, 4];
	const lines = steps.flatMap(step => [{step, loss: step}, ...['cat', 'dog'].map((cls, i) => ({step, cls, ap: 10 * i + step}))]);
	const run = readLines(...lines.map(line => JSON.stringify(line)));
	const all = steps.map(step => [step, step]);
	assert.deepEqual(run.points('loss'), all);
	assert.deepEqual(run.points('cls cat/ap'), all);
	assert.deepEqual(
		run.points('cls dog/ap'),
		steps.map(step => [step, 10 + step]),
	);
	const beside = readLines(
		...steps.flatMap(step =>
			[
				{step, phase: 'begin', lr: 1},
				{step, phase: 'end', lr: 1, loss: step},
			].map(line => JSON.stringify(line)),
		),
	);
	assert.deepEqual(beside.points('lr').length, 4, 'rows of other metrics are no turn');
});
