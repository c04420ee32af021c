import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne, readTree} from './read-tree.ts';
import {type TaskColumns, tasksDatabase} from './tasks-database.ts';

const when = (second: number) => `2026-11-27 09:31:${second}`;
const ended = {node: 'local', ts_start: when(31), ts_end: when(32)};

/** A sweep of flexlock 0.2: its tasks write a run.lock each, and nothing that says whose they are. */
function earlySweep(): MemoryFiles {
	const files = new MemoryFiles();
	const rows = [1, 2, 3].map(p => ({task_id: `f0${p}`, task_info: `p: ${p}\n`, ...ended}));
	const [first, second, third] = [
		{...rows[0], status: 'done', result_info: 'n: 18\n'},
		{...rows[1], status: 'failed', error: 'item 2 failed ☃'},
		{...rows[2], status: 'done', result_info: 'n: 20\n'},
	];
	files.write('/w/results/sweep/run.lock.tasks.db', tasksDatabase([first, second, third], false));
	files.write('/w/results/sweep/run.lock.tasks', '- n: 18\n- p: 2\n- n: 20\n');
	files.write('/w/results/sweep/config.yaml', 'param: 4\nsave_dir: results/sweep\n');
	for (const p of [1, 3]) {
		const config = `config:\n  param: 4\n  save_dir: results/sweep/p${p}\n  item:\n    p: ${p}\n`;
		files.write(`/w/results/sweep/p${p}/run.lock`, `caller:\n  filepath: proc.py\nrepos: {}\n${config}`);
	}
	return files;
}

test('failed tasks of a sweep that share a directory are all told', () => {
	const row = (id: string, n: number) => ({
		task_id: id,
		task_info: `n: ${n}\nsave_dir: out/k\n`,
		status: 'failed',
		error: `no ${n}`,
	});
	const files = new MemoryFiles().write('/w/out/run.lock.tasks.db', tasksDatabase([row('aa', 1), row('bb', 2)]));
	assert.deepEqual(readOne(files, '/w/out').learnt.extra['Failed tasks'], {aa: 'no 1', bb: 'no 2'});
});

test('a sweep of flexlock 0.2, which has no run.lock, is a run with its tasks', () => {
	const runs = readTree(earlySweep(), '/w');
	assert.deepEqual(
		[...runs].map(([path, {learnt}]) => [path, learnt.outcome?.status, learnt.parent]),
		[
			['results/sweep', 'failed', null],
			['results/sweep/p1', 'finished', 'results/sweep/run.lock'],
			['results/sweep/p3', 'finished', 'results/sweep/run.lock'],
		],
	);
	const {learnt, problems} = runs.get('results/sweep')!;
	assert.deepEqual([learnt.id, learnt.config.param, learnt.command, problems], ['results/sweep/run.lock', 4, null, []]);
	assert.deepEqual(learnt.extra['Failed tasks'], {'{p: 2}': 'item 2 failed ☃'});
	const task = runs.get('results/sweep/p3')!.learnt;
	assert.deepEqual([task.summary, task.group, task.startedAtMs], [{n: 20}, 'sweep', Date.parse('2026-11-27T09:31:31Z')]);
});

test('a run that two tasks may have been is neither of them', () => {
	const files = earlySweep();
	const rows = ['a', 'b'].map(id => ({task_id: id, task_info: 'p: 1\n', status: 'done', ...ended}));
	files.write('/w/results/sweep/run.lock.tasks.db', tasksDatabase(rows, false));
	const {learnt} = readOne(files, '/w/results/sweep/p1');
	assert.deepEqual([learnt.outcome?.status, learnt.parent], ['unknown', null]);
});

test('the list of results that flexlock 0.2 writes says nothing of how its tasks went', () => {
	const files = earlySweep().remove('/w/results/sweep/run.lock.tasks.db');
	const {learnt} = readOne(files, '/w/results/sweep');
	assert.deepEqual([learnt.progress ?? null, learnt.outcome?.status], [null, 'unknown']);
});

