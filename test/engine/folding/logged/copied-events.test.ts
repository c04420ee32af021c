import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import {type TestContext, test} from 'node:test';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {field, int} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {config, exit, item, logOfAll, row, run, started} from '../../../formats/wandb/logs.ts';
import {beganMs, stampOf, Tree} from './tree.ts';

const beganS = beganMs / 1000;
const nameOf = (writer: string, atS = 1) => `events.out.tfevents.${beganS + atS}.${writer}`;
const ofProcess = nameOf('node1.4711.0');

/** Curves as a SummaryWriter has them, each tenth step. */
const curves = (tag = 'loss'): Uint8Array =>
	tfrecords(
		event(beganS + 1, 0, field(3, 'brain.Event:2')),
		...[0, 1, 2].map(i => scalar(beganS + 10 + i, (i + 1) * 10, tag, 3 - i)),
	);

interface Copied {
	id?: string;
	/** Paths of the links below the files of wandb's run. */
	links?: readonly string[];
	/** Directories as the program named them. */
	directories?: readonly string[];
	tags?: readonly string[];
	isOver?: boolean;
}

/** What wandb keeps of a run whose event files it has copied: it counts rows. */
function copied({id = 'abc123', links = [], directories = [], tags = ['loss'], isOver = true}: Copied): [string, Uint8Array] {
	const log = logOfAll([
		run(field(1, id), field(8, 'synced'), started(beganMs), field(13, 'node1')),
		config(item('total_timesteps', '30')),
		...directories.map(directory => field(9, field(1, directory), int(2, 1))),
		...links.map(link => field(6, field(1, field(1, link), int(2, 1)))),
		...[0, 1, 2].map(i => row(i, Object.fromEntries(tags.map(tag => [tag, 3 - i])), beganS + 10 + i)),
		...(isOver ? [exit(0, 60)] : []),
	]);
	return [`wandb/offline-run-${stampOf(0)}-${id}/run-${id}.wandb`, Buffer.from(log)];
}

const wandbAt = (id = 'abc123') => `wandb/offline-run-${stampOf(0)}-${id}`;

function treeOf(context: TestContext, events: Record<string, Uint8Array>, runs: Copied[], below = ''): Tree {
	const tree = new Tree(context);
	for (const each of runs) {
		const [at, log] = copied(each);
		tree.write(below + at, log);
	}
	for (const [at, bytes] of Object.entries(events)) tree.write(below + at, bytes);
	return tree;
}

test('event files that wandb has copied are one row with its run, with its end and name and the steps of the program', context => {
	const tree = treeOf(context, {[`runs/one/${ofProcess}`]: curves()}, [
		{links: [ofProcess], directories: ['./runs/one'], isOver: true},
	]);
	const rows = [...tree.scan().registry.runs.values()].map(makeRow);
	assert.deepEqual(
		rows.map(({dir, name, formats, status, progress}) => [dir, name, formats, status, progress?.step, progress?.fraction]),
		[[wandbAt(), 'synced', ['wandb', 'tfevents'], 'finished', 30, 1]],
	);
	assert.equal(tree.rows(false).length, 2, 'lists for programs keep two');
});

test('a link that is named from where the program was started tells the directory by itself', context => {
	const link = `runs/one/${nameOf('node1')}`;
	const tree = treeOf(context, {[link]: curves()}, [{links: [link]}]);
	assert.deepEqual(tree.rows(), [`${wandbAt()} wandb+tfevents`]);
});

test('the directories of one run are one row, and wandb’s names of their curves stand for both', context => {
	const name = nameOf('node1');
	const tree = treeOf(context, {[`logs/train/${name}`]: curves(), [`logs/validation/${name}`]: curves()}, [
		{
			links: [`train/${name}`, `validation/${name}`],
			directories: ['logs/train', 'logs/validation'],
			tags: ['train/loss', 'validation/loss'],
		},
	]);
	const engine = tree.scan();
	const [only, ...others] = [...engine.registry.runs.values()];
	assert.equal(others.length, 0);
	assert.deepEqual(
		[...only!.metrics].map(([metric, {lastStep}]) => [metric, lastStep]),
		[
			['train/loss', 30],
			['validation/loss', 30],
		],
	);
});

test('of copies of a tree each has its own files, also where the program named a directory by its whole path', context => {
	const tree = new Tree(context);
	for (const below of ['a/', 'b/']) {
		const [at, log] = copied({links: [ofProcess], directories: [`${tree.root}/a/runs/one`]});
		tree.write(below + at, log).write(`${below}runs/one/${ofProcess}`, curves());
	}
	assert.deepEqual(tree.rows(), [`a/${wandbAt()} wandb+tfevents`, `b/${wandbAt()} wandb+tfevents`]);
});

