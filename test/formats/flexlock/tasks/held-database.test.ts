import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../../memory-files.ts';
import {readOne} from '../read-tree.ts';
import {type TaskColumns, tasksDatabase} from '../tasks-database.ts';

const database = '/r/k/run.lock.tasks.db';
const startMs = Date.parse('2026-11-27T23:43:07Z');
const rows: TaskColumns[] = [
	{task_id: 'a', task_info: "'1'", status: 'done', node: 'local', ts_start: '2026-11-27 23:43:07', ts_end: '2026-11-27 23:43:09'},
	{task_id: 'b', task_info: "'2'", status: 'running', node: 'local', ts_start: '2026-11-27 23:43:09'},
];

/** A sweep of flexlock 0.2, whose files were made here some time after its first task began. */
function sweep(madeAfterMs: number, tasks = rows): MemoryFiles {
	const files = new MemoryFiles();
	files.tellsBirth = true;
	files.nowMs = startMs + madeAfterMs;
	return files
		.write('/r/k/run.lock', 'caller:\n  module: m\nconfig:\n  save_dir: k\n')
		.write(database, tasksDatabase(tasks, false))
		.write(`${database}-wal`, '');
}

test('a sweep of flexlock 0.2 with tasks left lives while somebody holds its database open, and has crashed when nobody does', () => {
	const {outcome, writer, signFiles, progress} = readOne(sweep(100), '/r/k').learnt;
	assert.equal(outcome, null, 'who lives is to be seen');
	assert.deepEqual(signFiles, [database, `${database}-wal`]);
	assert.deepEqual([writer.holdsOpen, writer.marksEnd, writer.endLost], [true, true, undefined]);
	assert.equal(progress?.step, 1);
});

test('that nobody holds the database of one open proves nothing where it may be a copy', () => {
	const {outcome, writer} = readOne(sweep(5000), '/r/k').learnt;
	assert.equal(outcome, null);
	assert.equal(writer.endLost?.status, 'unknown');
	assert.match(writer.endLost?.why ?? '', /^1 running, 1 done/);
});

test('what lies there without the log of its database, was given to a cluster, or has no tasks left is judged by its files', () => {
	const closed = readOne(sweep(100).remove(`${database}-wal`), '/r/k').learnt;
	assert.equal(closed.outcome?.status, 'unknown');
	const sent = readOne(sweep(100).write('/r/k/slurm_logs/slurm.out', ''), '/r/k').learnt;
	assert.equal(sent.outcome?.status, 'unknown');
	assert.equal(readOne(sweep(100, [rows[0]!]), '/r/k').learnt.outcome?.status, 'finished');
});
