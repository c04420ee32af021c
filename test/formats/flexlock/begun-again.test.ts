import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {readAll, readOne} from './read-tree.ts';
import {tasksDatabase} from './tasks-database.ts';

const failed = JSON.stringify({version: 1, exc_type: 'ValueError', exc_message: 'no', timestamp: '2026-11-28T09:43:56.5+00:00'});
const complete = JSON.stringify({ts: '2026-11-28T09:43:57.5+00:00', version: 1, has_result: true});

/** A run.lock as flexlock 0.10 writes it at a start. */
const lockOf = (at: string, more = '') =>
	`timestamp: '${at}'\nfingerprint: ab\nconfig:\n  lr: 0.1\n  save_dir: results/one\n${more}result_storage: record\n`;
const again = '2026-11-28T09:44:02.25+00:00';

function standsAs(files: Record<string, string | Uint8Array>, path = '/f/results/one') {
	const all = new MemoryFiles();
	for (const [name, content] of Object.entries(files)) all.write(`/f/results/${name}`, content);
	const {outcome, startedAtMs, endedAtMs, error} = readOne(all, path).learnt;
	return [outcome?.status ?? null, startedAtMs, endedAtMs, error];
}

test('the mark of the start before is not that of a run which was begun again in its place', () => {
	const startMs = Date.parse(again);
	const running = [null, startMs, null, null];
	assert.deepEqual(standsAs({'one/run.lock': lockOf(again), 'one/run.error': failed}), running);
	assert.deepEqual(standsAs({'one/run.lock': lockOf(again), 'one/run.complete': complete}), running);
	const before = lockOf('2026-11-28T09:43:56.4+00:00');
	assert.equal(standsAs({'one/run.lock': before, 'one/run.error': failed})[0], 'failed');
	assert.equal(standsAs({'one/run.lock': before, 'one/run.complete': complete})[0], 'finished');
	const ended = lockOf(again, 'result:\n  loss: 1\n');
	assert.equal(standsAs({'one/run.lock': ended, 'one/run.complete': complete})[0], 'finished', 'its clock was set back');
});

test('a task that is sent to the directory of an earlier one has its record in the database', () => {
	const record = {record_version: 2, timestamp: again, config: {lr: 0.2, save_dir: 'results/s/b'}};
	const row = {task_id: 'bb', task_info: 'lr: 0.2\n', ts_start: '2026-11-28 09:44:02', snapshot: JSON.stringify(record)};
	const files = (more: Record<string, string>) => ({
		's/b/.flexlock_marker': '{"db": "run.lock.tasks.db", "task_id": "bb"}',
		's/b/run.lock': lockOf('2026-11-28T09:43:56.4+00:00', 'task_id: aa\n'),
		's/run.lock.tasks.db': tasksDatabase([{...row, ...more}]),
	});
	const startMs = Date.parse(again);
	const running = standsAs({...files({status: 'running'}), 's/b/run.error': failed}, '/f/results/s/b');
	assert.deepEqual(running, [null, startMs, null, null]);
	const ended = '{"ts": "2026-11-28T09:44:10.2+00:00", "version": 1}';
	const done = standsAs({...files({status: 'done'}), 's/b/run.complete': ended}, '/f/results/s/b');
	assert.deepEqual(done, ['finished', startMs, Date.parse('2026-11-28T09:44:10.2Z'), null]);
});

test('what the run before returned is not the result of a rerun in its place that has returned nothing', () => {
	const files = (more: Record<string, string>) => {
		const all = new MemoryFiles().write('/f/one/results.json', '{"acc": 0.9}');
		const lock = "timestamp: '2026-11-28T13:00:16.0'\nfingerprint: ab\nconfig:\n  lr: 0.9\n  save_dir: one\n";
		for (const [name, content] of Object.entries({'run.lock': lock, ...more})) all.write(`/f/one/${name}`, content);
		return readOne(all, '/f/one').learnt.summary;
	};
	assert.deepEqual(files({}), {});
	assert.deepEqual(files({'run.complete': '{"ts": "2026-11-28T13:00:17.5", "version": 1}'}), {acc: 0.9});
	assert.deepEqual(
		files({'run.complete': '{"ts": "2026-11-28T13:00:10.5", "version": 1}'}),
		{},
		'that mark is of the run before',
	);
	const early = "repos: {}\ntimestamp: '2026-11-28T13:00:16.0'\nconfig:\n  save_dir: one\n";
	assert.deepEqual(files({'run.lock': early}), {acc: 0.9}, 'the early versions leave no mark');
	const killed = (atMs: number) => {
		const all = new MemoryFiles();
		all.nowMs = Date.parse('2026-11-28T13:00:16.1Z') + atMs;
		all.write('/f/one/run.lock', "timestamp: '2026-11-28T13:00:16.0+00:00'\nfingerprint: ab\nconfig:\n  save_dir: one\n");
		all.nowMs += 5;
		all.write('/f/one/results.json', '{"acc": 0.9}');
		return readOne(all, '/f/one').learnt.summary;
	};
	assert.deepEqual(killed(0), {acc: 0.9}, 'it was written after the record, and the run killed before its mark');
	assert.deepEqual(killed(86_400_000), {}, 'times of a copy say nothing');
	assert.deepEqual(files({'run.lock': "timestamp: '2026-11-28T13:00:16.0'\nfingerprint: ab\n"}), {acc: 0.9}, 'its record is cut');
});

