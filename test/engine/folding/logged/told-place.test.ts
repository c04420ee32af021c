import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {field, int} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, metadata, scalar, summary} from '../../../formats/tfevents/events.ts';
import {beganMs, type Logged, Tree, trainerState, wandbRun} from './tree.ts';

const losses = [3, 2, 1];
const settings = {output_dir: 'out', seed: 42};

/** A training of Hugging Face's trainer that ended after 90 seconds, and what wandb has. */
function makeTree(context: TestContext, ...logged: Logged[]): Tree {
	const tree = new Tree(context).write('out/trainer_state.json', trainerState(losses), 90);
	for (const each of logged) tree.write(...wandbRun({config: settings, ...each}));
	return tree;
}

const joined = ['out hf-trainer+wandb'];

test('what wandb logged of a training is one row with the directory that both name; lists for programs keep two', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa'});
	const engine = tree.scan();
	const [run, ...others] = [...engine.registry.runs.values()];
	assert.deepEqual([others.length, run!.dir, run!.formats], [0, 'out', ['hf-trainer', 'wandb']]);
	const {told, status, parent, complete} = makeRow(run!);
	assert.deepEqual(
		told?.map(({format, points}) => [format, points > 0]),
		[
			['hf-trainer', true],
			['wandb', true],
		],
	);
	assert.deepEqual([status, parent, complete], ['finished', null, true]);
	assert.deepEqual(tree.rows('trackers'), joined);
	assert.deepEqual(tree.rows(false), ['out hf-trainer', 'wandb/offline-run-20261121_100001-aaaaaaaa wandb']);
});

test('of several that wrote to one directory one after the other, the one is taken that did so when its files were written', context => {
	const others = [
		{id: 'aaaaaaaa', fromS: -400, toS: -300},
		{id: 'cccccccc', fromS: 400, toS: 500},
	];
	const rows = makeTree(context, ...others, {id: 'bbbbbbbb'}).rows();
	assert.deepEqual(rows, [
		...joined,
		'wandb/offline-run-20261121_095320-aaaaaaaa wandb',
		'wandb/offline-run-20261121_100640-cccccccc wandb',
	]);
	assert.equal(makeTree(context, ...others).rows().length, 3, 'a training that was not logged has none of its neighbours');
});

test('of two that wrote to one directory at one time none is taken', context => {
	assert.equal(makeTree(context, {id: 'aaaaaaaa'}, {id: 'bbbbbbbb', fromS: 2}).rows().length, 3);
});

test('a run that was resumed joins with all of its starts, and not at all where one of them names another place', context => {
	const first = {id: 'aaaaaaaa', fromS: -400, toS: -300, losses: [3, 2]};
	const second = {id: 'aaaaaaaa', losses: [1]};
	const [run, ...others] = [...makeTree(context, first, second).scan().registry.runs.values()];
	assert.deepEqual([others.length, run!.dir, run!.layers.length, run!.facts.attempt], [0, 'out', 3, 2]);
	assert.equal(makeTree(context, {...first, config: {output_dir: 'elsewhere'}}, second).rows().length, 3);
});

test('copies of what was logged are no starts, and stay apart', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa'});
	const [place, log] = wandbRun({id: 'aaaaaaaa', config: settings});
	assert.equal(tree.write(place.replace('100001', '100009'), log).rows().length, 3);
});

const apart: Record<string, Partial<Logged>> = {
	'with other results': {losses: [3, 2.5, 1.5]},
	'which wrote to another directory': {config: {output_dir: 'elsewhere/out'}},
	'which does not say where it wrote': {config: {lr: 1}},
	'of a day later': {fromS: 86_400, toS: 90_000},
};

for (const [which, logged] of Object.entries(apart))
	test(`a run ${which} stays apart`, context => {
		assert.equal(makeTree(context, {id: 'aaaaaaaa', ...logged}).rows().length, 2);
	});

