import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {field} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../formats/tfevents/events.ts';
import {rowsOf, Tree} from './logged/tree.ts';

const began = 1_760_000_000;

const curves = (tag: string, fromS = began) =>
	tfrecords(event(fromS, 0, field(3, 'brain.Event:2')), ...[0, 1, 2].map(step => scalar(fromS + 10 + step, step, tag, step)));

function makeTree(context: TestContext, children: Record<string, [writer: string, tag: string]>): Tree {
	const tree = new Tree(context).write(`exp/events.out.tfevents.${began}.node1.4711.0`, curves('loss'));
	for (const [name, [writer, tag]] of Object.entries(children))
		tree.write(`exp/${name}/events.out.tfevents.${began + 5}.${writer}`, curves(tag));
	return tree;
}

test('curves that a writer draws together are those of its training on the screen, each a run for programs', context => {
	const tree = makeTree(context, {
		acc_train: ['node1.4711.1', 'acc'],
		acc_val: ['node1.4711.2', 'acc'],
		'both/train': ['node1.4711.3', 'both'],
		'both/val': ['node1.4711.4', 'both'],
	});
	const engine = tree.scan();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	const [run] = engine.registry.runs.values();
	assert.deepEqual([...run!.metrics.keys()].sort(), ['acc', 'acc_val/acc', 'both', 'both/val/both', 'loss']);
	assert.equal(tree.rows(false).length, 5);
});

test('what another process wrote there, or under another name, is a run of its own', context => {
	const tree = makeTree(context, {
		acc_train: ['node1.4712.0', 'acc'],
		acc_val: ['node1', 'acc'],
		trial: ['node1.4711.2', 'acc'],
	});
	assert.equal(rowsOf(tree.scan()).length, 4);
});

test('curves that tensorboardX draws together are those of their training, although it names no process', context => {
	const write = (tree: Tree, directory: string, tag: string, host = 'node1', at = began) =>
		tree.write(`${directory}events.out.tfevents.${at}.${host}`, curves(tag, at));
	const tree = write(new Tree(context), 'exp/', 'lr');
	for (const part of ['train', 'val']) write(tree, `exp/loss/all/${part}/`, 'loss/all');
	const engine = tree.scan();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	const [run] = engine.registry.runs.values();
	assert.deepEqual([...run!.metrics.keys()].sort(), ['loss/all', 'loss/all/val/loss/all', 'lr']);
	const others = write(new Tree(context), 'exp/', 'lr');
	for (const part of ['a', 'b']) write(write(others, `exp/loss_${part}/`, 'loss'), `exp/acc/${part}/`, 'acc', 'node2');
	for (const part of [1, 2]) {
		write(others, `exp/late/${part}/`, 'late', 'node1', began + 3600);
		write(others, `exp/early/${part}/`, 'early', 'node1', began - 3600);
	}
	assert.equal(rowsOf(others.scan()).length, 9);
});

test('a curve that is called like a part of a picture and is the only one is a run of its own, also where others were drawn', context => {
	const alone = makeTree(context, {acc_val: ['node1.4711.1', 'acc']});
	assert.equal(rowsOf(alone.scan()).length, 2);
	const tree = makeTree(context, {acc_a: ['node1.4711.1', 'acc'], acc_b: ['node1.4711.2', 'acc']});
	const rows = tree.follow();
	assert.equal(rows().length, 1);
	tree.write(`exp/f1_c/events.out.tfevents.${began + 11}.node1.4711.3`, curves('f1', began + 11));
	assert.deepEqual(rows(), ['exp tfevents', 'exp/f1_c tfevents']);
});

test('what a process writes one after the other are runs, and no curves of one picture', context => {
	const tree = makeTree(context, {});
	for (const seed of [0, 1, 2])
		tree.write(`exp/acc_seed${seed}/events.out.tfevents.${began + seed}.node1.4711.${seed}`, curves('acc', began + seed * 20));
	assert.equal(rowsOf(tree.scan()).length, 4);
});

test('curves that were drawn together only once are those of their training', context => {
	const tree = makeTree(context, {});
	for (const [i, action] of ['left', 'right', 'stay'].entries())
		tree.write(
			`exp/actions_${action}/events.out.tfevents.${began + 9}.node1.4711.${i + 1}`,
			tfrecords(event(began + 9 + i / 1000, 0, field(3, 'brain.Event:2')), scalar(began + 9 + i / 1000, 50, 'actions', i)),
		);
	const engine = tree.scan();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	const [run] = engine.registry.runs.values();
	assert.deepEqual([...run!.metrics.keys()].sort(), ['actions', 'actions_right/actions', 'actions_stay/actions', 'loss']);
});

test('a part of a picture that is first drawn later is taken in beside those that are there', context => {
	const tree = makeTree(context, {acc_a: ['node1.4711.1', 'acc'], acc_b: ['node1.4711.2', 'acc']});
	const rows = tree.follow();
	assert.deepEqual(rows(), ['exp tfevents']);
	tree.write(`exp/acc_c/events.out.tfevents.${began + 11}.node1.4711.3`, curves('acc', began + 11));
	assert.deepEqual(rows(), ['exp tfevents']);
});
