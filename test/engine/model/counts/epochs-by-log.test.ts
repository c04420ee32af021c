import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../../../source/engine/headless.ts';
import {formats} from '../../../../source/formats/index.ts';
import {nodeFiles} from '../../../../source/io/files.ts';
import {field} from '../../../encodings/protobuf-writer.ts';
import {config, exit, item, logOfAll, row, run, started} from '../../../formats/wandb/logs.ts';
import {makeRoot} from '../../live-session.ts';

const numbers = (from: number, to: number) => Array.from({length: to - from}, (_, i) => from + i);

function scan(context: TestContext, contents: Record<string, string | Uint8Array>) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [name, content] of Object.entries(contents)) {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), content);
	}
	return [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
}

/** A run of Sacred that logged a loss at each step, and the output that was kept of it. */
const sacredRun = (status: string, steps: readonly number[], lossOf: (step: number) => number, output: string) => ({
	'1/run.json': JSON.stringify({
		status,
		experiment: {name: 'e', sources: []},
		start_time: '2026-11-21T10:00:00',
		stop_time: '2026-11-21T10:01:00',
		heartbeat: '2026-11-21T10:01:00',
		command: 'main',
		meta: {},
		host: {},
	}),
	'1/config.json': '{"epochs": 8, "seed": 1}',
	'1/metrics.json': JSON.stringify({
		loss: {steps, values: steps.map(lossOf), timestamps: steps.map(step => `2026-11-21T10:00:${10 + (step % 50)}`)},
	}),
	'1/cout.txt': output,
});

const loss = (step: number) => 1 / (step + 3);
const printed = (count: number, from = 0) =>
	numbers(0, count)
		.map(epoch => `epoch ${epoch + from} loss ${loss(epoch).toFixed(4)}\n`)
		.join('');

test('where the output that Sacred kept stops before the run does, its points tell how far that came', context => {
	for (const [status, last, output, fraction] of [
		['COMPLETED', 8, printed(7), 1],
		['COMPLETED', 8, printed(7, 1), 1],
		['FAILED', 6, printed(4), 5 / 8],
		['INTERRUPTED', 5, printed(4), 4 / 8],
	] as const) {
		const [only] = scan(context, sacredRun(status, numbers(0, last), loss, output));
		assert.equal(only!.progress?.fraction, fraction, `${status} ${output}`);
		assert.equal(only!.progress?.unit, 'epoch');
	}
});

test('steps of a tracker whose values are not those of the epochs of its log stay steps', context => {
	const [only] = scan(
		context,
		sacredRun('FAILED', numbers(0, 7), step => 1 / (step + 9), printed(4)),
	);
	assert.equal(only!.progress?.step, 3);
});

test('a run that was started again goes on with the epochs that its first start counted from 0, and is done with the last of them', context => {
	const log = (id: string, second: number, epochs: readonly number[], code: number | null) => ({
		[`wandb/offline-run-20261121_00341${second}-${id}/run-${id}.wandb`]: logOfAll([
			run(field(1, id), started(1_760_000_000_000 + second * 1000)),
			config(item('epochs', '8')),
			...epochs.map((epoch, step) => row(step, {epoch, loss: loss(epoch)})),
			...(code === null ? [] : [exit(code)]),
		]),
	});
	const runs = scan(context, {
		...log('aaaaaaaa', 1, numbers(0, 4), null),
		...log('aaaaaaaa', 2, numbers(4, 8), 0),
		...log('bbbbbbbb', 3, numbers(4, 8), 0),
		...log('cccccccc', 4, numbers(1, 4), null),
		...log('cccccccc', 5, numbers(4, 8), 0),
	});
	const fractions = runs.map(({dir, progress}) => [dir.slice(-10, -6), progress?.fraction]);
	assert.deepEqual(fractions.filter(([start]) => start !== '1-aa' && start !== '4-cc').toSorted(), [
		['2-aa', 1],
		['3-bb', 7 / 8],
		['5-cc', 7 / 8],
	]);
});