const apart: Record<string, [Record<string, Uint8Array>, Copied[]]> = {
	'of another name': [{[`runs/one/${nameOf('node1.4712.0')}`]: curves()}, [{links: [ofProcess], directories: ['runs/one']}]],
	'in another directory': [{[`runs/two/${ofProcess}`]: curves()}, [{links: [ofProcess], directories: ['runs/one']}]],
	'beside those of another process': [
		{[`runs/one/${ofProcess}`]: curves(), [`runs/one/${nameOf('node1.4712.0', 50)}`]: curves()},
		[{links: [ofProcess], directories: ['runs/one']}],
	],
	'that two runs have copied': [
		{[`runs/one/${ofProcess}`]: curves()},
		['one111', 'two222'].map(id => ({id, links: [ofProcess], directories: ['runs/one']})),
	],
	'with a name that tells no process, in a directory that is only called alike': [
		{[`sweep/2/tb/${nameOf('node1')}`]: curves()},
		[{links: [nameOf('node1')], directories: ['/data/sweep/1/tb']}],
	],
};

for (const [which, [events, runs]] of Object.entries(apart))
	test(`event files ${which} are a run of their own`, context => {
		assert.equal(treeOf(context, events, runs).rows().length, 1 + runs.length);
	});

test('what another run copies from the directory later parts them again', context => {
	const tree = treeOf(context, {[`runs/one/${ofProcess}`]: curves()}, [{links: [ofProcess], directories: ['runs/one']}]);
	const look = tree.follow();
	assert.deepEqual(look(), [`${wandbAt()} wandb+tfevents`]);
	const later = nameOf('node1.4711.1', 70);
	const [at, log] = copied({id: 'def456', links: [later], directories: ['runs/one']});
	tree.write(`runs/one/${later}`, curves()).write(at, log);
	assert.deepEqual(look(), ['runs/one tfevents', `${wandbAt()} wandb`, `${wandbAt('def456')} wandb`]);
});

/** What the program of such a run wrote itself. */
const table = Buffer.from('timesteps,reward\n10,1.5\n20,2.25\n30,2.75\n');

test('a table that the program wrote beside its event files goes with them, and is parted with them', context => {
	const tree = treeOf(context, {[`runs/one/${ofProcess}`]: curves(), 'runs/one/log.csv': table}, [
		{links: [ofProcess], directories: ['runs/one']},
	]);
	const [only, ...others] = [...tree.scan().registry.runs.values()];
	assert.equal(others.length, 0);
	assert.deepEqual([...only!.metrics.keys()].toSorted(), ['loss', 'reward']);
	const look = tree.follow();
	assert.deepEqual(look(), [`${wandbAt()} wandb+tfevents+csv`]);
	const later = nameOf('node1.4711.1', 70);
	const [at, log] = copied({id: 'def456', links: [later], directories: ['runs/one']});
	tree.write(`runs/one/${later}`, curves()).write(at, log);
	assert.deepEqual(look(), ['runs/one tfevents+csv', `${wandbAt()} wandb`, `${wandbAt('def456')} wandb`]);
});

test('a table that comes beside event files of a run on the screen is read into that run, and goes with them', context => {
	const tree = treeOf(context, {[`runs/one/${ofProcess}`]: curves()}, [{links: [ofProcess], directories: ['runs/one']}]);
	const look = tree.follow();
	assert.deepEqual(look(), [`${wandbAt()} wandb+tfevents`]);
	tree.write('runs/one/log.csv', table);
	assert.deepEqual(look(), [`${wandbAt()} wandb+tfevents+csv`]);
	look();
	const later = nameOf('node1.4711.1', 70);
	tree.write(`runs/one/${later}`, curves()).write(...copied({id: 'def456', links: [later], directories: ['runs/one']}));
	assert.deepEqual(look(), ['runs/one tfevents+csv', `${wandbAt()} wandb`, `${wandbAt('def456')} wandb`]);
});

test('the files of a living run are joined as soon as its log names them', context => {
	const tree = treeOf(context, {[`runs/one/${ofProcess}`]: curves()}, [{isOver: false, tags: []}]);
	const look = tree.follow();
	assert.equal(look().length, 2);
	const [at, log] = copied({links: [ofProcess], directories: ['runs/one'], isOver: false});
	const before = copied({isOver: false, tags: []})[1];
	assert.ok(log.length > before.length);
	tree.write(at, log);
	appendFileSync(`${tree.root}/runs/one/${ofProcess}`, tfrecords(scalar(beganS + 20, 40, 'loss', 0.5)));
	assert.deepEqual(look(), [`${wandbAt()} wandb+tfevents`]);
});
