import assert from 'node:assert/strict';
import {readdirSync, rmSync, utimesSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {journalFileName} from '../../../../source/core/files/journal-file.ts';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {addEvents, addMlflow, addWandb, firstS, losses, treeOf} from './kept-tree.ts';
import {beganMs, type Tree} from './tree.ts';

const wandbAt = 'wandb/offline-run-20261121_100001-abc12345';

test('what a program logged to three trackers at once is one row on the screen, and three in lists for programs', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {config: {lr: 0.1, amp: 'true'}, program: 'train.py'}),
		each => addMlflow(each, {config: {lr: '0.10', amp: 'True'}, program: '/home/ada/train.py'}),
		each => addEvents(each, {}),
	);
	assert.deepEqual(tree.rows(), [`${wandbAt} wandb+mlflow+tfevents`]);
	assert.equal(tree.rows(false).length, 3);
});

/** Gives all files the time of a clone. */
function clone({root}: Tree): void {
	const atS = beganMs / 1000 + 10_000;
	for (const name of readdirSync(root, {recursive: true, encoding: 'utf8'})) utimesSync(path.join(root, name), atS, atS);
}

test('a clone has one row of what was logged to two trackers and a table that came with the files of one of them', context => {
	const rows = losses.map((loss, step) => `0,${step},${Math.fround(loss)}\n`).join('');
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addEvents(each, {}),
		each => each.write('lightning_logs/version_0/metrics.csv', `epoch,step,loss\n${rows}`),
	);
	clone(tree);
	assert.deepEqual(tree.rows(), [`${wandbAt} wandb+lightning-csv+tfevents`]);
});

test('what was logged to two trackers of a training whose output directory is gone, or another one’s by now, is one row', context => {
	const config = {output_dir: 'out', max_steps: 3};
	const tree = treeOf(
		context,
		each => addWandb(each, {config}),
		each => addMlflow(each, {config}),
	);
	assert.deepEqual(tree.rows(), [`${wandbAt} wandb+mlflow`]);
});

test('runs that a program logged one after the other have a row each', context => {
	const others = losses.map(loss => loss * 1.1);
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addMlflow(each, {}),
		each => addWandb(each, {id: 'def67890', fromS: 31, values: others}),
		each => addMlflow(each, {id: 'b', fromS: 34, loggedS: 31, values: others}),
	);
	assert.deepEqual(tree.rows(), [`${wandbAt} wandb+mlflow`, `${wandbAt.slice(0, -11)}31-def67890 wandb+mlflow`]);
});

const apart: Record<string, ((tree: Tree) => void)[]> = {
	'have other results': [tree => addWandb(tree, {}), tree => addMlflow(tree, {values: [2, 0.9, 0.8]})],
	'have no metric in common': [tree => addWandb(tree, {}), tree => addMlflow(tree, {name: 'acc'})],
	'only count alike': [
		tree => addEvents(tree, {name: 'tokens', values: [0, 64, 128]}),
		tree => addMlflow(tree, {name: 'tokens', values: [0, 64, 128]}),
	],
	'count epochs alike': [
		tree => addEvents(tree, {name: 'epoch', values: [0.1, 0.2, 0.3]}),
		tree => addMlflow(tree, {name: 'epoch', values: [0.1, 0.2, 0.3]}),
	],
	'began at other times': [tree => addWandb(tree, {}), tree => addMlflow(tree, {fromS: 70})],
	'have the same results at other moments': [tree => addWandb(tree, {}), tree => addMlflow(tree, {loggedS: firstS + 0.4})],
	'have other settings': [tree => addWandb(tree, {config: {model: 'resnet'}}), tree => addMlflow(tree, {config: {model: 'vit'}})],
	'are of two programs': [tree => addWandb(tree, {program: 'a.py'}), tree => addMlflow(tree, {program: '/home/ada/b.py'})],
	'lie in two places': [tree => addWandb(tree, {below: 'one/'}), tree => addEvents(tree, {below: 'two/'})],
	'have other seeds': [tree => addWandb(tree, {config: {seed: 1}}), tree => addMlflow(tree, {config: {seed: 2}})],
};

for (const [which, add] of Object.entries(apart))
	test(`runs of two trackers that ${which} stay apart`, context => {
		assert.equal(treeOf(context, ...add).rows().length, 2);
	});