test('a sweep that lost its run.lock is listed where its tasks say that it was, and that is told', () => {
	const snapshot = JSON.stringify({parent: 'out/ks/run.lock', record_version: 2, config: {save_dir: 'out/ks/a'}});
	const rows = [
		{task_id: 'a', status: 'done', ...ended, snapshot, tag: 't'},
		{task_id: 'b', status: 'pending', tag: 't'},
	];
	const files = new MemoryFiles().write('/w/out/ks/run.lock.tasks.db', tasksDatabase(rows));
	const {learnt, problems} = readOne(files, '/w/out/ks');
	assert.deepEqual([learnt.id, learnt.progress?.step, learnt.progress?.total], ['out/ks/run.lock', 1, 2]);
	assert.equal(problems[0]?.message, 'run.lock is missing, and with it what is recorded of this sweep; restore it from a copy');
	assert.equal(learnt.command?.argv[0], 'flexlock-worker');
});

test('a sweep that was interrupted, and came to its end in order, is stopped', () => {
	const rows = [
		{task_id: 'a', status: 'interrupted', ...ended, tag: 't'},
		{task_id: 'b', status: 'pending', tag: 't'},
	];
	const lock = "timestamp: '2026-11-27T09:28:09+00:00'\ntask_record: dir\nconfig:\n  save_dir: out/kbs\n";
	const files = new MemoryFiles().write('/w/out/kbs/run.lock', lock).write('/w/out/kbs/.flexlock-controller.lock', '');
	files.write('/w/out/kbs/run.lock.tasks.db', tasksDatabase(rows));
	const outcome = () => readOne(files, '/w/out/kbs').learnt.outcome?.status ?? null;
	assert.equal(outcome(), null, 'its controller may live');
	files.write('/w/out/kbs/run.lock.tasks', '- status: interrupted\n  task: {save_dir: out/kbs/a}\n');
	assert.equal(outcome(), 'stopped');
	files.nowMs += 60_000;
	files.write('/w/out/kbs/run.lock.tasks.db', tasksDatabase(rows));
	assert.equal(outcome(), null, 'it was taken up again since');
});

test('a stage of a composite task that failed before its record is told by run.error', () => {
	const stage = (name: string) =>
		`- _preset_:\n    defaults: lab:cfg\n    select: ${name}\n  lr: 0.1\n  save_dir: out/c/lr/${name}\n`;
	const rows = [
		{task_id: '923b', status: 'failed', ...ended, tag: 't', task_info: `_stages_:\n${stage('clean')}${stage('test')}`},
	];
	const lock = "timestamp: '2026-11-27T09:28:09+00:00'\ntask_record: dir\nconfig:\n  save_dir: out/c\n";
	const error = {exc_type: 'ValueError', task_id: '923b', stage: 'stage 2/2 test', timestamp: '2026-11-27T09:31:32+00:00'};
	const files = new MemoryFiles()
		.write('/w/out/c/run.lock', lock)
		.write('/w/out/c/run.lock.tasks.db', tasksDatabase(rows))
		.write('/w/out/c/lr/test/.flexlock-controller.lock', '')
		.write('/w/out/c/lr/test/run.error', JSON.stringify(error));
	const {learnt} = readOne(files, '/w/out/c/lr/test');
	assert.deepEqual([learnt.id, learnt.parent, learnt.group], ['923b/test', 'out/c/run.lock', 'c']);
	assert.equal(learnt.parent, readOne(files, '/w/out/c').learnt.id);
	assert.deepEqual([learnt.config.lr, learnt.startedAtMs], [0.1, null]);
	assert.deepEqual(learnt.command?.argv.slice(3, 7), ['-s', 'test', '-o', 'test.lr=0.1']);
});

