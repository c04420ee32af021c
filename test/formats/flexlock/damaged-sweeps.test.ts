import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';
import {tasksDatabase} from './tasks-database.ts';

const sweep = '/sweeps/results/grid_db';
const database = `${sweep}/run.lock.tasks.db`;
const list = `${sweep}/run.lock.tasks`;

test('a sweep whose database is cut anywhere counts what ended by its list, and never fewer tasks as all', () => {
	const files = loadFixture('flexlock/sweeps');
	const whole = Buffer.from(files.readWhole(database, 1e6)!);
	for (let end = 0; end < whole.length; end += 1001) {
		files.write(database, whole.subarray(0, end));
		const {learnt, problems} = readOne(files, sweep);
		assert.deepEqual([learnt.outcome?.status, learnt.progress?.step, learnt.progress?.total], ['failed', 5, 5], `cut at ${end}`);
		assert.ok(problems.some(({file}) => file === database));
	}
});

test('a database that was cut behind its rows is cut all the same, and its rows are all there', () => {
	const bytes = Buffer.from(tasksDatabase([{task_id: 'a', status: 'done'}]));
	// The count of pages: an index is on the third one.
	bytes.writeUInt32BE(3, 28);
	const files = new MemoryFiles().write('/s/run.lock', 'config: {}\n').write('/s/run.lock.tasks.db', bytes);
	files.nowMs += 10_000;
	const {learnt, problems} = readOne(files, '/s');
	assert.equal(learnt.outcome?.why, 'all 1 tasks ended: 1 done (run.lock.tasks.db)');
	const message =
		'Cut: 65536 of its 98304 bytes are there, and what the others held is lost; get the whole file from where it came';
	assert.deepEqual(problems, [{file: '/s/run.lock.tasks.db', message}]);
});

test('a database that has fewer rows than the list that was written from it has lost some', () => {
	const at = (second: number) => new Date(1_760_000_000_000 + second * 1000).toISOString().slice(0, 19);
	const row = (id: string, second: number) => ({task_id: id, status: 'done', ts_start: at(second), ts_end: at(second)});
	const three = ['done', 'done', 'failed'].map((status, i) => `- status: ${status}\n  task: {lr: ${i}}\n`).join('');
	const read = (rows: ReturnType<typeof row>[]) => {
		const files = new MemoryFiles().write('/s/run.lock', 'config: {}\n');
		files.nowMs = 1_760_000_100_000;
		files.write('/s/run.lock.tasks', three).write('/s/run.lock.tasks.db', tasksDatabase(rows));
		const {learnt, problems} = readOne(files, '/s');
		return [learnt.outcome?.why, problems.find(({file}) => file.endsWith('.db'))?.message];
	};
	assert.deepEqual(read([row('a', 1), row('b', 2)]), [
		'all 3 tasks ended: 2 done, 1 failed (run.lock.tasks)',
		'1 task that run.lock.tasks lists as ended is not in run.lock.tasks.db: rows of it are lost, and both are counted',
	]);
	// Begun anew since.
	assert.deepEqual(read([row('a', 90_001), row('b', 90_002)]), ['all 2 tasks ended: 2 done (run.lock.tasks.db)', undefined]);
});

test('without a list a sweep whose database is damaged says what it counted, and that more may have been', () => {
	const files = loadFixture('flexlock/sweeps').remove(list);
	const whole = Buffer.from(files.readWhole(database, 1e6)!);
	const seen = new Set<string>();
	for (let end = 0; end < whole.length; end += 1001) {
		files.write(database, whole.subarray(0, end));
		const {learnt} = readOne(files, sweep);
		assert.ok(!['finished', 'failed', 'stopped'].includes(learnt.outcome?.status ?? ''), `cut at ${end}`);
		assert.deepEqual([learnt.progress, learnt.endedAtMs], [null, null]);
		seen.add(learnt.outcome?.why ?? '');
	}
	assert.ok(
		seen.has('1 done (run.lock.tasks.db); what other tasks it has cannot be read: the database is damaged'),
		[...seen].join('\n'),
	);
});

test('a list that is shorter than what a damaged database still has is of an earlier time', () => {
	const files = loadFixture('flexlock/sweeps').write(list, '- status: done\n  task: {lr: 0.1}\n');
	files.write(database, Buffer.from(files.readWhole(database, 1e6)!).subarray(0, 36_000));
	const {learnt} = readOne(files, sweep);
	assert.deepEqual([learnt.outcome?.status, learnt.progress], ['unknown', null]);
});

