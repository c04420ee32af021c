import assert from 'node:assert/strict';
import {test} from 'node:test';
import {comet} from '../../../source/formats/comet/index.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/w/tmp1';
const metric = (metricName: string, metricValue: number | string, step: number | null, atMs: number): string =>
	`${JSON.stringify({payload: {local_timestamp: atMs, message_id: 1, metric: {metricName, metricValue, step}}, type: 'metric_msg'})}\n`;

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

test('Comet: a log of chats and an archive that holds one are none of its', () => {
	const key = '0123456789abcdef0123456789abcdef';
	const chat = `${JSON.stringify({payload: {text: 'hello', message_id: 'a1'}, type: 'message'})}\n`;
	const other = new MemoryFiles()
		.write('/w/chat/messages.json', chat)
		.write(`/w/chat/${key}.zip`, zipOf({'data/messages.json': chat, 'messages.json': chat}))
		.write(`/w/ours/${key}.zip`, zipOf({'experiment.json': '{}', 'messages.json': metric('loss', 0.5, 1, 1)}));
	const claims = (path: string) => comet.detect({path, entries: other.list(path)}, other);
	assert.deepEqual(claims('/w/chat'), []);
	assert.deepEqual(claims('/w/ours')[0]?.files, [`/w/ours/${key}.zip`]);
});

test('Comet: values that are told with an epoch alone stand at it, and none stand at one place', () => {
	const told = (metricName: string, metricValue: number, epoch: number) =>
		`${JSON.stringify({payload: {local_timestamp: 1, message_id: 1, metric: {metricName, metricValue, step: null, epoch}}})}\n`;
	const text = told('val', 0.5, 1) + told('val', 0.6, 2) + told('batch', 3, 0) + told('batch', 2, 0) + told('batch', 1, 1);
	const {run} = follow(comet, new MemoryFiles().write(`${place}/messages.json`, text), place);
	assert.deepEqual(
		run.points('val').map(([step]) => step),
		[1, 2],
	);
	assert.deepEqual(
		run.points('batch').map(([step]) => step),
		[0, 1, 2],
	);
});

test('Comet: an archive that is cut within its first file has no end that could be known', () => {
	const path = '/w/.cometml-runs/0123456789abcdef0123456789abcdef.zip';
	const {run} = follow(comet, new MemoryFiles().write(path, 'PK\x03\x04'), '/w/.cometml-runs');
	assert.deepEqual(
		[run.learnt.outcome?.status, run.learnt.outcome?.why],
		['unknown', 'its archive was cut, and how it ended is lost'],
	);
	assert.match(run.problems[0]?.message ?? '', /^Cut or damaged/);
});

test('Comet: a parameter that is called like a group of others takes none of them away', () => {
	const parameter = (paramName: string, paramValue: string) =>
		`${JSON.stringify({payload: {message_id: 1, param: {paramName, paramValue}}, type: 'parameter_msg'})}\n`;
	const read = (...parts: string[]) =>
		follow(comet, new MemoryFiles().write(`${place}/messages.json`, parts.join('')), place).run.learnt.config;
	const [inner, outer] = [parameter('optimizer|adam|lr', '0.1'), parameter('optimizer', 'adam')];
	const expected = {optimizer: 'adam', 'optimizer/adam/lr': '0.1'};
	assert.deepEqual([read(inner, outer), read(outer, inner)], [expected, expected]);
});

test('Comet: a log that another one has taken the place of is read as if it were the first', () => {
	const file = `${place}/messages.json`;
	const parameter = `${JSON.stringify({payload: {message_id: 1, param: {paramName: 'lr', paramValue: 1}}, type: 'parameter_msg'})}\n`;
	const before = parameter + metric('loss', 0.9, null, 10) + metric('loss', 0.7, null, 20) + metric('old', 1, null, 20);
	const files = new MemoryFiles().write(file, before);
	const {run, read} = follow(comet, files, place);
	files.write(file, metric('loss', 0.5, null, 30));
	read();
	assert.deepEqual([run.points('loss'), run.learnt.config], [[[0, 0.5]], {}]);
});