test('a tracker that was started just after the last sign of a training is its own, also without results of its own', context => {
	const countFrom = (fromS: number) => makeTree(context, {id: 'aaaaaaaa', fromS, toS: fromS + 50, losses: []}).rows().length;
	assert.deepEqual([countFrom(100), countFrom(160)], [1, 2]);
});

test('a run of another machine, or beside one of the same tracker in the directory, stays apart', context => {
	const events = (host: string) =>
		makeTree(context, {id: 'aaaaaaaa'})
			.write(`out/runs/events.out.tfevents.${beganMs / 1000}.${host}.7.0`, eventsOf('./out'), 90)
			.rows();
	assert.deepEqual([events('node1').length, events('node2').length], [1, 2]);
	const [at, log] = wandbRun({id: 'bbbbbbbb'});
	const both = makeTree(context, {id: 'aaaaaaaa'}).write(`out/${at}`, log).rows();
	assert.deepEqual(both, [...joined, 'wandb/offline-run-20261121_100001-aaaaaaaa wandb']);
});

test('a copy of the directory has nothing of what was logged', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa'}).write('copy/trainer_state.json', trainerState(losses), 90);
	assert.deepEqual(tree.rows(), ['copy hf-trainer', ...joined]);
});

const late = (context: TestContext, ...logged: Logged[]): string[] => {
	const tree = new Tree(context).write('out/trainer_state.json', trainerState(losses, 98.7654), 3600);
	for (const each of logged) tree.write(...wandbRun({config: settings, ...each}));
	return tree.rows();
};

test('a training that was saved or copied long after a tracker had done is told by the same results and by how long they took', context => {
	assert.deepEqual(late(context, {id: 'aaaaaaaa', runtimeS: 98.7654}), joined);
	for (const logged of [
		[{id: 'aaaaaaaa', runtimeS: 98.7754}],
		[{id: 'aaaaaaaa'}],
		[{id: 'aaaaaaaa', runtimeS: 98.7654, losses: [3, 2.5, 1.5]}],
		[{id: 'aaaaaaaa', runtimeS: 98.7654, fromS: 7200, toS: 7300}],
	])
		assert.equal(late(context, ...logged).length, 2, JSON.stringify(logged));
	// The same once more, under another name.
	assert.equal(late(context, {id: 'aaaaaaaa', runtimeS: 98.7654}, {id: 'bbbbbbbb', runtimeS: 98.7654}).length, 3);
	// One that was logged again without another one is told from its neighbour by that alone.
	const rows = late(context, {id: 'aaaaaaaa', runtimeS: 98.7654}, {id: 'bbbbbbbb', fromS: 2, runtimeS: 97.1});
	assert.equal(rows.includes(joined[0]!) && rows.length === 2, true, rows.join('\n'));
});

test('a tree that was moved as a whole is still told by what was recorded in its old place', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa', config: {output_dir: '/old/place/out', seed: 42}});
	assert.deepEqual(tree.rows(), joined);
});

test('a second run that fits as well makes two of the row again, and a run that is gone leaves what is there', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa'});
	const follow = tree.follow();
	assert.deepEqual(follow(), joined);
	tree.write(...wandbRun({id: 'bbbbbbbb', fromS: 2, config: settings}));
	const parted = [
		'out hf-trainer',
		'wandb/offline-run-20261121_100001-aaaaaaaa wandb',
		'wandb/offline-run-20261121_100002-bbbbbbbb wandb',
	];
	assert.deepEqual(follow(), parted);
	rmSync(path.join(tree.root, 'wandb/offline-run-20261121_100002-bbbbbbbb'), {recursive: true});
	assert.deepEqual(follow(), joined);
	rmSync(path.join(tree.root, 'wandb'), {recursive: true});
	assert.deepEqual(follow(), ['out hf-trainer']);
});

test('a training whose directory is gone leaves what was logged of it', context => {
	const tree = makeTree(context, {id: 'aaaaaaaa'});
	const follow = tree.follow();
	assert.deepEqual(follow(), joined);
	rmSync(path.join(tree.root, 'out'), {recursive: true});
	assert.deepEqual(follow(), ['wandb/offline-run-20261121_100001-aaaaaaaa wandb']);
});

