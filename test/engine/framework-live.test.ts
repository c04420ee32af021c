import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {aggregateNames, aggregateStride, type RunRow} from '../../source/core/row.ts';
import {field, int} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {event, metadata, scalar, summary} from '../formats/tfevents/events.ts';
import {startSession} from './live-session.ts';

function pointsOf(row: RunRow | undefined, metric: string): number {
	const index = row?.metrics.names.indexOf(metric) ?? -1;
	return index < 0 ? 0 : row!.metrics.values[index * aggregateStride + aggregateNames.indexOf('points')]!;
}

function write(root: string, file: string, text: string): void {
	mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
	writeFileSync(path.join(root, file), text);
}

test('a new table of DVCLive, and new rows in an old one, are seen', async () => {
	const session = startSession();
	const {root, rows} = session;
	try {
		write(root, 'exp/dvclive/metrics.json', '{}');
		write(root, 'exp/dvclive/plots/metrics/train/loss.tsv', 'step\tloss\n0\t1\n');
		await session.until('the first point', () => pointsOf(rows.get('exp/dvclive'), 'train/loss') === 1);
		appendFileSync(path.join(root, 'exp/dvclive/plots/metrics/train/loss.tsv'), '1\t0.5\n');
		await session.until('the second point', () => pointsOf(rows.get('exp/dvclive'), 'train/loss') === 2);
		write(root, 'exp/dvclive/plots/metrics/val/acc.tsv', 'step\tacc\n0\t0.5\n');
		await session.until('the new metric', () => pointsOf(rows.get('exp/dvclive'), 'val/acc') === 1);
	} finally {
		session.close();
	}
});

test('each new checkpoint of a Hugging Face training is seen, and its end', async () => {
	const session = startSession();
	const {root, rows} = session;
	const state = (steps: number, more: object[] = []) =>
		JSON.stringify({
			global_step: steps,
			max_steps: 40,
			log_history: [...Array.from({length: steps / 10}, (_, i) => ({step: (i + 1) * 10, loss: 1 / (i + 1)})), ...more],
		});
	try {
		write(root, 'out/checkpoint-10/trainer_state.json', state(10));
		await session.until('the first checkpoint', () => pointsOf(rows.get('out'), 'loss') === 1);
		assert.equal(rows.get('out')?.progress?.total, 40);
		write(root, 'out/checkpoint-20/trainer_state.json', state(20));
		await session.until('the second checkpoint', () => pointsOf(rows.get('out'), 'loss') === 2);
		write(root, 'out/trainer_state.json', state(40, [{step: 40, train_runtime: 3}]));
		await session.until('the end', () => rows.get('out')?.status === 'finished');
	} finally {
		session.close();
	}
});

test('what a training logs below its output directory is a part of it, also where that was found first', async () => {
	const session = startSession();
	const {root, rows} = session;
	const events = (folder: string, ...more: Uint8Array[]) => {
		mkdirSync(path.join(root, folder), {recursive: true});
		const points = [10, 20].map(step => scalar(1_760_000_000 + step, step, 'train/loss', 1));
		writeFileSync(path.join(root, folder, 'events.out.tfevents.1760000000.node1.7.0'), tfrecords(...more, ...points));
	};
	const text = JSON.stringify({output_dir: './results/begun', num_train_epochs: 2});
	const value = field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, text));
	const said = event(1_760_000_000, 0, summary(Buffer.concat([field(1, 'args/text_summary'), metadata('text'), value])));
	try {
		events('out/runs/Mar31_10-00-00_node1');
		events('begun/runs/Mar31_10-00-00_node1', said);
		await session.until('the logs', () => pointsOf(rows.get('out/runs/Mar31_10-00-00_node1'), 'train/loss') === 2);
		await session.until('the log of one that says whose it is', () => pointsOf(rows.get('begun'), 'train/loss') === 2);
		assert.deepEqual([rows.get('begun')!.formats, rows.size], [['hf-trainer', 'tfevents'], 2]);
		write(root, 'out/checkpoint-10/trainer_state.json', JSON.stringify({global_step: 10, max_steps: 40, log_history: []}));
		await session.until('the run of both', () => rows.get('out')?.formats.length === 2 && rows.size === 2);
		assert.equal(pointsOf(rows.get('out'), 'train/loss'), 2);
	} finally {
		session.close();
	}
});

test('Sacred’s files are followed though they are rewritten', async () => {
	const session = startSession();
	const {root, rows} = session;
	const record = (status: string) => {
		const now = new Date().toISOString().replace('Z', '');
		return JSON.stringify({artifacts: [], command: 'main', experiment: {name: 'e'}, heartbeat: now, start_time: now, status});
	};
	const metrics = (values: number[]) =>
		JSON.stringify({loss: {steps: values.map((_, i) => i), timestamps: values.map(() => '2026-11-21T00:00:00'), values}});
	try {
		write(root, 'runs/1/config.json', '{"lr": 1}');
		write(root, 'runs/1/run.json', record('RUNNING'));
		await session.until('the run', () => rows.get('runs/1')?.status === 'running');
		write(root, 'runs/1/metrics.json', metrics([3, 2]));
		await session.until('the first beat', () => pointsOf(rows.get('runs/1'), 'loss') === 2);
		write(root, 'runs/1/metrics.json', metrics([3, 2, 1]));
		await session.until('the second beat', () => pointsOf(rows.get('runs/1'), 'loss') === 3);
		write(root, 'runs/1/run.json', record('COMPLETED'));
		await session.until('the end', () => rows.get('runs/1')?.status === 'finished');
	} finally {
		session.close();
	}
});
