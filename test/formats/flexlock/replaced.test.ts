import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkData} from '../../../source/formats/flexlock/data-check.ts';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {recordOf} from '../../../source/formats/flexlock/record/record.ts';
import {timeOf} from '../../../source/formats/flexlock/record/values.ts';
import {Collected} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';
import {type TaskColumns, tasksDatabase} from './tasks-database.ts';

const row = (id: string, status: string, more: TaskColumns = {}): TaskColumns => ({
	task_id: id,
	status,
	node: 'local',
	task_info: 'save_dir: out/a\n',
	snapshot: JSON.stringify({fingerprint: id, config: {save_dir: 'out/a'}}),
	...more,
});

test('of tasks that shared a directory those are told that ended, as long as the database has them', () => {
	const files = new MemoryFiles()
		.write('/w/out/run.lock', "timestamp: '2026-11-27T09:31:03'\nconfig:\n  save_dir: out\n  _snapshot_: {}\n")
		.write('/w/out/a/run.lock', 'fingerprint: own\nconfig:\n  save_dir: out/a\ntask_id: own\n')
		.write('/w/out/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "own"}');
	const write = (...rows: TaskColumns[]) => files.write('/w/out/run.lock.tasks.db', tasksDatabase([row('own', 'done'), ...rows]));
	write(
		row('far', 'failed', {node: 'gpu7', error: 'ValueError: no'}),
		row('near', 'done', {
			result_info: 'loss: 1\n',
			snapshot: JSON.stringify({fingerprint: 'near', repos: {main: 'c0ffee'}, config: {save_dir: 'out/a'}}),
		}),
		row('waits', 'pending'),
		row('', 'done'),
	);
	const [claim] = flexlock.detect({path: '/w/out/a', entries: files.list('/w/out/a')}, files);
	const source = flexlock.open(claim!, files);
	const sink = new Collected();
	source.read(sink, 1e9);
	const told = [...sink.runs].map(([key, {learnt}]) => [key, learnt.host, learnt.summary, learnt.outcome?.status, learnt.parent]);
	assert.deepEqual(told.slice(1), [
		['far', 'gpu7', {}, 'failed', 'out/run.lock'],
		['near', null, {loss: 1}, 'finished', 'out/run.lock'],
	]);
	const {git, group, name} = sink.run('near').learnt;
	assert.deepEqual([git?.commit, group, name], ['c0ffee', 'out', 'a']);
	write(row('near', 'done'));
	source.read(sink, 1e9);
	assert.deepEqual([sink.run('far').removed, sink.run('near').removed], [true, false]);
	write();
	source.read(sink, 1e9);
	assert.equal(sink.run('near').removed, true);
});

test('what was chosen for a run stands in its details as it was typed', () => {
	const preset = 'config:\n  save_dir: out/a\n  _preset_:\n    defaults: lab:cfg\n    select: train\n    overrides: [lr=0.2]\n';
	const {extra} = readOne(
		new MemoryFiles().write('/w/out/a/run.lock', `fingerprint: ab\n${preset}`).write('/w/out/a/run.complete', '{}'),
		'/w/out/a',
	).learnt;
	assert.deepEqual(extra.Preset, {defaults: 'lab:cfg', select: 'train', overrides: ['lr=0.2']});
});

test('inputs stand in the details with where they were and how they were hashed; an end is the last sign of life', () => {
	const lock = `fingerprint: ab
repos: {main: {commit: c0ffee, is_dirty: perhaps}}
data: {raw: 0124a, old: 77}
data_identity: {raw: {path: /d/raw.csv, algorithm: xxh64}}
config: {save_dir: out/a}
`;
	const files = new MemoryFiles().write('/w/out/a/run.lock', lock);
	const {extra, notes, git, ...open} = readOne(files, '/w/out/a').learnt;
	assert.deepEqual(extra.Data, {raw: {hash: '0124a', path: '/d/raw.csv', algorithm: 'xxh64'}, old: {hash: 77}});
	assert.deepEqual([notes, git?.commit, git?.dirty, open.lastSignMs, open.endedAtMs], [[], 'c0ffee', null, null, null]);
	files.write('/w/out/a/run.complete', '{"ts": "2026-11-28T13:00:17.5+00:00", "version": 1}');
	const {lastSignMs, endedAtMs} = readOne(files, '/w/out/a').learnt;
	assert.deepEqual([lastSignMs, endedAtMs], [Date.parse('2026-11-28T13:00:17.5Z'), Date.parse('2026-11-28T13:00:17.5Z')]);
	assert.deepEqual(checkData(files, '/w/out/a', recordOf({data: {raw: 77}})), [], 'a hash that is no text is none');
});

test('an input is compared to its last byte, however long it is', () => {
	const long = Buffer.alloc(2_500_000, 'x');
	const record = recordOf({data: {set: 'HASH'}, data_identity: {set: {path: '/w/set.bin', algorithm: 'xxh64'}}});
	const hash = (bytes: Uint8Array) => checkData(new MemoryFiles().write('/w/set.bin', bytes), '/w/out/a', record)[0]?.now;
	const whole = hash(long);
	assert.match(whole ?? '', /^[0-9a-f]{16}$/);
	for (const place of [0, 1024 * 1024 - 1, 1024 * 1024, long.length - 1]) {
		const other = Buffer.from(long);
		other[place] = 0;
		assert.notEqual(hash(other), whole, `byte ${place}`);
	}
	assert.notEqual(hash(long.subarray(0, -1)), whole);
});

test('times of the database are UTC wherever this is read, with parts of a second or without', context => {
	const zone = process.env.TZ;
	context.after(() => {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	});
	process.env.TZ = 'America/New_York';
	assert.equal(timeOf('2026-11-27 09:31:03'), Date.parse('2026-11-27T09:31:03Z'));
	assert.equal(timeOf('2026-11-27 09:31:03.25'), Date.parse('2026-11-27T09:31:03.250Z'));
});
