import assert from 'node:assert/strict';
import {test} from 'node:test';
import {comet} from '../../../source/formats/comet/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/w/tmp1';
const metric = (metricName: string, metricValue: number | string, step: number | null, atMs: number): string =>
	`${JSON.stringify({payload: {local_timestamp: atMs, metric: {metricName, metricValue, step}}, type: 'metric_msg'})}\n`;

test('Comet: what a real client left offline of a run that finished, failed, or was killed', () => {
	const runs = readTree(comet, loadFixture('comet'), '/comet');
	const ends = [...runs.values()].map(({learnt}) => [learnt.name, learnt.outcome?.status, learnt.error]);
	assert.deepEqual(ends.sort(), [
		['bf4a2e968f9349e7b264f1fd7cb54989', 'unknown', null],
		['merlot-fail', 'failed', 'ValueError: cork is broken'],
		['merlot-kill', undefined, null],
		['merlot-ok', 'finished', null],
	]);
	const ok = [...runs.values()].find(({learnt}) => learnt.name === 'merlot-ok')!;
	const {learnt} = ok;
	assert.deepEqual(learnt.config, {
		lr: 0.05,
		epochs: 6,
		optimizer: {name: 'sgd'},
		seed: '1152921504606846977',
		layers: [16, 8],
	});
	assert.deepEqual([learnt.summary, learnt.extra], [{best: 0.93}, {grape: 'merlot'}]);
	assert.deepEqual(ok.points('train_loss').at(-1), [5, 0.2865]);
	assert.deepEqual(
		ok.points('val_acc').map(([step, value]) => [step, Number.isNaN(value)]),
		[
			[1, false],
			[3, true],
			[5, false],
		],
	);
	assert.deepEqual([learnt.id, learnt.group, learnt.groupScope], ['54e643bd0b5247c3866eac5f76c28354', 'wine', 'cellar']);
	assert.deepEqual([learnt.startedAtMs, learnt.endedAtMs], [1_795_982_590_554, 1_795_982_593_063]);
	assert.deepEqual(learnt.command?.argv, ['/usr/bin/python3', 'comet_run.py', 'ok']);
	assert.deepEqual([learnt.git?.branch, learnt.git?.commit?.slice(0, 7), learnt.tags], ['master', 'c400fed', ['red', 'young']]);
	assert.match(ok.text, /^epoch 5 loss 0\.2865$/m);
	assert.ok(ok.system.has('sys.ram.used'));
	for (const {problems} of runs.values()) assert.deepEqual(problems, []);
});

test('Comet: messages come as they are written, also those without a step', () => {
	const files = new MemoryFiles().write(`${place}/messages.json`, metric('loss', 0.9, null, 10) + metric('loss', 0.7, null, 20));
	const {run, read} = follow(comet, files, place);
	files.append(`${place}/messages.json`, metric('loss', 'Infinity', 7, 30) + metric('loss', 0.5, null, 40));
	read();
	assert.deepEqual(run.points('loss'), [
		[0, 0.9],
		[1, 0.7],
		[7, Number.POSITIVE_INFINITY],
		[8, 0.5],
	]);
	const before: unknown = run.learnt.outcome;
	assert.equal(before, null);
	files.write(
		`${place}/experiment.json`,
		'{"stop_time": 50, "customer_error_reported": true, "customer_error_message": "no grapes"}',
	);
	read();
	assert.deepEqual([run.learnt.outcome?.status, run.learnt.error, run.learnt.endedAtMs], ['failed', 'no grapes', 50]);
});

test('Comet: an archive that is cut says so and shows what is there', () => {
	const files = loadFixture('comet');
	const path = '/comet/.cometml-runs/54e643bd0b5247c3866eac5f76c28354.zip';
	const {run, read} = follow(comet, files, '/comet/.cometml-runs');
	assert.equal(run.learnt.name, 'merlot-ok');
	files.write(path, files.readWhole(path, 1e6)!.subarray(0, 2000));
	read();
	assert.match(run.problems[0]?.message ?? '', /^Cut or damaged/);
});