test('a list that is cut is not taken for all that a sweep had', () => {
	const whole = Buffer.from(loadFixture('flexlock/sweeps').readWhole(list, 1e6)!);
	const lines = whole.toString().split('\n');
	const atLine = new Set(lines.map((_, at) => lines.slice(0, at).join('\n').length + 1));
	for (const hasDatabase of [false, true]) {
		const files = loadFixture('flexlock/sweeps');
		if (hasDatabase) files.write(database, Buffer.from(files.readWhole(database, 1e6)!).subarray(0, 30_037));
		else files.remove(database);
		for (let end = 20; end < whole.length; end += 7) {
			// Where it ends with a line nothing tells that another one followed.
			if (atLine.has(end)) continue;
			files.write(list, whole.subarray(0, end));
			const {learnt, problems} = readOne(files, sweep);
			assert.ok(!['finished', 'failed'].includes(learnt.outcome?.status ?? ''), `cut at ${end}: ${learnt.outcome?.why}`);
			if (!hasDatabase) assert.ok(problems.some(({file, message}) => file === list && message.includes('is cut')));
		}
	}
});

test('a list that is cut between the status and the config of a task is cut', () => {
	const read = (text: string) => {
		const {learnt, problems} = readOne(new MemoryFiles().write('/s/run.lock', 'config: {}\n').write(lone, text), '/s');
		return [learnt.outcome?.status ?? null, problems.filter(({file}) => file === lone).map(({message}) => message)];
	};
	const lone = '/s/run.lock.tasks';
	const said = ['run.lock.tasks is cut: its last task is not all there'];
	const first = '- status: done\n  task:\n    lr: 0.1\n';
	assert.deepEqual(read(first), ['finished', []]);
	assert.deepEqual(read(`${first}- status: failed\n`), ['unknown', said]);
	assert.deepEqual(read(`${first}- status: done\n  task:\n`), ['unknown', said]);
	assert.deepEqual(read('- status: done\n'), ['unknown', []], 'what a task of an early version returned');
});

test('a failed task whose run.error is cut says what that and the row of its task still tell', () => {
	const task = `${sweep}/lr_0.3`;
	const files = loadFixture('flexlock/sweeps');
	const whole = Buffer.from(files.readWhole(`${task}/run.error`, 1e6)!);
	const why = readOne(files, task).learnt.outcome?.why ?? '';
	const said = /RuntimeError: .*/.exec(why)?.[0] ?? 'none';
	for (let end = 0; end < whole.length - 2; end += 17) {
		files.write(`${task}/run.error`, whole.subarray(0, end));
		const {learnt} = readOne(files, task);
		assert.equal(learnt.outcome?.status, 'failed');
		assert.ok(learnt.outcome?.why.includes(said), `cut at ${end}: ${learnt.outcome?.why}`);
		assert.match(learnt.error ?? '', /^Traceback[\s\S]*RuntimeError: /);
	}
});

test('a run.error that is cut says no more than it holds where no row tells', () => {
	const task = '/stages/results/evaluate';
	const files = loadFixture('flexlock/stages').write(`${task}/run.error`, '');
	const read = (text: string) => {
		const {learnt} = readOne(files.write(`${task}/run.error`, text), task);
		return [learnt.outcome?.why, learnt.error];
	};
	assert.deepEqual(read(''), ['run.error is there; what more it said cannot be read', null]);
	const cut = '{\n  "version": 1,\n  "exc_type": "ValueError",\n  "exc_mess';
	assert.deepEqual(read(cut), ['run.error: ValueError; what more it said cannot be read', 'ValueError']);
	assert.deepEqual(read('{"exc_type": "AssertionError", "exc_message": ""}'), ['run.error: AssertionError', 'AssertionError: ']);
	const further = `${cut}age": "no: \\"x\\"",\n  "traceback": "Tr`;
	assert.deepEqual(read(further), ['run.error: ValueError: no: "x"', 'ValueError: no: "x"']);
});

test('a task whose record is in the database alone is found by its directory where its marker is damaged or lost', () => {
	const task = '/sweeps/results/grid_db/lr_0.2';
	const files = loadFixture('flexlock/sweeps');
	const told = () => {
		const {learnt, problems} = readOne(files, task);
		return [learnt.config.lr, learnt.recorded, learnt.id?.slice(0, 4), problems.map(({message}) => message)];
	};
	files.write(`${task}/.flexlock_marker`, '{"db": "run.lock.ta');
	assert.deepEqual(told(), [0.2, 'done', '6052', ['.flexlock_marker is cut or no JSON object; restore it from a copy']]);
	files.remove(`${task}/.flexlock_marker`);
	const missing = '.flexlock_marker is missing: which task of its sweep it is was found by its directory';
	assert.deepEqual(told(), [0.2, 'done', '6052', [missing]]);
});

test('a sweep whose run.lock is cut before its config says that its tasks tell what it lacks', () => {
	const files = loadFixture('flexlock/sweeps');
	const whole = new TextDecoder().decode(files.readWhole(`${sweep}/run.lock`, 1e6)!);
	files.write(`${sweep}/run.lock`, whole.slice(0, whole.indexOf('config:\n')));
	const message = 'run.lock is cut: what it lacks is read from its tasks';
	assert.deepEqual(readOne(files, sweep).problems, [{file: `${sweep}/run.lock`, message}]);
});