test('a stage that lost its end mark has finished where its task failed in a later one', () => {
	const task_info = `_stages_:\n${['clean', 'fit', 'test'].map(name => `- save_dir: out/c/${name}\n`).join('')}`;
	const row = {task_id: '5a3c', status: 'failed', ...ended, task_info, error: '[stage 2/3 fit] Traceback\nValueError: no'};
	const files = new MemoryFiles().write('/w/out/c/run.lock.tasks.db', tasksDatabase([row]));
	const outcome = (name: string) => {
		files.write(`/w/out/c/${name}/.flexlock_marker`, '{"db": "../run.lock.tasks.db", "task_id": "5a3c"}');
		const {learnt} = readOne(files, `/w/out/c/${name}`);
		return [learnt.outcome?.status, learnt.error === null];
	};
	assert.deepEqual(outcome('clean'), ['finished', true]);
	assert.deepEqual(outcome('fit'), ['failed', false]);
});

test('the id of a sweep of 0.8 is what its tasks call their parent', () => {
	const lock = "timestamp: '2026-11-27T09:30:12'\nnote: all\nconfig:\n  save_dir: out/dj\n  _snapshot_: {}\n";
	const rows = [
		{task_id: 'a', status: 'done', ...ended, snapshot: '{"parent": "out/dj/run.lock"}'},
		{task_id: 'b', status: 'done'},
	];
	const files = new MemoryFiles().write('/w/out/dj/run.lock', lock);
	files.write('/w/out/dj/run.lock.tasks.db', tasksDatabase(rows));
	assert.equal(readOne(files, '/w/out/dj').learnt.id, 'out/dj/run.lock');
});

test('a mark that lies alone is a run where it reads as flexlock writes it', () => {
	const lone = (name: string, text: string) => readTree(new MemoryFiles().write(`/w/a/${name}`, text), '/w').size;
	const error = '{\n  "version": 1,\n  "exc_type": "ValueError",\n  "task_id": "a455"\n}';
	assert.equal(lone('run.error', error), 1);
	assert.equal(lone('run.complete', '{"ts": "2026-11-27T10:09:06.280551", "version": 1, "has_result": true}'), 1);
	assert.equal(lone('run.error', 'out of memory\n'), 0);
	assert.equal(lone('run.complete', ''), 0);
});

test('tasks that wrote over each other in the directory of their sweep are that sweep, and no run mixed from them', () => {
	const task = (id: string, lr: number) => ({
		...ended,
		task_id: id,
		task_info: `lr: ${lr}\nsave_dir: out/sh\n`,
		snapshot: JSON.stringify({parent: 'out/sh/run.lock', fingerprint: id, config: {lr, save_dir: 'out/sh'}}),
	});
	const [failed, done] = [
		{...task('97', 0.1), status: 'failed', error: 'RuntimeError: nan'},
		{...task('74', 0.3), status: 'done', result_info: 'lr: 0.3\n'},
	];
	const files = new MemoryFiles()
		.write('/w/out/sh/run.lock', "timestamp: '2026-11-27T09:31:31'\nfingerprint: '97'\nconfig:\n  save_dir: out/sh\n  lr: 0.1\n")
		.write('/w/out/sh/run.complete', '{"ts": "2026-11-27T09:31:32.5", "version": 1, "has_result": true}')
		.write('/w/out/sh/results.json', '{"lr": 0.3}')
		.write('/w/out/sh/.flexlock_marker', '{"db": "sh/run.lock.tasks.db", "task_id": "74"}')
		.write('/w/out/sh/run.lock.tasks.db', tasksDatabase([failed, done]));
	const {learnt, problems} = readOne(files, '/w/out/sh');
	assert.deepEqual([learnt.id, learnt.parent, learnt.outcome?.status], ['out/sh/run.lock', null, 'failed']);
	assert.deepEqual([learnt.config, learnt.summary, problems], [{save_dir: 'out/sh'}, {}, []]);
	assert.deepEqual(learnt.progress, {step: 2, total: 2, unit: 'task', from: 'run.lock.tasks.db'});
	files.write(
		'/w/out/sh/run.lock.tasks.db',
		tasksDatabase([done, {task_id: '98', task_info: failed.task_info, status: 'pending'}]),
	);
	assert.deepEqual([readOne(files, '/w/out/sh').learnt.outcome, readOne(files, '/w/out/sh').learnt.progress?.step], [null, 1]);
	files.write('/w/out/sh/run.lock.tasks.db', tasksDatabase([done]));
	assert.equal(readOne(files, '/w/out/sh').learnt.outcome?.status, 'finished', 'a single task is the run');
});

