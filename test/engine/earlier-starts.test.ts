import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import {foldRows} from '../../source/core/table/kinship.ts';
import {Engine} from '../../source/engine/engine.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {scalar} from '../formats/tfevents/events.ts';
import {FileTree} from './tree.ts';

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
	return {read, values, root: tree.root};
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

test('further event files of one directory are starts where their steps begin anew, one after the other', context => {
	const file = (at: number, steps: number, fromS: number) =>
		tfrecords(...Array.from({length: steps}, (_, i) => scalar(fromS + i, i, 'loss', at + i)));
	const names = (seconds: number) => `events.out.tfevents.${seconds}.host.1.0`;
	const later = open(context, {[names(100)]: file(1, 5, 100), [names(200)]: file(10, 3, 200)});
	assert.deepEqual(
		later.read().map(({key}) => later.values(key, 'loss')),
		[
			[1, 2, 3, 4, 5],
			[10, 11, 12],
		],
	);
	const beside = open(context, {[names(100)]: file(1, 5, 100), [names(101)]: file(10, 3, 101)});
	assert.equal(beside.read().length, 1, 'who writes at the same time is no later start');
});
