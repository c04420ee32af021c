import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';
import {noteOpened, nowMs, openEngine, settle} from './engine-lab.ts';

const count = 40;
const losses = Array.from({length: count}, (_, i) => 2.31 / (i + 1.3) + 0.0123);
/** Other losses that end as those do. */
const others = losses.map((loss, i) => loss + (count - 1 - i) / 50);
const logOf = (values: readonly number[]) => values.map((loss, i) => `epoch ${i + 1}: loss=${loss.toFixed(5)}\n`).join('');
const tableOf = (values: readonly number[]) => `epoch,loss\n${values.map((loss, i) => `${i + 1},${loss}\n`).join('')}`;

/** A log and a table of two trainings, which end at nearly the same value. */
function makeTree(context: TestContext) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const [log, table] = [path.join(root, 'a/train.log'), path.join(root, 'b/metrics.csv')];
	for (const file of [log, table]) mkdirSync(path.dirname(file));
	writeFileSync(log, logOf(losses));
	writeFileSync(table, tableOf(others));
	settle(root);
	return {root, log, table};
}

/** A start of the screen under a root, and which files it opened. */
function start(root: string, kept: PackedReadings | null) {
	const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
	const {files, opened} = noteOpened();
	const {engine, runs} = openEngine(root, {files, shelf});
	const rows = () => [...engine.registry.runs.values()].map(run => ({...makeRow(run), statusWhy: ''}));
	return {engine, runs, rows, opened: () => [...opened], renew: () => shelf.renew(engine.registry.handles)};
}

test('of two runs that end alike and are not one the points are compared once, not at each start', context => {
	const {root} = makeTree(context);
	const first = start(root, null);
	assert.equal(first.rows().length, 2);
	const kept = first.renew();
	const second = start(root, kept);
	assert.deepEqual(second.opened(), []);
	assert.deepEqual(second.rows(), first.rows());
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

test('what is found at a start that takes over both runs is kept as well', context => {
	const {root} = makeTree(context);
	const [a, b] = ['a', 'b'].map(name => start(path.join(root, name), null).renew()!);
	const kept = {...a!, pages: [...a!.pages, ...b!.pages]};
	const second = start(root, kept);
	assert.equal(second.opened().length, 2, 'nobody has compared them');
	assert.deepEqual(start(root, second.renew()).opened(), []);
});

test('whose points are read again since somebody looks at them is not compared anew', context => {
	const {root, log} = makeTree(context);
	const {runs, engine, opened} = start(root, start(root, null).renew());
	assert.equal(runs.find(run => run.path === log || run.path === path.dirname(log))!.metrics.get('loss')?.length, count);
	engine.registry.changes++;
	engine.judge(nowMs + 60_000);
	assert.deepEqual(opened(), [log]);
});

const changes = [
	{what: 'the log', change: ({log}: {log: string}) => writeFileSync(log, `${logOf(others)}Training finished\n`)},
	{what: 'the table', change: ({table}: {table: string}) => writeFileSync(table, tableOf(losses))},
];

for (const {what, change} of changes) {
	test(`where ${what} is another one since, they are compared anew`, context => {
		const tree = makeTree(context);
		const kept = start(tree.root, null).renew();
		change(tree);
		settle(tree.root);
		const second = start(tree.root, kept);
		assert.deepEqual(second.rows(), start(tree.root, null).rows());
		assert.equal(second.rows().length, 1);
	});

	test(`where ${what} changes before the eyes of a screen that has read neither, they are compared anew`, context => {
		const tree = makeTree(context);
		const {engine, rows} = start(tree.root, start(tree.root, null).renew());
		assert.equal(rows().length, 2);
		change(tree);
		settle(tree.root);
		for (const handle of engine.registry.handles.values()) handle.dirty ||= handle.hasChanged();
		while (!engine.work(() => false));
		engine.judge(nowMs + 60_000);
		assert.equal(rows().length, 1);
	});
}
