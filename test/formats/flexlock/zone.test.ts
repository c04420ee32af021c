import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';
import {tasksDatabase} from './tasks-database.ts';

const startMs = Date.parse('2026-11-28T12:50:19.640Z');
const hourMs = 3_600_000;

/** A moment as `datetime.now().isoformat()` names it where clocks are so far ahead of the zone here. */
const stampOf = (ms: number, ahead: number) =>
	new Date(ms + ahead - new Date(ms + ahead).getTimezoneOffset() * 60_000).toISOString().slice(0, -1);

const lockOf = (ahead: number, more = '') =>
	`timestamp: '${stampOf(startMs, ahead)}'\nfingerprint: ab\nconfig:\n  lr: 1\n${more}`;
const markOf = (ahead: number, ms: number) => `{"ts": "${stampOf(ms, ahead)}", "version": 1}`;

/** Start and end of a run whose run.lock and mark were written so long after its start, against what they were. */
function timesOf(lock: [text: string, afterMs: number], mark?: [text: string, afterMs: number]) {
	const files = new MemoryFiles();
	for (const [name, written] of [['run.lock', lock] as const, ['run.complete', mark] as const]) {
		if (written === undefined) continue;
		files.nowMs = startMs + written[1];
		files.write(`/f/one/${name}`, written[0]);
	}
	const {startedAtMs, endedAtMs} = readOne(files, '/f/one').learnt;
	return [startedAtMs! - startMs, endedAtMs === null ? null : endedAtMs! - startMs];
}

test('stamps without an offset are those of another zone where the files that hold them prove it', () => {
	assert.deepEqual(timesOf([lockOf(0), 90]), [0, null]);
	assert.deepEqual(timesOf([lockOf(9 * hourMs), 90]), [0, null], 'a file is not older than what it says');
	const end = startMs + 60_220;
	assert.deepEqual(timesOf([lockOf(9 * hourMs), 90], [markOf(9 * hourMs, end), 60_221]), [0, 60_220]);
	const drifted = lockOf(9 * hourMs, 'code_drift:\n  m:\n  - m.py\n');
	assert.deepEqual(timesOf([drifted, 60_200], [markOf(9 * hourMs, end), 60_221]), [0, 60_220]);
	assert.deepEqual(timesOf([lockOf(-8 * hourMs), 90], [markOf(-8 * hourMs, end), 60_221]), [0, 60_220]);
	assert.deepEqual(timesOf([lockOf(-8 * hourMs), 90]), [0, null], 'it may run: no copy is made so exactly eight hours later');
	const alone = timesOf([lockOf(-8 * hourMs), 20_000]);
	assert.deepEqual(alone, [-8 * hourMs, null], 'it may have been copied after eight hours');
	const copied = timesOf([lockOf(0), 8 * hourMs], [markOf(0, end), 8 * hourMs + 3]);
	assert.deepEqual(copied, [0, 60_220], 'copied together, and not as they were written');
	assert.deepEqual(timesOf([lockOf(9 * hourMs).replace(/'\n/, "+00:00'\n"), 90])[1], null);
});

test('the tasks database, whose times are UTC, tells the zone of a task and of its sweep', () => {
	const ahead = -8 * hourMs;
	const record = {
		timestamp: stampOf(startMs, ahead),
		fingerprint: 'ab',
		config: {lr: 1, save_dir: 'out/a'},
		parent: 'out/run.lock',
	};
	const row = {
		task_id: 'aa',
		task_info: 'lr: 1\nsave_dir: out/a\n',
		status: 'running',
		ts_start: '2026-11-28 12:50:19',
		snapshot: JSON.stringify(record),
	};
	const files = new MemoryFiles();
	files.nowMs = startMs + 3 * hourMs + 7;
	files
		.write('/w/out/run.lock', `timestamp: '${stampOf(startMs - 2000, ahead)}'\nconfig:\n  save_dir: out\n  _snapshot_: {}\n`)
		.write('/w/out/run.lock.tasks.db', tasksDatabase([row]))
		.write('/w/out/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "aa"}')
		.write(
			'/w/out/a/run.lock',
			`timestamp: '${record.timestamp}'\nfingerprint: ab\nconfig:\n  lr: 1\n  save_dir: out/a\ntask_id: aa\n`,
		);
	assert.equal(readOne(files, '/w/out/a').learnt.startedAtMs, startMs);
	assert.equal(readOne(files, '/w/out').learnt.startedAtMs, startMs - 2000);
});
