import assert from 'node:assert/strict';
import {test} from 'node:test';
import {swanlab} from '../../../source/formats/swanlab/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const whole = '/swanlog/run-20261121_011508-7l3c1zxp';
const killed = '/swanlog/run-20261121_011540-ppabcff9';
const fixture = () => loadFixture('swanlab/swanlog');
const runs = readTree(swanlab, fixture(), '/swanlog');

test('reads what the log says of the run', () => {
	const {learnt} = runs.get('run-20261121_011508-7l3c1zxp')!;
	assert.equal(learnt.id, '7l3c1zxp');
	assert.equal(learnt.name, 'ok é');
	assert.deepEqual(learnt.tags, ['a', 'größe']);
	assert.deepEqual(learnt.notes, ['a note']);
	assert.equal(Math.round(learnt.startedAtMs!), Date.UTC(2026, 10, 21, 1, 15, 9, 87));
	assert.equal(Math.round(learnt.endedAtMs!), Date.UTC(2026, 10, 21, 1, 15, 9, 991));
	assert.equal(learnt.outcome?.status, 'finished');
	assert.deepEqual(learnt.config, {lr: 0.001, net: {l: [1, 2]}});
	assert.equal(learnt.pid, 16_724);
	assert.equal(learnt.host, 'vm');
	assert.equal(learnt.command?.cwd, '/data/swanproj');
	assert.equal(learnt.extra.project, 'proj');
});

test('reads each point once, though local mode writes it twice', () => {
	const run = runs.get('run-20261121_011508-7l3c1zxp')!;
	assert.deepEqual([...run.metrics.keys()].sort(), ['loss', 'val/acc']);
	assert.equal(run.points('loss').length, 25);
	assert.deepEqual(run.points('val/acc').at(-1), [48, 0.96]);
	assert.deepEqual(run.points('val/acc')[0], [0, 0]);
	assert.equal(runs.get('run-20261121_011534-43q2cctq')!.aggregate('bad', 'nonfinite'), 25);
});

test('a crash has its traceback', () => {
	const {learnt} = runs.get('run-20261121_011515-fwbvvyr9')!;
	assert.equal(learnt.outcome?.status, 'failed');
	assert.match(learnt.error!, /RuntimeError: boom$/);
});

test('while the log is still empty the lines of local mode give the points, without names', () => {
	const run = runs.get('run-20261121_011540-ppabcff9')!;
	assert.deepEqual([...run.metrics.keys()], ['logs/1', 'logs/2']);
	assert.equal(run.points('logs/1').length, 13);
	assert.equal(run.learnt.id, 'ppabcff9');
	assert.equal(run.learnt.outcome, null);
	assert.ok(run.learnt.startedAtMs !== null);
});

