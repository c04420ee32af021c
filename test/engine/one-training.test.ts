import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {field} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {event, scalar} from '../formats/tfevents/events.ts';
import {exit, logOfAll, row, run, started} from '../formats/wandb/logs.ts';
import {FileTree} from './tree.ts';

const startMs = (start: number) => 1_760_000_000_000 + start * 60_000;

/** A run of wandb that logs these steps of the trainer, each in a row of its own. */
const wandbLog = (id: string, start: number, steps: number[], code: number) =>
	logOfAll([
		run(field(1, id), started(startMs(start))),
		...steps.map((step, i) => row(i, {'train/loss': step, 'train/global_step': step}, startMs(start) / 1000 + i)),
		exit(code),
	]);

function scan(context: TestContext, logs: Uint8Array[]) {
	const state = JSON.stringify({global_step: 30, max_steps: 80, log_history: [{step: 30, loss: 1}]});
	const files = Object.fromEntries(
		logs.map((log, i) => [`wandb/offline-run-20261121_00341${i}-${'abc'[i]}/run-${'abc'[i]}.wandb`, log]),
	);
	const {root} = new FileTree(context).writeAll('out', {...files, 'checkpoint-30/trainer_state.json': state});
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	return runs.map(one => {
		const {format, status, attempt, startedAtMs} = makeRow(one);
		return [format, one.formats.length, status, attempt, startedAtMs];
	});
}

test('a training that was taken up again under another id of its tracker is one run, told by the newest start', context => {
	const first = wandbLog('a', 0, [5, 10, 15, 20, 25, 30, 35], 1);
	const whole = (status: string, attempt: number) => [['hf-trainer', 2, status, attempt, startMs(attempt - 1)]];
	assert.deepEqual(scan(context, [first, wandbLog('b', 1, [35, 40, 45], 0)]), whole('finished', 2));
	assert.deepEqual(scan(context, [first, wandbLog('b', 1, [], 1)]), whole('failed', 2));
	assert.deepEqual(
		scan(context, [first, wandbLog('b', 1, [35, 40], 1), wandbLog('c', 2, [45, 45, 50], 0)]),
		whole('finished', 3),
	);
});

test('one that began anew in the same directory is none of the one before', context => {
	const logs = [wandbLog('a', 0, [5, 10, 15], 0), wandbLog('b', 1, [5, 10, 15], 1), wandbLog('c', 2, [20, 25], 0)];
	assert.deepEqual(scan(context, logs), [
		['hf-trainer', 2, 'finished', 2, startMs(2)],
		['wandb', 1, 'finished', null, startMs(0)],
	]);
});

/** A training whose starts each wrote a file of TensorBoard, told by when they began and the steps that they logged. */
function scanBoards(context: TestContext, starts: [startMs: number, steps: number[]][]) {
	const tree = new FileTree(context);
	tree.write('out/checkpoint-30/trainer_state.json', JSON.stringify({global_step: 30, max_steps: 80, log_history: []}));
	for (const [atMs, steps] of starts) {
		const seconds = atMs / 1000;
		const rows = steps.map((step, i) => scalar(seconds + i, step, 'train/loss', 1));
		tree.write(
			`out/runs/Nov27_16-46-37_vm${seconds}/events.out.tfevents.${seconds}.vm.11.0`,
			tfrecords(event(seconds, 0, field(3, 'brain.Event:2')), ...rows),
		);
	}
	const runs = [...scanOnce([tree.root], nodeFiles, formats).registry.runs.values()];
	return runs.map(one => [one.format, makeRow(one).startedAtMs, one.metrics.get('train/loss')?.length]);
}

test('a training that went on in another file of TensorBoard began with the first one, unless it began anew', context => {
	const first: [number, number[]] = [startMs(0), [5, 10, 15, 20]];
	const began = (start: number, points: number) => [['hf-trainer', startMs(start), points]];
	assert.deepEqual(scanBoards(context, [first, [startMs(1), [20, 25, 30]]]), began(0, 6));
	assert.deepEqual(scanBoards(context, [first, [startMs(1), []]]), began(0, 4), 'it logged nothing');
	assert.deepEqual(scanBoards(context, [first, [startMs(1), [5, 10]], [startMs(2), [15, 20]]]), began(1, 4));
});