test('tasks that wrote over each other below their sweep are runs with what its database has of them; the last lies there', () => {
	const task = (id: string, lr: number, directory = 'out/sw') => ({
		ts_start: '2026-11-27 09:31:03',
		ts_end: '2026-11-27 09:31:04',
		task_id: id,
		task_info: `_target_: m.f\nlr: ${lr}\nsave_dir: ${directory}\n`,
		status: 'done',
		snapshot: JSON.stringify({parent: 'out/run.lock', fingerprint: id, config: {lr, save_dir: directory}}),
		result_info: `loss: ${lr}\n`,
	});
	const record = "timestamp: '2026-11-27T09:31:03'\nfingerprint: '74'\nconfig:\n  lr: 0.3\n  save_dir: out/sw\ntask_id: '74'\n";
	const files = new MemoryFiles()
		.write('/w/out/run.lock', "timestamp: '2026-11-27T09:31:03'\nconfig:\n  save_dir: out\n  _snapshot_: {}\n")
		.write('/w/out/sw/run.lock', record)
		.write('/w/out/sw/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "74"}')
		.write('/w/out/sw/run.complete', '{"ts": "2026-11-27T09:31:32.5", "version": 1, "has_result": true}')
		.write('/w/out/run.lock.tasks.db', tasksDatabase([task('97', 0.1), task('74', 0.3), task('12', 0.2, 'out/other')]));
	const runs = readAll(files, '/w/out/sw');
	assert.deepEqual(
		[...runs].map(([key, {learnt}]) => [key, learnt.id, learnt.config.lr, learnt.summary, learnt.outcome?.status, learnt.parent]),
		[
			['', '74', 0.3, {loss: 0.3}, 'finished', 'out/run.lock'],
			['97', '97', 0.1, {loss: 0.1}, 'finished', 'out/run.lock'],
		],
	);
	const {problems} = runs.get('')!;
	const rest = {status: 'running', result_info: '', ts_end: ''};
	files
		.write('/w/out/sw/results.json', '{"loss": 0.1}')
		.write('/w/out/run.lock.tasks.db', tasksDatabase([task('97', 0.1), {...task('74', 0.3), ...rest}]));
	const {learnt} = readOne(files, '/w/out/sw');
	assert.deepEqual([learnt.outcome, learnt.summary], [null, {}], 'mark and result there are of the one that has ended');
	assert.deepEqual(problems, [
		{
			file: '/w/out/run.lock.tasks.db',
			message:
				'1 other task of its sweep had the same save_dir as the run that is left there, and what this database has of them is all that is left; give each task a save_dir of its own',
		},
	]);
});

test('a run that was begun by itself where a task of a sweep had ended is not that task, whose marker is still there', () => {
	const lock = (second: number, more = '') =>
		`timestamp: '2026-11-28T16:48:${second}.5'\nfingerprint: ab\nconfig:\n  lr: 0.8\n  save_dir: out/a\n${more}`;
	const row = {
		task_id: 'aa',
		task_info: 'lr: 0.1\nsave_dir: out/a\n',
		status: 'done',
		snapshot: JSON.stringify({timestamp: '2026-11-28T16:48:17.5', config: {lr: 0.1, save_dir: 'out/a'}}),
		result_info: 'acc: 0.85\n',
	};
	const summariesOf = (record: string) => {
		const files = new MemoryFiles()
			.write('/w/out/run.lock.tasks.db', tasksDatabase([row]))
			.write('/w/out/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "aa"}')
			.write('/w/out/a/run.lock', record)
			.write('/w/out/a/results.json', '{"acc": 0.15}')
			.write('/w/out/a/run.complete', '{"ts": "2026-11-28T16:48:25.5", "version": 1, "has_result": true}');
		return [...readAll(files, '/w/out/a').values()].map(({learnt}) => learnt.summary);
	};
	assert.deepEqual(summariesOf(lock(23)), [{acc: 0.15}, {acc: 0.85}], 'and the task is a run with what is left of it');
	assert.deepEqual(summariesOf(lock(17, 'task_id: aa\n')), [{acc: 0.85}], 'the record of the task itself');
	assert.deepEqual(summariesOf(lock(10)), [{acc: 0.85}], 'it was there before the task');
});