test('points get their names once the log has its first block, and none is lost or doubled', () => {
	const files = fixture();
	const log = `${whole}/run-7l3c1zxp.swanlab`;
	const bytes = files.readWhole(log, 1e6)!;
	files.write(log, '');
	const {run, read} = follow(swanlab, files, whole);
	assert.deepEqual([...run.metrics.keys()], ['logs/1', 'logs/2']);
	for (const size of [4200, 5000, bytes.length]) {
		files.write(log, bytes.subarray(0, size), {inPlace: true});
		read();
		assert.deepEqual([...run.metrics.keys()].sort(), ['loss', 'val/acc'], `${size} bytes`);
		assert.equal(run.points('loss').length, 25);
	}
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('without the lines of local mode the log gives everything, as it grows', () => {
	const source = fixture();
	const log = source.readWhole(`${whole}/run-7l3c1zxp.swanlab`, 1e6)!;
	const files = new MemoryFiles().write(`${whole}/run-7l3c1zxp.swanlab`, log.subarray(0, 4000));
	const {run, read} = follow(swanlab, files, whole);
	const early = run.points('loss').length;
	assert.ok(early > 0 && early < 25);
	assert.match(run.text, /step 0 loss 2\.007/);
	files.write(`${whole}/run-7l3c1zxp.swanlab`, log, {inPlace: true});
	read();
	assert.equal(run.points('loss').length, 25);
});

test('a log of another version is said, not misread', () => {
	const files = fixture();
	const log = Buffer.from(files.readWhole(`${whole}/run-7l3c1zxp.swanlab`, 1e6)!);
	log[6] = 9;
	files.write(`${whole}/run-7l3c1zxp.swanlab`, log);
	const {run} = follow(swanlab, files, whole);
	assert.match(run.problems[0]!.message, /log format 9 is not one that this reader knows; a later xtui may$/);
	assert.equal(run.learnt.outcome?.status, 'unknown');
});

test('a run directory whose log was not copied is still a run', () => {
	const files = fixture().remove(`${killed}/run-ppabcff9.swanlab`);
	assert.equal(follow(swanlab, files, killed).run.points('logs/1').length, 13);
});

test('its buffer explains silence: as long as a block of the log takes, and longer before the first', () => {
	const source = fixture();
	const log = source.readWhole(`${whole}/run-7l3c1zxp.swanlab`, 1e6)!;
	const files = new MemoryFiles().write(`${whole}/run-7l3c1zxp.swanlab`, '').write(`${whole}/files/config.yaml`, '');
	const {run, read} = follow(swanlab, files, whole);
	assert.equal(run.learnt.writer.bufferMs, 600_000);
	files.write(`${whole}/run-7l3c1zxp.swanlab`, log, {inPlace: true});
	read();
	assert.ok(run.learnt.writer.bufferMs > 0 && run.learnt.writer.bufferMs < 10_000);
	assert.equal(runs.get('run-20261121_011508-7l3c1zxp')!.learnt.writer.bufferMs, 0);
});

test('how a run ended whose log may not be read nobody knows, until it may', () => {
	const files = fixture();
	const log = `${whole}/run-7l3c1zxp.swanlab`;
	files.locked.add(log);
	const {run, read} = follow(swanlab, files, whole);
	assert.deepEqual(run.learnt.outcome, {status: 'unknown', why: 'its log cannot be read'});
	assert.deepEqual(run.problems, [{file: log, message: 'Cannot be read; check who may read it'}]);
	files.locked.clear();
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('a log that stays empty is said to be so, until its first block comes', () => {
	const files = fixture();
	const log = `${whole}/run-7l3c1zxp.swanlab`;
	const bytes = files.readWhole(log, 1e6)!;
	files.write(log, '');
	const {run, read} = follow(swanlab, files, whole);
	assert.equal(run.problems.length, 0, 'a writer may hold its records back');
	files.nowMs += 3_600_000;
	files.write(`${whole}/files/config.yaml`, 'lr: {value: 1}\n');
	read();
	assert.match(run.problems[0]!.message, /^run-7l3c1zxp.swanlab is empty: the names of its run and metrics and its end/);
	files.write(log, bytes, {inPlace: true});
	read();
	assert.deepEqual(run.problems, []);
});

test('a line of local mode that is damaged is told, and of one that is cut its own file is named', () => {
	const files = fixture();
	const path = `${killed}/logs/1/1000.log`;
	const line = (index: number) => `{"index": ${index}, "data": ${index / 2}, "create_time": "2026-11-26T18:45:10.0+00:00"}\n`;
	files.write(path, `${line(0)}{"index\u0000: 1}\n${line(2)}${line(3).slice(0, 20)}`);
	const {run, source} = follow(swanlab, files, killed);
	assert.deepEqual(run.points('logs/1').length, 2);
	const said = run.problems.filter(({file}) => file === path).map(({message}) => message);
	assert.deepEqual(said, ['Line 2 is not JSON and was skipped']);
	assert.deepEqual(source.unreadEnds?.(), [{file: path, bytes: 20}]);
});