/** A training of Ultralytics and what DVCLive has of it, with times that a copy has changed. */
function makeYolo(context: TestContext, losses: readonly number[], args = 'exist_ok: false\n'): Tree {
	const params = `task: detect\nmode: train\nepochs: 3\nsave_dir: /somewhere/runs/train/exp\n${args}`;
	const table = losses.map((loss, i) => `${i + 1},${i + 0.5},${loss}\n`).join('');
	return new Tree(context)
		.write('runs/train/exp/args.yaml', params, 900)
		.write('runs/train/exp/results.csv', `epoch,time,train/loss\n${table}`, 900)
		.write('dvclive/params.yaml', params, 90)
		.write('dvclive/metrics.json', '{"train": {"loss": 1.00001}, "step": 2}', 90)
		.write('dvclive/plots/metrics/train/loss.tsv', 'step\tloss\n0\t3.00001\n1\t2\n2\t1.00001\n', 90);
}

test('a directory that Ultralytics made for one training, and the same results, tell of it without any times', context => {
	assert.deepEqual(makeYolo(context, losses).rows(), ['runs/train/exp ultralytics+dvclive']);
	assert.equal(makeYolo(context, [3, 2.2, 1.2]).rows().length, 2);
	assert.equal(makeYolo(context, losses, 'exist_ok: true\n').rows().length, 2);
});

test('what wandb keeps in the directory of the training that it names, as Ultralytics has it, is one row with that', context => {
	const settings = {task: 'detect', mode: 'train', epochs: 3, save_dir: 'runs/train/exp'};
	const table = losses.map((loss, i) => `${i + 1},${i + 0.5},${loss}\n`).join('');
	const rows = (saveDir: string) => {
		const [place, log] = wandbRun({id: 'aaaaaaaa', config: {...settings, save_dir: saveDir}, losses});
		return new Tree(context)
			.write('runs/train/exp/args.yaml', 'task: detect\nmode: train\nepochs: 3\nsave_dir: runs/train/exp\n', 5)
			.write('runs/train/exp/results.csv', `epoch,time,train/loss\n${table}`, 90)
			.write(`runs/train/exp/${place}`, log, 90)
			.rows();
	};
	assert.deepEqual(rows('runs/train/exp'), ['runs/train/exp ultralytics+wandb']);
	assert.equal(rows('runs/train/other').length, 2, 'of another training');
});

/** What the trainer's callback writes where `logging_dir` says: its arguments, then the losses. */
function eventsOf(output: string, values: readonly number[] = losses): Uint8Array {
	const beganS = beganMs / 1000;
	const text = JSON.stringify({output_dir: output, logging_dir: './logs'});
	const args = field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, text));
	return tfrecords(
		event(beganS, 0, summary(Buffer.concat([field(1, 'args/text_summary'), metadata('text'), args]))),
		...values.map((value, i) => scalar(beganS + 30 * (i + 1), (i + 1) * 2, 'train/loss', value)),
	);
}

const eventFile = `events.out.tfevents.${beganMs / 1000}.node1.4711.0`;

test('event files outside the output directory, as `logging_dir` has them, are one row with it; of several those with its results', context => {
	const tree = makeTree(context).write(`logs/${eventFile}`, eventsOf('./out'), 90);
	assert.deepEqual(tree.rows(), ['out hf-trainer+tfevents']);
	assert.deepEqual(tree.rows(false), ['logs tfevents', 'out hf-trainer'], 'lists for programs keep two');
	const several = makeTree(context)
		.write(`logs/1/${eventFile}`, eventsOf('./out', [4, 3, 2.5]), 90)
		.write(`logs/2/${eventFile}`, eventsOf('./out'), 90);
	assert.deepEqual(several.rows(), ['logs/1 tfevents', 'out hf-trainer+tfevents']);
	assert.equal(makeTree(context).write(`logs/${eventFile}`, eventsOf('./other'), 90).rows().length, 2);
});
