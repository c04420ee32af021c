import assert from 'node:assert/strict';
import {test} from 'node:test';
import {follow, read} from '../../csv/read-table.ts';
import {read as readLines} from '../../jsonl/read-lines.ts';

type Row = Readonly<Record<string, number | string>>;

const textOf = (rows: readonly Row[]): string =>
	[Object.keys(rows[0]!), ...rows.map(row => Object.values(row))].map(cells => `${cells.join(',')}\n`).join('');

/** Points by their names in a table of these rows. */
function countsOf(rows: readonly Row[]): Record<string, number> {
	const run = read(textOf(rows));
	const counts = [...run.metrics.keys()].map(name => [name, run.points(name).length] as const);
	return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Rows of a curve from step 0 on, with these cells in front of its loss. */
const curve = (cells: Row, steps = 4): Row[] => Array.from({length: steps}, (_, step) => ({...cells, step, loss: step + 0.5}));

test('keeps the curves of a table in which runs stand behind each other, by the words and settings that set them apart', () => {
	assert.deepEqual(countsOf([...curve({env: 'Hopper'}), ...curve({env: 'Ant'}, 3)]), {'env Hopper/loss': 4, 'env Ant/loss': 3});
	const settings = [0.1, 0.01].flatMap(lr => [16, 32].flatMap(size => curve({lr, batch_size: size})));
	assert.deepEqual(
		Object.keys(countsOf(settings)),
		['0.1, batch_size 16', '0.1, batch_size 32', '0.01, batch_size 16', '0.01, batch_size 32'].map(cells => `lr ${cells}/loss`),
	);
	const seeded = ['Hopper', 'Ant'].flatMap(env => [0, 1].flatMap(seed => curve({env, seed})));
	assert.deepEqual(countsOf(seeded), {
		'env Hopper, seed 0/loss': 4,
		'env Hopper, seed 1/loss': 4,
		'env Ant, seed 0/loss': 4,
		'env Ant, seed 1/loss': 4,
	});
	const lines = [...curve({stage: 'sft'}), ...curve({stage: 'dpo'})].map(row => JSON.stringify(row));
	assert.deepEqual([...readLines(...lines).metrics.keys()].sort(), ['stage dpo/loss', 'stage sft/loss']);
});

test('takes rows that begin anew for a run that was started again where nothing but its course changed', () => {
	const scheduled = curve({}).map((row, i) => ({lr: i < 2 ? 0.1 : 0.01, ...row}));
	assert.deepEqual(countsOf([...scheduled, ...scheduled]), {lr: 4, loss: 4});
	assert.deepEqual(countsOf([...curve({lr: 0.1}), ...curve({lr: 0.1})]), {lr: 4, loss: 4});
	assert.deepEqual(countsOf([...curve({status: 'ok'}), ...curve({status: 'resumed'})]), {loss: 4});
	assert.deepEqual(countsOf([...curve({host: 'a'}), ...curve({host: 'b'})]), {loss: 4});
	const batches = [0.1, 0.09].flatMap(lr => curve({lr}).map(({lr, step, loss}) => ({lr: lr!, batch: step!, loss: loss!})));
	assert.deepEqual(countsOf(batches), {lr: 4, loss: 4}, 'batches without an epoch');
	const iterations = batches.map(({lr, batch, loss}) => ({iteration: batch, lr, loss}));
	assert.deepEqual(countsOf(iterations), {lr: 4, loss: 4}, 'iterations without an epoch');
	assert.deepEqual(countsOf([...curve({epoch_time: '12s'}), ...curve({epoch_time: '13s'})]), {loss: 4});
});

/** What a table says of which all rows but those of its first attempt come by ones. */
function followed(rows: readonly Row[], first: number): string[] {
	const {files, run, read: readOn} = follow(textOf(rows.slice(0, first)));
	for (let count = first + 1; count <= rows.length; count++) {
		files.write('/runs/a/metrics.csv', textOf(rows.slice(0, count)));
		readOn();
	}
	return [...run.metrics.keys()].filter(name => run.points(name).length > 0).map(name => `${name} ${run.points(name).length}`);
}

test('a setting that changes while a run goes on has a schedule, though the attempt before it had the same one throughout', () => {
	const scheduled = curve({}, 9).map((row, i) => ({lr: i < 5 ? 0.01 : 0.001, ...row}));
	const rows = [...curve({lr: 0.1}), ...scheduled];
	assert.deepEqual(countsOf(rows), {lr: 9, loss: 9});
	assert.deepEqual(followed(rows, 4), ['lr 9', 'loss 9'], 'also where the rows come by ones');
	assert.deepEqual(followed(rows.slice(0, 8), 4).slice(-2), ['lr 0.1/loss 4', 'lr 0.01/loss 4'], 'which nobody knows before');
});

test('a run that goes on under another word is one curve', () => {
	const rows = curve({}, 6).map((row, i) => ({stage: i < 2 ? 'warmup' : 'main', ...row}));
	assert.deepEqual(countsOf(rows), {loss: 6});
});

test('says the same of a table that grows as of one that is there whole', () => {
	const rows = [...curve({env: 'Hopper'}), ...curve({env: 'Ant'})];
	assert.deepEqual(followed(rows, 4), ['env Hopper/loss 4', 'env Ant/loss 4']);
});

test('keeps apart what else the rows of a long table are of, besides their metric', () => {
	const rows = [100, 200, 300].flatMap(step =>
		['arc', 'mmlu'].flatMap(task => ['acc', 'f1'].map((metric, i) => ({step, task, metric, value: step + i}))),
	);
	const counts = {'task arc/acc': 3, 'task arc/f1': 3, 'task mmlu/acc': 3, 'task mmlu/f1': 3};
	const blocks = rows.toSorted((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0));
	assert.deepEqual(countsOf(blocks), counts);
	const lines = readLines(...blocks.map(row => JSON.stringify(row)));
	assert.deepEqual([...lines.metrics.keys()].sort(), Object.keys(counts));
});

test('takes tasks and stages by their numbers for curves where the steps of each begin anew', () => {
	assert.deepEqual(countsOf([0, 1].flatMap(task => curve({task_id: task}))), {'task_id 0/loss': 4, 'task_id 1/loss': 4});
	assert.deepEqual(countsOf(curve({}, 6).map((row, i) => ({stage: i < 3 ? 0 : 1, ...row}))), {stage: 6, loss: 6});
});
