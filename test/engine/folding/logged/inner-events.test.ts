import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {beganMs, Tree, wandbRun} from './tree.ts';

type Metrics = Readonly<Record<string, readonly number[]>>;

const began = beganMs / 1000;
const losses = [2.029310703277588, 0.918985903263092, 0.9012044668197632];
const loss = {loss: losses};

function addLive(tree: Tree, metrics: Metrics = loss, atS = 12): Tree {
	for (const [name, values] of Object.entries(metrics)) {
		const rows = values.map((value, i) => `${i}\t${value}\n`).join('');
		tree.write(`exp/run1/plots/metrics/${name}.tsv`, `step\t${name}\n${rows}`, atS);
	}
	const last = Object.entries(metrics).map(([name, values]) => [name, values.at(-1)!]);
	return tree.write('exp/run1/metrics.json', JSON.stringify({...Object.fromEntries(last), step: 2}), atS);
}

function addEvents(tree: Tree, directory: string, metrics: Metrics = loss): Tree {
	const points = Object.entries(metrics).flatMap(([name, values]) =>
		values.map((value, i) => scalar(began + 4 + i * 3, i, name, value)),
	);
	const opened = event(began, 0, field(3, 'brain.Event:2'));
	return tree.write(`exp/run1/${directory}/events.out.tfevents.${began}.node1.7.0`, tfrecords(opened, ...points), 10);
}

test('what DVCLive writes and the event files in its directory with the same results are one row on the screen', context => {
	const tree = addEvents(addLive(new Tree(context)), 'tb');
	assert.deepEqual(tree.rows(), ['exp/run1 dvclive+tfevents']);
	assert.equal(tree.rows(false).length, 2, 'lists for programs keep two');
	assert.equal(addEvents(addLive(new Tree(context), loss, 8), 'tb').rows().length, 1, 'whichever was written last');
});

test('other results, others of another time and what is not alone in there stay apart', context => {
	assert.equal(addEvents(addLive(new Tree(context)), 'tb', {loss: [2.0294, 0.9189, 0.9012]}).rows().length, 2);
	assert.equal(addEvents(addLive(new Tree(context), {loss: [1, 1, 1]}), 'tb', {loss: [1, 1, 1]}).rows().length, 2);
	assert.equal(addEvents(addLive(new Tree(context), loss, 500), 'tb').rows().length, 2);
	assert.equal(addEvents(addLive(new Tree(context), loss, -500), 'tb').rows().length, 2);
	assert.equal(addEvents(addEvents(addLive(new Tree(context)), 'a'), 'b').rows().length, 3);
	assert.equal(addEvents(addEvents(addLive(new Tree(context)), 'a'), 'b', {loss: [1, 2, 4.5]}).rows().length, 3, 'a sweep');
});

test('a schedule or a count that two trainings have in common makes no row of them', context => {
	for (const [name, values] of Object.entries({
		learning_rate: [0.1, 0.05, 0.01],
		'lr-Adam': [0.1, 0.05, 0.01],
		total_timesteps: [128, 256, 384],
		kl_weight: [0.1, 0.2, 0.3],
	})) {
		const live = addLive(new Tree(context), {[name]: values, teacher: losses});
		assert.equal(addEvents(live, 'student', {[name]: values, student: losses}).rows().length, 2, name);
	}
});

test('the copy of the curve of one run in the directory of its sweep is a part of that run, which stays', context => {
	const tree = addEvents(new Tree(context), 'seed1');
	tree.write('exp/run1/best.csv', `step,loss\n${losses.map((value, i) => `${i},${value}\n`).join('')}`, 12);
	assert.deepEqual(tree.rows(), ['exp/run1/seed1 tfevents+csv']);
});

test('what DVCLive writes and what wandb has of the same training, or event files beside it, are one row by the same proofs', context => {
	const logged = (id: string, fromS: number, values = losses) => wandbRun({id, fromS, toS: fromS + 14, losses: values});
	const live = () => addLive(new Tree(context), {'train/loss': losses}, 12);
	assert.deepEqual(
		live()
			.write(...logged('aaaaaaa0', 0))
			.rows()
			.map(row => row.split(' ')[1]),
		['wandb+dvclive'],
	);
	const again = live()
		.write(...logged('aaaaaaa0', -300))
		.write(...logged('aaaaaaa1', 0));
	assert.deepEqual(
		again
			.rows()
			.map(row => row.split(' ')[1])
			.sort(),
		['wandb', 'wandb+dvclive'],
		'the same numbers once more',
	);
	assert.equal(
		live()
			.write(...logged('aaaaaaa0', 0, [2, 1.5, 1]))
			.rows().length,
		2,
	);
	assert.equal(
		live()
			.write(...logged('aaaaaaa0', -300))
			.rows().length,
		2,
	);
});
