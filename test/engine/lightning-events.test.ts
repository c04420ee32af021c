import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import type {TrackedRun} from '../../source/engine/model/tracked-run.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {double, field} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {checkpointOf} from '../formats/lightning/checkpoint-of.ts';
import {event, metadata, scalar, summary} from '../formats/tfevents/events.ts';

const roots: string[] = [];
after(() => {
	for (const root of roots) rmSync(root, {recursive: true, force: true});
});

const wall = 1_760_000_000;
const eventsName = (start: number) => `events.out.tfevents.${wall + start}.node1.${start + 7}.0`;
const parameter = (name: string, value: Uint8Array) => field(1, field(1, name), field(2, value));
const hparams = (...parameters: Uint8Array[]) =>
	event(
		wall,
		0,
		summary(Buffer.concat([field(1, '_hparams_/session_start_info'), metadata('hparams', field(3, ...parameters))])),
	);

/** Every fifth step of epochs of 20 that count from 0, and the mean of each epoch at its end. */
function steps(from: number, to: number): Uint8Array[] {
	const events: Uint8Array[] = [];
	for (let step = from + 4; step < to; step += 5) {
		const epoch = Math.floor(step / 20);
		events.push(scalar(wall + step, step, 'loss_step', 1), scalar(wall + step, step, 'epoch', epoch));
		if (step % 20 === 19) events.push(scalar(wall + step, step, 'loss_epoch', 1), scalar(wall + step, step, 'epoch', epoch));
	}
	return events;
}

function scan(files: Record<string, string | Uint8Array>): TrackedRun {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-lightning-'));
	roots.push(root);
	for (const [name, content] of Object.entries(files)) {
		const file = path.join(root, 'lightning_logs/version_7', name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content);
	}
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.equal(runs.length, 1);
	return runs[0]!;
}

const progressOf = ({progress}: TrackedRun) => [progress?.step, progress?.total, progress?.fraction];

test('a version that was taken up again has the settings of the newest start', () => {
	const first = tfrecords(hparams(parameter('max_epochs', double(2, 3)), parameter('opt/lr', double(2, 0.1))), ...steps(0, 60));
	const again = [parameter('max_epochs', double(2, 8)), parameter('opt/lr', double(2, 0.5)), parameter('sizes', field(3, '[1]'))];
	const run = scan({
		'hparams.yaml': 'max_epochs: 3\nopt:\n  lr: 0.1\nsizes:\n- 1\n',
		[eventsName(0)]: first,
		[eventsName(100)]: tfrecords(hparams(...again), ...steps(60, 85)),
		[eventsName(200)]: tfrecords(),
	});
	assert.deepEqual(progressOf(run), [4, 8, 0.5]);
	assert.deepEqual([run.facts.config.max_epochs, run.facts.config.opt, run.facts.config.sizes], [8, {lr: 0.5}, [1]]);
	assert.equal(scan({'hparams.yaml': 'max_epochs: 9\n', [eventsName(0)]: first}).facts.config.max_epochs, 9);
});

test('what a newer start says in words is taken where it is a word, and None is nothing', () => {
	const word = (text: string) => field(3, text);
	const {config} = scan({
		'hparams.yaml': 'scheduler: cosine\nwarmup: 10\nname: "None"\nseed: null\nopt: adam\nlr: 0.1\nsizes: [1]\nnone: [1]\n',
		[eventsName(0)]: tfrecords(hparams(parameter('lr', double(2, 0.1))), ...steps(0, 20)),
		[eventsName(100)]: tfrecords(
			hparams(
				...['scheduler', 'warmup', 'name'].map(name => parameter(name, word('None'))),
				parameter('seed', double(2, 7)),
				parameter('opt', word('sgd')),
				parameter('lr', word('0.1 × 2')),
				parameter('extra', word('new')),
				parameter('sizes', word('[2]')),
				parameter('none', word('None')),
				parameter('opt/lr', double(2, 3)),
			),
			...steps(20, 40),
		),
	}).facts;
	const {extra, 'opt/lr': below, ...own} = config;
	assert.deepEqual(own, {scheduler: null, warmup: null, name: 'None', seed: 7, opt: 'sgd', lr: 0.1, sizes: [1], none: null});
	assert.deepEqual([extra, below], ['new', 3], 'what the file does not have');
});

test('steps count from 0, whichever of them was logged first', () => {
	const run = (last: number) => scan({'hparams.yaml': 'max_steps: 100\n', [eventsName(0)]: tfrecords(...steps(0, last))});
	assert.equal(run(100).progress?.fraction, 1);
	assert.deepEqual(progressOf(run(95)), [94, 100, 0.94]);
});

test('the mean of an epoch proves that it is over, unless it came in the middle of one', () => {
	const run = (events: Uint8Array[]) => scan({'hparams.yaml': 'max_epochs: 4\n', [eventsName(0)]: tfrecords(...events)});
	assert.deepEqual(progressOf(run(steps(0, 80))), [4, 4, 1]);
	assert.deepEqual(progressOf(run(steps(0, 75))), [3, 4, 0.75]);
	const stopped = [...steps(0, 70), scalar(wall + 69, 69, 'loss_epoch', 1), scalar(wall + 69, 69, 'epoch', 3)];
	assert.deepEqual(progressOf(run(stopped)), [3, 4, 0.75]);
	const validated = [0, 1, 2, 3].map(i => scalar(wall + i, i * 5 + 4, 'val_epoch', 1));
	assert.deepEqual(progressOf(run([...steps(0, 15), ...validated])), [0, 4, 0]);
});

test('a checkpoint proves steps by its name, and epochs by what is in it', () => {
	const events = {[eventsName(0)]: tfrecords(...steps(0, 10), scalar(wall + 90, 89, 'loss_step', 1))};
	const named = scan({'hparams.yaml': 'max_steps: 100\n', 'checkpoints/epoch=4-step=100.ckpt': '', ...events});
	assert.deepEqual(progressOf(named), [100, 100, 1]);
	const trained = checkpointOf({begun: 5, trained: 5, steps: 100, isLastBatch: true});
	const epochs = {'hparams.yaml': 'max_epochs: 5\n', ...events};
	assert.deepEqual(progressOf(scan({...epochs, 'checkpoints/epoch=4-step=100.ckpt': trained})), [5, 5, 1]);
	assert.deepEqual(progressOf(scan({...epochs, 'checkpoints/epoch=4-step=100.ckpt': ''})), [0, 5, 0]);
});