test('a task that was sent off again into its directory is the run that is there, not a sweep with the one it wrote over', () => {
	const task = (id: string, lr: number, second: number) => ({
		...ended,
		task_id: id,
		tag: `of ${id}`,
		task_info: `_target_: m.f\nlr: ${lr}\nsave_dir: out/sh\n`,
		status: 'done',
		ts_start: `2026-11-27 09:31:0${second}`,
		ts_end: `2026-11-27 09:31:0${second + 1}`,
		snapshot: JSON.stringify({parent: 'out/sh/run.lock', fingerprint: id, config: {lr, save_dir: 'out/sh'}}),
		result_info: `loss: ${lr}\n`,
	});
	const read = (...rows: ReturnType<typeof task>[]) => {
		const files = new MemoryFiles()
			.write('/w/out/sh/run.lock', "timestamp: '2026-11-27T09:31:03'\nconfig:\n  save_dir: out/sh\n  _snapshot_: {}\n")
			.write('/w/out/sh/.flexlock_marker', `{"db": "sh/run.lock.tasks.db", "task_id": "${rows.at(-1)!.task_id}"}`)
			.write('/w/out/sh/run.lock.tasks.db', tasksDatabase(rows));
		return readOne(files, '/w/out/sh').learnt;
	};
	const [first, second] = [task('97', 0.1, 1), task('74', 0.3, 2)];
	const learnt = read(first, second);
	assert.deepEqual([learnt.config.lr, learnt.summary, learnt.progress], [0.3, {loss: 0.3}, null]);
	assert.deepEqual(learnt.extra['Written over'], {
		97: {status: 'done', config: {lr: 0.1, save_dir: 'out/sh'}, result: {loss: 0.1}},
	});
	// Of one sending, or at one time, neither stands for the directory.
	assert.equal(read(first, {...second, tag: first.tag}).progress?.total, 2);
	assert.equal(read({...first, ts_end: '2026-11-27 09:31:05'}, second).progress?.total, 2);
});

test('what ran in a directory stays the run there while another sending of it waits', () => {
	const info = (lr: number) => `_target_: m.f\nlr: ${lr}\nsave_dir: out/sh\n`;
	const first = {
		...ended,
		task_id: '97',
		tag: 'one',
		task_info: info(0.1),
		status: 'done',
		snapshot: JSON.stringify({parent: 'out/sh/run.lock', fingerprint: '97', config: {lr: 0.1, save_dir: 'out/sh'}}),
		result_info: 'loss: 0.1\n',
	};
	const second = {task_id: '74', tag: 'two', task_info: info(0.3), status: 'pending'};
	const read = (...rows: TaskColumns[]) => {
		const files = new MemoryFiles()
			.write('/w/out/sh/run.lock', "timestamp: '2026-11-27T09:31:03'\nconfig:\n  save_dir: out/sh\n  _snapshot_: {}\n")
			.write('/w/out/sh/.flexlock_marker', '{"db": "sh/run.lock.tasks.db", "task_id": "97"}')
			.write('/w/out/sh/run.lock.tasks.db', tasksDatabase(rows));
		return readOne(files, '/w/out/sh').learnt;
	};
	const learnt = read(first, second);
	assert.deepEqual(
		[learnt.outcome?.status, learnt.config.lr, learnt.summary, learnt.progress],
		['finished', 0.1, {loss: 0.1}, null],
	);
	assert.deepEqual(learnt.extra['Sent again'], {74: {status: 'pending', config: {lr: 0.3, save_dir: 'out/sh'}}});
	assert.equal(read(first, {...second, tag: 'one'}).progress?.total, 2, 'tasks of one sending are a sweep');
	assert.equal(read(first, {...second, task_info: 'save_dir: out/other\n'}).extra['Sent again'], undefined);
});

