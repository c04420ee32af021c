import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';
import {type TaskColumns, tasksDatabase} from './tasks-database.ts';

const at = (second: number) => `2026-11-27 09:31:${second}`;
const momentOf = (second: number) => Date.parse(`2026-11-27T09:31:${second}Z`);
const sweepLock = 'task_record: dir\nconfig:\n  save_dir: out/s\n  _snapshot_: {}\n';

/** A sweep whose run.lock does not say when it began. */
function sweepOf(rows: readonly TaskColumns[], more: Record<string, string> = {}): MemoryFiles {
	const files = new MemoryFiles().write('/w/out/s/run.lock', sweepLock);
	for (const [name, content] of Object.entries(more)) files.write(`/w/out/s/${name}`, content);
	return files.write('/w/out/s/run.lock.tasks.db', tasksDatabase(rows));
}

const task = (id: string, status: string, more: TaskColumns = {}): TaskColumns => ({
	task_id: id,
	status,
	tag: 't',
	task_info: `lr: 0.1\nsave_dir: out/s/${id}\n`,
	...more,
});

test('a sweep began with its first task, ends with its last, and is where a task of it runs that is not on this machine', () => {
	const rows = [
		task('a', 'done', {node: 'gpu3', ts_start: at(33), ts_end: at(38)}),
		task('b', 'done', {node: 'local', ts_start: at(31), ts_end: at(39)}),
		task('c', 'done', {node: 'gpu4', ts_start: at(35), ts_end: at(36)}),
	];
	const over = readOne(sweepOf(rows), '/w/out/s').learnt;
	assert.deepEqual([over.startedAtMs, over.endedAtMs, over.host], [momentOf(31), momentOf(39), null]);
	const running = (node: string) =>
		readOne(sweepOf([...rows, task('d', 'running', {node, ts_start: at(40)})]), '/w/out/s').learnt;
	assert.deepEqual([running('gpu7').host, running('local').host, running('gpu7').endedAtMs], ['gpu7', null, null]);
});

test('a sweep that was interrupted goes on with what is left of it, and has not ended while a task runs', () => {
	const list = {'run.lock.tasks': '- status: interrupted\n  task: {save_dir: out/s/b}\n'};
	const read = (...rows: TaskColumns[]) => readOne(sweepOf(rows, list), '/w/out/s').learnt;
	const [done, interrupted] = [task('a', 'done', {ts_end: at(32)}), task('b', 'interrupted', {ts_end: at(33)})];
	const stopped = read(done, interrupted);
	assert.deepEqual([stopped.outcome?.status, stopped.command?.argv.at(-1)], ['stopped', '--reclaim']);
	assert.equal(read(done, interrupted, task('c', 'pending')).outcome?.status, 'stopped');
	assert.notEqual(read(done, interrupted, task('c', 'running')).outcome?.status, 'stopped');
	assert.notEqual(read(done, task('c', 'pending')).outcome?.status, 'stopped', 'nothing of it was interrupted');
	assert.equal(read(done).command, null);
});

test('a run.error that does not say what it was is what the row of its task says', () => {
	const read = (status: string) => {
		const files = sweepOf([task('a', status, {error: 'ValueError: no'})])
			.write('/w/out/s/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "a"}')
			.write('/w/out/s/a/run.error', '{"exc_type": "Key');
		const {outcome} = readOne(files, '/w/out/s/a').learnt;
		return outcome?.status;
	};
	assert.deepEqual(
		[read('interrupted'), read('failed'), read('done'), read('running')],
		['stopped', 'failed', 'failed', 'failed'],
	);
});

test('stages of a composite task whose records are in the database alone have the config and the result of their own', () => {
	const stage = (name: string, lr: number) => ({fingerprint: name, record_version: 2, config: {lr, save_dir: `out/s/${name}`}});
	const row = task('aa', 'done', {
		ts_start: at(31),
		ts_end: at(39),
		task_info: '_stages_:\n- save_dir: out/s/prep\n- save_dir: out/s/fit\n',
		snapshot: JSON.stringify({stages: {'/far/out/s/prep': stage('prep', 0.1), '/far/out/s/fit': stage('fit', 0.2), odd: null}}),
		result_info: '- result: {rows: 3}\n  save_dir: out/s/prep\n- result: {loss: 0.5}\n  save_dir: out/s/fit\n',
	});
	const files = sweepOf([row]);
	const read = (name: string) => {
		files.write(`/w/out/s/${name}/.flexlock_marker`, '{"db": "run.lock.tasks.db", "task_id": "aa"}');
		const {id, config, summary, startedAtMs} = readOne(files, `/w/out/s/${name}`).learnt;
		return [id, config.lr, summary, startedAtMs];
	};
	assert.deepEqual(read('prep'), ['aa/prep', 0.1, {rows: 3}, momentOf(31)]);
	assert.deepEqual(read('fit'), ['aa/fit', 0.2, {loss: 0.5}, null], 'when the second began nothing tells');
});

test('a task up to 0.9, whose row has only what differs, is of the code and has the note of its sweep', () => {
	const record =
		'repos:\n  main: {commit: abc123, tree: d4, is_dirty: true}\nnote: wider\nenv: {python: 3.11.2}\ndata: {raw: ff}\n';
	const row = task('a', 'done', {snapshot: JSON.stringify({fingerprint: 'a', config: {lr: 0.1, save_dir: 'out/s/a'}})});
	const files = sweepOf([row], {'run.lock': `${record}${sweepLock}`});
	files.write('/w/out/s/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "a"}');
	const {git, notes, extra} = readOne(files, '/w/out/s/a').learnt;
	assert.deepEqual([git?.commit, git?.dirty, notes], ['abc123', true, ['wider']]);
	assert.deepEqual([extra.Environment, extra.Data], [{python: '3.11.2'}, undefined], 'its data are its own');
});

test('sendings that were written over are listed in the order in which they began', () => {
	const sent = (id: string, second: number) =>
		task(id, 'done', {
			tag: id,
			ts_start: at(second),
			ts_end: at(second + 1),
			snapshot: JSON.stringify({fingerprint: id, config: {lr: second, save_dir: 'out/s'}}),
		});
	const files = sweepOf([sent('last', 41), sent('first', 31), sent('middle', 35)]);
	files.write('/w/out/s/.flexlock_marker', '{"db": "s/run.lock.tasks.db", "task_id": "last"}');
	const {config, extra} = readOne(files, '/w/out/s').learnt;
	assert.equal(config.lr, 41);
	assert.deepEqual(Object.keys(extra['Written over'] as object), ['first', 'middle']);
});
