import assert from 'node:assert/strict';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {journalFileName} from '../../../../source/core/files/journal-file.ts';
import {placeId} from '../../../../source/core/files/place-id.ts';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {beganMs, Tree, wandbRun} from './tree.ts';

const began = beganMs / 1000;
const losses = [2.029310703277588, 0.918985903263092, 0.9012044668197632];

/** What the table has: all digits of numbers of 32 bits. `atS`: when it was written last. */
function addTable(
	tree: Tree,
	number: number,
	values: readonly number[],
	atS: number,
	name = 'train_loss',
	place = 'logs/exp',
): Tree {
	const rows = values.map((loss, i) => `0,${i * 2 + 1},${Math.fround(loss)}\n`).join('');
	return tree
		.write(`${place}/version_${number}/metrics.csv`, `epoch,step,${name}\n${rows}`, atS)
		.write(`${place}/version_${number}/hparams.yaml`, 'lr: 0.01\n', atS);
}

/** From `atS` on, for ten seconds. */
function addEvents(tree: Tree, number: number, values: readonly number[], atS = 0, name = 'train_loss'): Tree {
	const at = `logs/exp/version_${number}`;
	const points = values.map((loss, i) => scalar(began + atS + 4 + i * 3, i * 2 + 1, name, loss));
	const opened = event(began + atS, 0, field(3, 'brain.Event:2'));
	return tree
		.write(`${at}/events.out.tfevents.${began + atS}.node1.7.0`, tfrecords(opened, ...points), atS + 10)
		.write(`${at}/hparams.yaml`, 'lr: 0.01\n', atS + 9);
}

const rowsOf = (context: TestContext, ...add: ((tree: Tree) => Tree)[]) => {
	const tree = new Tree(context);
	for (const each of add) each(tree);
	return tree.rows();
};

test('what two of Lightning’s loggers wrote of one training is one row on the screen', context => {
	const tree = addEvents(addTable(new Tree(context), 0, losses, 10), 1, losses);
	assert.deepEqual(tree.rows(), ['logs/exp/version_1 lightning+tfevents+lightning-csv'], 'the events tell its times');
	assert.equal(tree.rows(false).length, 2);
	assert.equal(addTable(addEvents(new Tree(context), 0, losses), 1, losses, 10).rows().length, 1, 'whichever came first');
	for (const name of ['train_loss_step', 'train_loss_epoch', 'loss/epoch']) {
		const named = addEvents(addTable(new Tree(context), 0, losses, 10, name), 1, losses, 0, name);
		assert.equal(named.rows().length, 1, name);
	}
	const counts = [0.25, 0.5, 0.75];
	const counted = addEvents(addTable(new Tree(context), 0, counts, 10, 'train/epoch'), 1, counts, 0, 'train/epoch');
	assert.equal(counted.rows().length, 2, 'parts of epochs are the same in every run');
});

test('what was said of the table as a run by itself is said of the training', context => {
	const tree = addEvents(addTable(new Tree(context), 0, losses, 10), 1, losses);
	const table = path.join(tree.root, 'logs/exp/version_0');
	const words = ['{"at": 1, "by": "ada@x", "op": "tag", "value": "paper", "key": "a"}', '{"at": 2, "op": "archive", "key": "b"}'];
	tree.write(`.xtui/journal/${journalFileName('lightning-csv', placeId(table))}`, `${words.join('\n')}\n`);
	const rows = [...tree.scan().registry.runs.values()].map(makeRow);
	assert.deepEqual(
		rows.map(({dir, tags, status}) => [dir, tags, status]),
		[['logs/exp/version_1', ['paper'], 'idle']],
		'but it is not put away with it',
	);
});

test('a training that did the same later, and one with other results stay apart', context => {
	const events = (tree: Tree) => addEvents(tree, 1, losses);
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, losses, 200)).length, 2);
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, losses, 40)).length, 2, 'once more, half a minute later');
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, losses, 20)).length, 1, 'after a checkpoint');
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, losses, -200)).length, 2);
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, [2.029310703277588, 0.9189, 0.9], 10)).length, 2);
	assert.equal(rowsOf(context, events, tree => addTable(tree, 0, [1, 1, 1], 10)).length, 2);
});

