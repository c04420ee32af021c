import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {beganMs, Tree} from './tree.ts';

const began = beganMs / 1000;
const losses = [2.029310703277588, 0.918985903263092, 0.9012044668197632];

const addTable = (tree: Tree, values: readonly number[] = losses, atS = 12): Tree =>
	tree.write('exp/run1/metrics.csv', `step,loss\n${values.map((loss, i) => `${i},${loss}\n`).join('')}`, atS);

function addEvents(tree: Tree, directory: string, values: readonly number[] = losses): Tree {
	const points = values.map((loss, i) => scalar(began + 4 + i * 3, i, 'loss', loss));
	const opened = event(began, 0, field(3, 'brain.Event:2'));
	return tree.write(`exp/run1/${directory}/events.out.tfevents.${began}.node1.7.0`, tfrecords(opened, ...points), 10);
}

test('a table and the event files in its directory with the same results are one row on the screen', context => {
	const tree = addEvents(addTable(new Tree(context)), 'tb');
	assert.deepEqual(tree.rows(), ['exp/run1 csv+tfevents']);
	assert.equal(tree.rows(false).length, 2, 'lists for programs keep two');
});

test('the same holds for what DVCLive writes', context => {
	const rows = losses.map((loss, i) => `${i}\t${loss}\n`).join('');
	const tree = addEvents(new Tree(context), 'tb')
		.write('exp/run1/plots/metrics/loss.tsv', `step\tloss\n${rows}`, 12)
		.write('exp/run1/metrics.json', JSON.stringify({loss: losses.at(-1), step: 2}), 12);
	assert.deepEqual(tree.rows(), ['exp/run1 dvclive+tfevents']);
});

test('other results, others of another time and what fits twice stay apart', context => {
	assert.equal(addEvents(addTable(new Tree(context)), 'tb', [2.0294, 0.9189, 0.9012]).rows().length, 2);
	assert.equal(addEvents(addTable(new Tree(context), [1, 1, 1]), 'tb', [1, 1, 1]).rows().length, 2);
	assert.equal(addEvents(addTable(new Tree(context), losses, 500), 'tb').rows().length, 2);
	assert.equal(addEvents(addTable(new Tree(context), losses, -500), 'tb').rows().length, 2);
	assert.equal(addEvents(addEvents(addTable(new Tree(context)), 'a'), 'b').rows().length, 3);
});
