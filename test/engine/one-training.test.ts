import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {field} from '../encodings/protobuf-writer.ts';
import {exit, logOfAll, row, run, started} from '../formats/wandb/logs.ts';
import {makeRoot} from './live-session.ts';

const startMs = (start: number) => 1_760_000_000_000 + start * 60_000;

/** A run of wandb that logs these steps of the trainer, each in a row of its own. */
const wandbLog = (id: string, start: number, steps: number[], code: number) =>
	logOfAll([
		run(field(1, id), started(startMs(start))),
		...steps.map((step, i) => row(i, {'train/loss': step, 'train/global_step': step}, startMs(start) / 1000 + i)),
		exit(code),
	]);

function scan(context: TestContext, logs: Uint8Array[]) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const state = JSON.stringify({global_step: 30, max_steps: 80, log_history: [{step: 30, loss: 1}]});
	const files = Object.fromEntries(
		logs.map((log, i) => [`wandb/offline-run-20261121_00341${i}-${'abc'[i]}/run-${'abc'[i]}.wandb`, log]),
	);
	for (const [name, content] of Object.entries({...files, 'checkpoint-30/trainer_state.json': state})) {
		mkdirSync(path.dirname(path.join(root, 'out', name)), {recursive: true});
		writeFileSync(path.join(root, 'out', name), content);
	}
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