test('a training whose validation has event files of its own, with the same names, is one row with what wandb has of it', context => {
	const tree = treeOf(context, each => addWandb(each, {}));
	const atS = beganMs / 1000 + 2;
	for (const [part, factor] of [
		['train', 1],
		['validation', 3],
	] as const) {
		const points = losses.map((value, step) => scalar(beganMs / 1000 + firstS + step + 0.03, step, 'loss', value * factor));
		const file = `logs/fit/${part}/events.out.tfevents.${atS}.node1.7.0.v2`;
		tree.write(file, tfrecords(event(atS, 0, field(3, 'brain.Event:2')), ...points), 12);
	}
	assert.deepEqual(tree.rows(), [`${wandbAt} wandb+tfevents`]);
	const look = tree.follow();
	look();
	addWandb(tree, {id: 'def67890', fromS: 400});
	assert.equal(look().length, 2, 'and stays one');
});

test('a run of Sacred and the event files that its program wrote beside the store are one row, the next one another', context => {
	const tree = treeOf(context);
	const others = losses.map(loss => loss * 1.1);
	for (const [number, values] of [losses, others].entries()) {
		const atS = number * 30;
		const time = (second: number) => new Date(beganMs + second * 1000).toISOString().slice(0, -1);
		const run = {
			status: 'COMPLETED',
			start_time: time(atS),
			stop_time: time(atS + 9),
			heartbeat: time(atS + 9),
			experiment: {name: 'sac'},
		};
		const timestamps = values.map((_, step) => time(atS + firstS + step));
		tree.writeAll(`sacred/${number + 1}`, {
			'run.json': JSON.stringify(run),
			'config.json': JSON.stringify({seed: number}),
			'metrics.json': JSON.stringify({loss: {steps: values.map((_, step) => step), values, timestamps}}),
		});
		addEvents(tree, {fromS: atS + 2, loggedS: atS + firstS, values, below: `tb${number}/`});
	}
	assert.deepEqual(tree.rows(), ['sacred/1 sacred+tfevents', 'sacred/2 sacred+tfevents']);
});

test('where two of one tracker would fit, all stay apart', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addMlflow(each, {}),
		each => addMlflow(each, {id: 'b'}),
	);
	assert.equal(tree.rows().length, 3);
});

test('a run that was resumed stays beside what may be all of its starts', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addWandb(each, {fromS: 200, values: [0.5, 0.4]}),
		each => addMlflow(each, {values: [...losses, 0.5, 0.4]}),
	);
	assert.ok(!tree.rows().some(row => row.includes('+')));
});

test('of copies of a tree each has its own', context => {
	const tree = treeOf(
		context,
		...['one/', 'two/'].flatMap(below => [(each: Tree) => addEvents(each, {below}), (each: Tree) => addMlflow(each, {below})]),
	);
	assert.deepEqual(
		tree.rows().map(row => row.replace(/^.* /, '')),
		['mlflow+tfevents', 'mlflow+tfevents'],
	);
});

test('what turns out to have other results is parted again', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addMlflow(each, {}),
	);
	const look = tree.follow();
	assert.deepEqual(look(), [`${wandbAt} wandb+mlflow`]);
	addMlflow(tree, {values: [...losses.slice(0, 1), ...Array.from({length: 20}, (_, i) => 1 / (i + 3))]});
	// Curves of what is read on are compared every half minute, or when there is something new.
	addWandb(tree, {id: 'def67890', fromS: 400});
	assert.equal(look().length, 3);
});

test('what is left of a row whose tracker’s files are gone is a row', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addEvents(each, {}),
	);
	const look = tree.follow();
	assert.deepEqual(look(), [`${wandbAt} wandb+tfevents`]);
	rmSync(path.join(tree.root, 'wandb'), {recursive: true});
	assert.deepEqual(look(), ['tb/proj tfevents']);
});

test('what was put away while it was a row by itself takes no other tracker’s run with it; what was said of it stays', context => {
	const tree = treeOf(
		context,
		each => addWandb(each, {}),
		each => addMlflow(each, {}),
	);
	const said = [
		{op: 'tag', value: 'paper', key: 'a'},
		{op: 'delete', value: null, key: 'b'},
	].map(word => JSON.stringify({at: 1, by: 'ada@x', ...word}));
	tree.write(`.xtui/journal/${journalFileName('mlflow', 'a'.repeat(32))}`, `${said.join('\n')}\n`);
	const rows = [...tree.scan().registry.runs.values()].map(makeRow);
	assert.deepEqual(
		rows.map(({formats, status, tags}) => [formats.join('+'), status, tags]),
		[['wandb+mlflow', 'finished', ['paper']]],
	);
	assert.deepEqual([...tree.scan(false).registry.runs.values()].map(run => makeRow(run).status).sort(), ['deleted', 'finished']);
});
