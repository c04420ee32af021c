import assert from 'node:assert/strict';
import {appendFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import type {RunRow} from '../../../../source/core/row.ts';
import {foldRows} from '../../../../source/core/table/lines/kinship.ts';
import {Engine} from '../../../../source/engine/engine.ts';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {formats} from '../../../../source/formats/index.ts';
import {nodeFiles} from '../../../../source/io/files.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {scalar} from '../../../formats/tfevents/events.ts';
import {FileTree} from '../../tree.ts';

const epochs = (count: number, loss: number) =>
	Array.from({length: count}, (_, i) => `Epoch ${i + 1}/6 train_loss: ${loss / (i + 1)} val_acc: 0.${i + 1}\n`).join('');
const failure = 'Traceback (most recent call last):\n  File "fit.py", line 8, in <module>\nMemoryError: no room left\n';

function open(context: TestContext, files: Record<string, string | Uint8Array>) {
	const tree = new FileTree(context).writeAll('', files);
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([tree.root]);
	const read = (): RunRow[] => {
		for (const handle of engine.registry.handles.values()) handle.dirty = true;
		while (!engine.work(() => false));
		engine.judge(Date.now());
		return [...engine.registry.runs.values()].map(makeRow).sort((a, b) => a.attempt! - b.attempt!);
	};
	const values = (key: number, metric: string) => {
		const series = engine.registry.runs.get(key)!.metrics.get(metric)!;
		return Array.from({length: series.length}, (_, i) => series.values.at(i));
	};
	return {read, values, root: tree.root, rescan: () => engine.rescan()};
}

const name = (root: string) => path.basename(root);

test('each training that was appended to one log is a run, with its own curve, progress and end', context => {
	const {read, values, root} = open(context, {'train.log': epochs(6, 1) + epochs(2, 3) + failure + epochs(4, 2)});
	const rows = read();
	assert.deepEqual(
		rows.map(row => [row.name, row.status, row.progress?.fraction, values(row.key, 'train_loss').length]),
		[
			[`${name(root)} (start 1)`, 'finished', 1, 6],
			[`${name(root)} (start 2)`, 'failed', 2 / 6, 2],
			[`${name(root)} (start 3)`, 'idle', 4 / 6, 4],
		],
	);
	assert.deepEqual(values(rows[1]!.key, 'train_loss'), [3, 1.5]);
	assert.equal(rows[1]!.error, 'MemoryError: no room left');
	assert.deepEqual(foldRows(rows), [rows[2]]);
});

test('trainings of a log that count episodes are parted where those begin anew, and no phase of one that counts epochs too', context => {
	const episodes = (count: number, reward: number) =>
		Array.from({length: count}, (_, i) => `Episode ${i + 1}/6 Reward: ${reward + i}\n`).join('');
	const rows = open(context, {'train.log': episodes(6, 10) + episodes(4, 20)}).read();
	assert.deepEqual(
		rows.map(({attempt, progress}) => [attempt, progress?.step]),
		[
			[1, 6],
			[2, 4],
		],
	);
	const phased = `Epoch 1\n${episodes(6, 10)}Epoch 2\n${episodes(6, 20)}`;
	assert.equal(open(context, {'train.log': phased}).read().length, 1);
});

test('a start that came to two steps does not stand for the training before it', context => {
	const rows = open(context, {'train.log': epochs(6, 1) + epochs(2, 3)}).read();
	assert.deepEqual(foldRows(rows), [rows[0]]);
});

test('a program that is started again while the file is followed begins a run, and the one before stays as it was', context => {
	const {read, values, root} = open(context, {'train.log': epochs(4, 1)});
	const [first] = read();
	assert.equal(first!.name, name(root));
	appendFileSync(path.join(root, 'train.log'), epochs(1, 2));
	const rows = read();
	assert.deepEqual(
		rows.map(row => [row.name, values(row.key, 'train_loss').length]),
		[
			[`${name(root)} (start 1)`, 4],
			[`${name(root)} (start 2)`, 1],
		],
	);
	assert.equal(rows[1]!.key, first!.key, 'who looks at the run sees its newest start');
	assert.equal(rows[0]!.status, 'idle');
});

test('a metric that goes on where the others begin anew shows that batches are counted by epochs: that is one run', context => {
	const row = (epoch: number, batch: number) => `${JSON.stringify({batch, loss: 1 / (epoch + batch)})}\n`;
	const epoch = (number: number) => `${JSON.stringify({epoch: number, val_loss: 1 / number})}\n`;
	const content = [1, 2, 3].map(number => row(number, 1) + row(number, 2) + row(number, 3) + epoch(number)).join('');
	assert.equal(open(context, {'metrics.jsonl': content}).read().length, 1);
});

test('a table that several trainings were appended to is a run for each', context => {
	const table = (rows: number) => Array.from({length: rows}, (_, i) => `${i},${1 / (i + 1)},0.${i}\n`).join('');
	const {read, values} = open(context, {'metrics.csv': `step,loss,val_loss\n${table(5)}${table(3)}`});
	assert.deepEqual(
		read().map(({key}) => values(key, 'loss').length),
		[5, 3],
	);
});

const steps = (count: number, name = 'loss') =>
	Array.from({length: count}, (_, i) => `step ${i * 10} ${name} ${1 / (i + 1)}\n`).join('');
const names = (rows: readonly RunRow[], root: string) => rows.map(row => row.name.replace(name(root), ''));

test('what is evaluated behind a training at its first step is no start, and stands for none', context => {
	const training = Array.from({length: 5}, (_, i) => ({epoch: i, train_loss: 1 / (i + 1), test_acc: i / 10}));
	const lines = (rows: object[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');
	assert.equal(open(context, {'log.jsonl': lines([...training, {epoch: 0, test_acc: 0.9}])}).read().length, 1);
	const checked = 'Epoch: 0 val acc 0.1\n';
	const epoch = (number: number) => `Epoch: ${number} loss 0.${9 - number}\nEpoch: ${number} val acc 0.${number}\n`;
	const {read, values} = open(context, {
		'train.log': `${checked}${[0, 1, 2, 3].map(epoch).join('')}${checked}Training finished\n`,
	});
	const [shown] = foldRows(read());
	assert.deepEqual(values(shown!.key, 'loss'), [0.9, 0.8, 0.7, 0.6]);
});

test('batches that are counted anew in each epoch are no starts, whether or not anything else is counted', context => {
	const log = open(context, {'train.log': `Loading the data\n${steps(4)}val acc 0.5\n${steps(4)}val acc 0.6\n`});
	assert.deepEqual(names(log.read(), log.root), ['']);
	const bare = open(context, {'train.log': steps(4) + steps(4) + steps(4) + steps(2)});
	assert.deepEqual(names(bare.read(), bare.root), ['']);
	const table = open(context, {'metrics.csv': `step,loss\n${'0,3\n1,2\n2,1\n'.repeat(4)}`});
	assert.deepEqual(names(table.read(), table.root), ['']);
	const episodes = [1, 2].flatMap(episode => [0, 1, 2].map(step => `${episode},${step},0.${episode + step}\n`));
	const counted = open(context, {'metrics.csv': `episode,step,reward\n${episodes.join('')}`});
	assert.deepEqual(names(counted.read(), counted.root), ['']);
});

test('what turns out to be one run began when its first batch did', context => {
	const epoch = (hour: number) =>
		[0, 1, 2].map(i => `2026-03-01 1${hour}:00:0${i},000 INFO step ${i} loss 0.${9 - i}\n`).join('');
	const [run, ...others] = open(context, {
		'train.log': [0, 1, 2, 3].map(hour => `Loading the data\n${epoch(hour)}`).join(''),
	}).read();
	assert.equal(others.length, 0);
	assert.equal(run!.startedAtMs, new Date(2026, 2, 1, 10).getTime());
});

test('steps that fall are those of another start where the program shows that it began anew, or ended', context => {
	const again = open(context, {'train.log': `Loading the data\n${steps(4)}Loading the data\n${steps(5)}`});
	assert.deepEqual(names(again.read(), again.root), [' (start 1)', ' (start 2)']);
	const failed = open(context, {'train.log': `Seed 4 is used\n${steps(4)}${failure}Seed 5 is used\n${steps(5)}`});
	assert.deepEqual(names(failed.read(), failed.root), [' (start 1)', ' (start 2)']);
	const row = (epoch: number, batch: number) => `Epoch ${epoch}, Step ${batch}: loss 0.${epoch}${batch}\n`;
	const course = (epochs: number) => Array.from({length: epochs * 3}, (_, i) => row(1 + Math.floor(i / 3), i)).join('');
	const counted = open(context, {'train.log': course(3) + course(2)});
	assert.deepEqual(names(counted.read(), counted.root), [' (start 1)', ' (start 2)']);
});

test('rows that stand newest first, or in no order, are no starts', context => {
	const table = (epochs: number[]) =>
		`epoch,train_loss,val_loss\n${epochs.map(epoch => `${epoch},${1 / epoch},0.${epoch}\n`).join('')}`;
	for (const epochs of [
		[9, 8, 7, 6, 5, 4, 3, 2],
		[4, 6, 3, 9, 2, 7, 5],
	])
		assert.equal(open(context, {'log.csv': table(epochs)}).read().length, 1);
});

test('an earlier start counts what the newest one does', context => {
	const rows = open(context, {'log.csv': `epoch,train_loss,val_loss\n${'1,0.4,0.5\n2,0.3,0.4\n'.repeat(2)}`}).read();
	assert.deepEqual(
		rows.map(({progress}) => progress?.unit),
		['epoch', 'epoch'],
	);
});

test('starts are one run again as soon as others tell of it: a second log, or another tracker', context => {
	for (const [file, content] of [
		['eval.log', 'Epoch 1 test_acc: 0.5\nEpoch 2 test_acc: 0.6\n'],
		['metrics.jsonl', '{"step":1,"loss":2}\n{"step":2,"loss":1}\n'],
	] as const) {
		const {read, root, rescan} = open(context, {'train.log': epochs(6, 1) + epochs(4, 2)});
		assert.equal(read().length, 2);
		writeFileSync(path.join(root, file), content);
		rescan();
		assert.deepEqual(names(read(), root), ['']);
	}
});

test('further event files of one directory are starts where their steps begin anew, one after the other', context => {
	const file = (at: number, steps: number, fromS: number) =>
		tfrecords(...Array.from({length: steps}, (_, i) => scalar(fromS + i, i, 'loss', at + i)));
	const fileName = (seconds: number) => `events.out.tfevents.${seconds}.host.1.0`;
	const later = open(context, {[fileName(100)]: file(1, 5, 100), [fileName(200)]: file(10, 3, 200)});
	assert.deepEqual(
		later.read().map(({key}) => later.values(key, 'loss')),
		[
			[1, 2, 3, 4, 5],
			[10, 11, 12],
		],
	);
	const beside = open(context, {[fileName(100)]: file(1, 5, 100), [fileName(101)]: file(10, 3, 101)});
	assert.equal(beside.read().length, 1, 'who writes at the same time is no later start');
});