test('two trainings after each other are two rows, and three directories that all fit stay three', context => {
	const first = [(tree: Tree) => addTable(tree, 0, losses, 10), (tree: Tree) => addEvents(tree, 1, losses)];
	const second = [(tree: Tree) => addTable(tree, 2, losses, 210), (tree: Tree) => addEvents(tree, 3, losses, 200)];
	assert.equal(rowsOf(context, ...first, ...second).length, 2);
	assert.equal(rowsOf(context, ...first, tree => addTable(tree, 2, losses, 10)).length, 3);
});

test('two trainings with one schedule, of which only that tells, stay apart', context => {
	const tree = new Tree(context).write(
		'logs/exp/version_0/metrics.csv',
		`epoch,step,lr-Adam,teacher_loss\n${losses.map((loss, i) => `0,${i * 2 + 1},${0.1 / (i + 1)},${loss}\n`).join('')}`,
		10,
	);
	const points = losses.flatMap((loss, i) => [
		scalar(began + 4 + i * 3, i * 2 + 1, 'lr-Adam', 0.1 / (i + 1)),
		scalar(began + 4 + i * 3, i * 2 + 1, 'student_loss', loss),
	]);
	const events = tfrecords(event(began, 0, field(3, 'brain.Event:2')), ...points);
	tree
		.write('logs/exp/version_0/hparams.yaml', 'lr: 0.01\n', 10)
		.write(`logs/exp/version_1/events.out.tfevents.${began}.node1.7.0`, events, 10)
		.write('logs/exp/version_1/hparams.yaml', 'lr: 0.01\n', 9);
	assert.equal(tree.rows().length, 2);
});

test('a table and what wandb was told of the same training, by steps of its own, are one row; tables of other seeds stay apart', context => {
	const tree = new Tree(context).write(...wandbRun({id: 'abc12345', losses}));
	const ofOtherSeed = losses.map(loss => loss * 1.00001);
	addTable(addTable(tree, 0, losses, 100, 'train/loss'), 1, ofOtherSeed, 100, 'train/loss');
	assert.deepEqual(tree.rows(), [
		'logs/exp/version_1 lightning-csv',
		'wandb/offline-run-20261121_100001-abc12345 wandb+lightning-csv',
	]);
	assert.equal(tree.rows(false).length, 3);
});

test('a table and event files in directories called after their loggers are one row, the next seed another one', context => {
	const tree = new Tree(context);
	const others = losses.map(loss => loss * 1.1);
	for (const [number, values] of [losses, others].entries()) {
		addEvents(tree, number, values, number * 20);
		addTable(tree, number, values, number * 20 + 10, 'train_loss', 'logs/csv');
	}
	assert.deepEqual(tree.rows(), [
		'logs/exp/version_0 lightning+tfevents+lightning-csv',
		'logs/exp/version_1 lightning+tfevents+lightning-csv',
	]);
});

test('a table whose last planned epoch is there is at its end, also beside what its program printed of each batch', context => {
	const evaluated = [0.91234, 0.71234, 0.51234, 0.41234];
	const batches = (epoch: number) =>
		Array.from({length: 10}, (_, at) => `Train: ${epoch} [${at}/10] Loss: 0.${at + 10}\n`).join('');
	const log = evaluated.map((loss, epoch) => `${batches(epoch)}Test: [10/10] Loss: 0.4 (${loss})\n`).join('');
	const table = evaluated.map((loss, epoch) => `${epoch},0.5,${loss}\n`).join('');
	const tree = new Tree(context).writeAll(
		'',
		{'out/a/args.yaml': 'epochs: 4\n', 'out/a/summary.csv': `epoch,train_loss,test_loss\n${table}`, 'train.log': log},
		90,
	);
	assert.deepEqual(tree.rows(), ['out/a csv+textlog']);
	const [run] = tree.scan().registry.runs.values();
	assert.equal(makeRow(run!).progress?.fraction, 1);
});
