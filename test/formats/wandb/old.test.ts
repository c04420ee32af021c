import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wandb} from '../../../source/formats/wandb/index.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {openLog, readFiles} from './logs.ts';

const fixture = loadFixture('wandb');
const finished = '/wandb/old_0_8/dryrun-20261127_132118-03uuprdo';
const failed = '/wandb/old_0_8/dryrun-20261127_132122-it2v70sx';

test('0.8: rows, config, summary and the end', () => {
	const run = readFiles(fixture, finished);
	const {learnt} = run;
	assert.equal(learnt.id, '03uuprdo');
	assert.equal(learnt.name, null);
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'wandb-metadata.json: state finished, exit code 0'});
	assert.equal(learnt.startedAtMs, Date.parse('2026-11-27T13:21:18.678Z'));
	assert.equal(learnt.startedText, '2026-11-27 13:21:18');
	assert.equal(learnt.endedAtMs, Date.parse('2026-11-27T13:21:20.173Z'));
	assert.deepEqual(
		[learnt.host, learnt.user, learnt.command],
		['box', 'u', {argv: ['/home/u/venv/bin/python', 'train.py'], cwd: null}],
	);
	const {lr, s, later} = learnt.config;
	assert.deepEqual({lr, s, later}, {lr: 0.01, s: 'x', later: 5});
	assert.ok(!('_wandb' in learnt.config));
	assert.deepEqual(learnt.summary.best, {x: 1});
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.5],
		[2, 0.25],
	]);
	assert.equal(run.walls('loss')[2], 1_795_785_679_208.937);
	assert.deepEqual(run.points('n.b.c').at(-1), [2, 6]);
	assert.equal(run.aggregate('inf', 'nonfinite'), 3);
	for (const name of ['_step', '_runtime', 'img.width', 'tab.nrows', 'h.bins']) assert.ok(!run.metrics.has(name), name);
	assert.equal(learnt.extra.wandb, '0.8.36');
	assert.equal(learnt.extra.mode, 'offline');
	assert.deepEqual(run.problems, []);
});

test('0.8: what was measured of the machine', () => {
	const {system} = readFiles(fixture, finished);
	const cpu = system.get('cpu')!;
	assert.equal(cpu.length, 1);
	assert.ok(cpu.walls!.at(0) > 1_795_785_670_000);
	assert.ok(!system.has('_runtime'));
});

test('0.8: pictures, several side by side, histograms and tables', () => {
	const {pictures, learnt} = readFiles(fixture, finished);
	assert.deepEqual([...pictures.keys()].sort(), ['h', 'img', 'imgs', 'tab']);
	const place = (name: string) => pictures.get(name)!.at(0)!;
	assert.equal(place('imgs').file, `${finished}/media/images/imgs_0.png`);
	assert.ok(fixture.stat(place('img').file) !== null);
	const {file, offset, bytes} = place('h');
	assert.deepEqual(pictures.get('h')!.decode(fixture.readRange(file, offset, bytes)!), {
		kind: 'histogram',
		edges: Float64Array.of(1, 1.5, 2, 2.5, 3),
		counts: Float64Array.of(1, 0, 1, 1),
	});
	assert.equal((learnt.extra.media as Record<string, string>).img, 'image-file');
});

test('0.8: a code other than 0 is a failure, 255 an interruption; "running" is judged by life', () => {
	const {learnt} = readFiles(fixture, failed);
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'wandb-metadata.json: state failed, exit code 3'});
	assert.deepEqual(learnt.logFiles, [`${failed}/output.log`]);
	const place = '/ws/wandb/run-20200101_010101-x1';
	const outcomeOf = (json: string) =>
		readFiles(new MemoryFiles().write(`${place}/wandb-metadata.json`, json), place).learnt.outcome?.status;
	assert.equal(outcomeOf('{"state": "killed", "exitcode": 255}'), 'stopped');
	assert.equal(outcomeOf('{"state": "failed", "exitcode": 254}'), 'crashed');
	assert.equal(outcomeOf('{"state": "running"}'), undefined);
});

test('0.8: a config that is cut gives no half of a number, and one where nothing was set has no line feed', () => {
	const place = '/ws/wandb/run-20200101_010101-x1';
	const read = (config: string) => {
		const files = new MemoryFiles().write(`${place}/wandb-metadata.json`, '{"state": "finished", "exitcode": 0}');
		const {learnt, problems} = readFiles(files.write(`${place}/config.yaml`, config), place);
		return [learnt.config, problems.map(({message}) => message)];
	};
	assert.deepEqual(read('wandb_version: 1'), [{}, []]);
	const whole = 'wandb_version: 1\n\na:\n  desc: null\n  value: 2\nlr:\n  desc: null\n  value: 0.01\n';
	assert.deepEqual(read(whole), [{a: 2, lr: 0.01}, []]);
	const [config, messages] = read(whole.slice(0, -2)) as [{a: number; lr?: unknown}, string[]];
	assert.equal(config.a, 2);
	assert.notEqual(config.lr, 0);
	assert.match(messages[0]!, /^config\.yaml ends too early, at byte 74;/);
});

test('0.8: is followed while it grows, and ends', () => {
	const place = '/ws/wandb/run-20200101_010101-x1';
	const files = new MemoryFiles()
		.write(`${place}/wandb-metadata.json`, '{"state": "running", "startedAt": "2020-01-01T00:01:01"}')
		.write(`${place}/wandb-history.jsonl`, '{"loss": 1, "_step": 0, "_timestamp": 1577836861.5}\n{"loss": 0.5, "_st');
	const {run, read} = follow(wandb, files, place);
	assert.equal(run.points('loss').length, 1);
	assert.equal(run.learnt.lastSignMs, 1_577_836_861_500);
	files.append(`${place}/wandb-history.jsonl`, 'ep": 4}\nno json\n{"loss": NaN}\n');
	files.write(`${place}/wandb-metadata.json`, '{"state": "finished", "exitcode": 0, "heartbeatAt": "2020-01-01T00:02:00"}');
	read();
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 4, 5],
	);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.endedAtMs, Date.parse('2020-01-01T00:02:00Z'));
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Line 3 is not a JSON object and was skipped'],
	);
});

test('0.8: a copy with another name is known by its rows; what a later version put into files/ is not taken for one', () => {
	const rows = '{"loss": 1, "_step": 0}\n';
	const copy = new MemoryFiles().write('/my/best/wandb-history.jsonl', rows).write('/my/best/wandb-summary.json', '{"loss": 1}');
	assert.equal(readFiles(copy, '/my/best').points('loss').length, 1);
	const later = new MemoryFiles().write('/r/files/wandb-summary.json', '{}').write('/r/files/wandb-metadata.json', '{}');
	assert.deepEqual(wandb.detect({path: '/r/files', entries: later.list('/r/files')}, later), []);
	const place = '/ws/wandb/run-20261121_003418-abc123';
	const log = new MemoryFiles().write(`${place}/run-abc123.wandb`, '').write(`${place}/wandb-summary.json`, '{}');
	assert.deepEqual(wandb.detect({path: place, entries: log.list(place)}, log)[0]?.files, [`${place}/run-abc123.wandb`]);
	const collected = new Collected();
	readAll(openLog(copy, '/my/best'), collected);
	assert.equal(collected.only.learnt.id, null);
});