test('a sweep without its database has not ended while a task below it has not', () => {
	const lock = (directory: string, more = '') =>
		`timestamp: '2026-11-27T09:28:09+00:00'\nfingerprint: ${directory}\n${more}config:\n  save_dir: ${directory}\n`;
	const files = new MemoryFiles()
		.write('/w/out/s/run.lock', "timestamp: '2026-11-27T09:28:09+00:00'\ntask_record: dir\nconfig:\n  save_dir: out/s\n")
		.write('/w/out/s/run.lock.tasks', '- status: done\n  task: {save_dir: out/s/a}\n');
	for (const name of ['a', 'b']) {
		files.write(`/w/out/s/${name}/run.lock`, lock(`out/s/${name}`));
		files.write(`/w/out/s/${name}/.flexlock_marker`, `{"db": "run.lock.tasks.db", "task_id": "${name}"}`);
	}
	const ends = '{"ts": "2026-11-27T09:28:19+00:00", "version": 1}';
	files.write('/w/out/s/a/run.complete', ends);
	const open = readOne(files, '/w/out/s').learnt;
	assert.deepEqual([open.outcome?.status, open.progress ?? null], ['unknown', null]);
	assert.match(open.outcome?.why ?? '', /1 more task began below it without an end/);
	files.write('/w/out/s/b/run.complete', ends);
	assert.equal(readOne(files, '/w/out/s').learnt.outcome?.status, 'finished');
});

test('why a task was interrupted is told of it and of its sweep', () => {
	const error = 'Worker died before the task finished (orphaned).';
	const snapshot = JSON.stringify({parent: 'out/k/run.lock', config: {save_dir: 'out/k/a'}});
	const rows = [
		{task_id: 'a', task_info: 'save_dir: out/k/a\n', status: 'interrupted', error, ...ended, snapshot, tag: 't'},
		{task_id: 'b', task_info: 'save_dir: out/k/b\n', status: 'done', ...ended, tag: 't'},
	];
	const files = new MemoryFiles().write('/w/out/k/run.lock.tasks.db', tasksDatabase(rows));
	files.write('/w/out/k/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "a"}');
	const task = readOne(files, '/w/out/k/a').learnt;
	assert.deepEqual(
		[task.outcome?.status, task.outcome?.why, task.error],
		['stopped', `its task was interrupted: ${error}`, error],
	);
	assert.deepEqual(readOne(files, '/w/out/k').learnt.extra['Failed tasks'], {'out/k/a': `interrupted: ${error}`});
	files.write('/w/out/k/a/.flexlock_marker', '{"db": "run.lock.tasks.db", "task_id": "c"}');
	assert.match(readOne(files, '/w/out/k/a').problems[0]?.message ?? '', /database of its sweep does not hold its task/);
});

test('a run of the first generation whose run.lock is empty, zeroed, overwritten or cut in its first word is told by the config beside it', () => {
	const lock = '/naga/results/process/run.lock';
	const whole = readOne(loadFixture('flexlock/naga'), '/naga/results/process').learnt;
	for (const text of ['', '\0'.repeat(100), 'calle', '\u0001\0ab']) {
		const files = loadFixture('flexlock/naga').write(lock, text);
		const {learnt, problems} = readOne(files, '/naga/results/process');
		assert.deepEqual([learnt.id, learnt.config], [whole.id, whole.config]);
		assert.equal(problems[0]?.file, lock);
		const other = 'save_dir: results/other\n';
		assert.equal(readTree(files.write('/naga/results/process/config.yaml', other), '/naga').has('results/process'), false);
	}
	const held = new MemoryFiles().write('/w/a/run.lock', '').write('/w/a/config.yaml', 'lr: 1\n');
	assert.equal(readTree(held, '/w').size, 0, 'a lock of anything');
});
