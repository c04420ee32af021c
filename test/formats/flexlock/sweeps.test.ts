import assert from 'node:assert/strict';
import {test} from 'node:test';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne, readTree} from './read-tree.ts';
import {tasksDatabase} from './tasks-database.ts';

test('tasks whose record is only in the database are read from it', () => {
	const runs = readTree(loadFixture('flexlock/sweeps'), '/sweeps');
	assert.deepEqual([...runs].map(([path, {learnt}]) => [path, learnt.outcome?.status, learnt.config.lr ?? null]).sort(), [
		['results/grid_db', 'failed', null],
		['results/grid_db/lr_0.1', 'finished', 0.1],
		['results/grid_db/lr_0.2', 'finished', 0.2],
		['results/grid_db/lr_0.3', 'failed', 0.3],
		['results/grid_db/lr_0.4', 'finished', 0.4],
		['results/grid_db/lr_0.5', 'finished', 0.5],
		['results/grid_killed', 'unknown', null],
		['results/grid_killed/lr_0.1', 'finished', 0.1],
		['results/grid_killed/lr_0.2', 'unknown', 0.2],
		['results/grid_killed/lr_0.3', 'unknown', 0.3],
		['results/prepare', 'finished', null],
	]);
	const task = runs.get('results/grid_db/lr_0.2')!.learnt;
	assert.equal(task.id, '6052f79b32b13872d3f1bc5df935e20c46687b611fdbbfba9b3255bf9c0e859c');
	assert.equal(task.parent, runs.get('results/grid_db')!.learnt.id);
	assert.deepEqual([task.group, task.recorded, task.summary.lr], ['grid_db', 'done', 0.2]);
	assert.match(task.groupScope!, /\/results$/);
	assert.equal(task.startedAtMs, Date.parse('2026-11-21T01:25:16.645580Z'));
	assert.deepEqual(
		[...runs.values()].flatMap(({problems}) => problems),
		[],
	);
});

test('a sweep counts its tasks, and says how to go on with what is left', () => {
	const runs = readTree(loadFixture('flexlock/sweeps'), '/sweeps');
	const killed = runs.get('results/grid_killed')!.learnt;
	assert.deepEqual(killed.progress, {step: 1, total: 5, unit: 'task', from: 'run.lock.tasks.db'});
	assert.deepEqual(killed.command?.argv, [
		'flexlock-worker',
		'--task-db',
		'/sweeps/results/grid_killed/run.lock.tasks.db',
		'--reclaim',
	]);
	const whole = runs.get('results/grid_db')!.learnt;
	assert.equal(whole.outcome?.why, 'all 5 tasks ended: 4 done, 1 failed (run.lock.tasks.db)');
	assert.equal(new Date(whole.endedAtMs ?? 0).toISOString(), '2026-11-21T01:25:16.938Z');
	assert.equal(whole.command, null);
});

test('a task is judged by the lock of its sweep, by its own, and by workers as old as its sweep', () => {
	const files = loadFixture('flexlock/sweeps');
	const own = '/home/ana/fl/results/grid_killed';
	const copy = (below: string) => {
		for (const {name, kind} of files.list(`/sweeps/results/grid_killed${below}`) ?? [])
			if (kind === 'file')
				files.write(`${own}${below}/${name}`, files.readWhole(`/sweeps/results/grid_killed${below}/${name}`, 1e6)!);
	};
	copy('');
	copy('/lr_0.2');
	const sweep = readOne(files, own).learnt;
	const withLock = readOne(files, `${own}/lr_0.2`).learnt;
	assert.equal(withLock.writer.python?.poolSinceMs, sweep.startedAtMs, 'the controller holds that lock, and not who works at it');
	assert.deepEqual(withLock.signFiles, [`${own}/lr_0.2/.flexlock-controller.lock`, `${own}/.flexlock-controller.lock`]);
	files.remove(`${own}/lr_0.2/.flexlock-controller.lock`);
	const {outcome, writer, signFiles} = readOne(files, `${own}/lr_0.2`).learnt;
	assert.equal(outcome, null);
	assert.deepEqual([writer.holdsOpen, writer.marksEnd, writer.python?.poolSinceMs], [true, true, sweep.startedAtMs]);
	const database = `${own}/run.lock.tasks.db`;
	const worker = {programs: ['flexlock-worker', 'worker_cli'], option: '--task-db', file: database};
	assert.deepEqual(writer.python?.given, {...worker, byMs: Date.parse('2026-11-21T01:25:22Z')});
	assert.deepEqual(sweep.writer.python?.given, {...worker, byMs: null});
	assert.deepEqual(signFiles, [`${own}/.flexlock-controller.lock`]);
	files.write(`${own}/slurm_logs/1.out`, '');
	assert.equal(readOne(files, `${own}/lr_0.2`).learnt.writer.holdsOpen, false, 'jobs live on other machines');
	files.remove(`${own}/slurm_logs/1.out`).remove(`${own}/.flexlock-controller.lock`);
	assert.equal(readOne(files, `${own}/lr_0.2`).learnt.writer.holdsOpen, false);
});

test('a sweep waits that was handed to a scheduler which has started none of its jobs', () => {
	const own = '/r/k';
	const tasks = (...states: string[]) =>
		tasksDatabase(states.map((status, i) => ({task_id: `t${i}`, task_info: `lr: ${i}`, status})));
	const files = new MemoryFiles()
		.write(`${own}/run.lock`, "timestamp: '2026-11-21T01:25:11+00:00'\nfingerprint: ab\nconfig:\n  save_dir: k\n")
		.write(`${own}/.flexlock-controller.lock`, '')
		.write(`${own}/run.lock.tasks.db`, tasks('pending', 'pending'));
	const outcome = () => readOne(files, own).learnt.outcome;
	assert.equal(outcome(), null, 'its own controller is to start them');
	for (const script of ['slurm_logs/job_0a1b2c3d.slurm', 'pbs_logs/job_0a1b2c3d.pbs']) {
		files.write(`${own}/${script}`, '#!/bin/bash');
		const why = 'handed to a scheduler, which has started nothing of it: 2 pending (run.lock.tasks.db)';
		assert.deepEqual(outcome(), {status: 'queued', why});
		files.remove(`${own}/${script}`);
	}
	files.write(`${own}/slurm_logs/job_0a1b2c3d.slurm`, '#!/bin/bash').write(`${own}/run.lock.tasks.db`, tasks('done', 'pending'));
	assert.equal(outcome(), null, 'one has run');
	files.write(`${own}/run.lock.tasks.db`, tasks('pending', 'pending'));
	const [claim] = flexlock.detect({path: own, entries: files.list(own)}, files);
	const source = flexlock.open(claim!, files);
	const live = new Collected();
	readAll(source, live);
	assert.equal(live.only.learnt.outcome?.status, 'queued');
	files.write(`${own}/slurm_logs/slurm.err`, 'ImportError');
	assert.ok(source.watched().includes(`${own}/slurm_logs`));
	readAll(source, live);
	assert.equal(live.only.learnt.outcome, null, 'a job has begun');
});

test('a task begins again when its row is younger than its mark', () => {
	const files = loadFixture('flexlock/sweeps').write(
		'/sweeps/results/grid_killed/lr_0.2/run.complete',
		'{"ts": "2020-01-01T00:00:00+00:00"}',
	);
	assert.equal(readOne(files, '/sweeps/results/grid_killed/lr_0.2').learnt.outcome?.status, 'unknown');
	files.write('/sweeps/results/grid_killed/lr_0.2/run.complete', '{"ts": "2026-11-21T01:26:00+00:00"}');
	assert.equal(readOne(files, '/sweeps/results/grid_killed/lr_0.2').learnt.outcome?.status, 'finished');
});

test('without its database a sweep tells from its list, and a task says what is missing', () => {
	const files = loadFixture('flexlock/sweeps').remove('/sweeps/results/grid_db/run.lock.tasks.db');
	assert.equal(
		readOne(files, '/sweeps/results/grid_db').learnt.outcome?.why,
		'all 5 tasks ended: 4 done, 1 failed (run.lock.tasks)',
	);
	const task = readOne(files, '/sweeps/results/grid_db/lr_0.1');
	assert.equal(task.learnt.outcome?.status, 'finished');
	assert.match(task.problems[0]?.message ?? '', /database of its sweep is missing/);
});

test('a sweep whose database is missing names it, and is the one that its tasks name without its list too', () => {
	const sweep = '/sweeps/results/grid_db';
	const file = `${sweep}/run.lock.tasks.db`;
	const files = loadFixture('flexlock/sweeps').remove(file);
	const told = () => {
		const {learnt, problems} = readOne(files, sweep);
		return [learnt.id, problems];
	};
	const listed = 'run.lock.tasks.db is missing: its tasks are counted by run.lock.tasks, which lists those that ended';
	assert.deepEqual(told(), ['results/grid_db/run.lock', [{file, message: listed}]]);
	files.remove(`${sweep}/run.lock.tasks`);
	const lost = 'run.lock.tasks.db is missing: how many tasks this sweep had and how they went is not known';
	assert.deepEqual(told(), ['results/grid_db/run.lock', [{file, message: lost}]]);
});

test('a sweep whose directory was renamed ends with its last task all the same', () => {
	const files = loadFixture('flexlock/sweeps');
	const renamed = new MemoryFiles();
	const copy = (directory: string) => {
		for (const {name, kind} of files.list(directory)) {
			const path = `${directory}/${name}`;
			if (kind === 'directory') copy(path);
			else renamed.write(path.replace('/grid_db/', '/grid two/'), files.readWhole(path, 1e6)!);
		}
	};
	copy('/sweeps/results/grid_db');
	const {endedAtMs} = readOne(files, '/sweeps/results/grid_db').learnt;
	assert.notEqual((endedAtMs ?? 0) % 1000, 0);
	assert.equal(readOne(renamed, '/sweeps/results/grid two').learnt.endedAtMs, endedAtMs);
});

test('a moved database is found beside the task', () => {
	const files = loadFixture('flexlock/sweeps');
	const marker = '/sweeps/results/grid_db/lr_0.1/.flexlock_marker';
	files.write(
		marker,
		new TextDecoder()
			.decode(files.readWhole(marker, 1e6)!)
			.replace('run.lock.tasks.db', '/home/ana/fl/results/grid_db/run.lock.tasks.db'),
	);
	assert.equal(readOne(files, '/sweeps/results/grid_db/lr_0.1').learnt.config.lr, 0.1);
});

test('no damage of the database stops the reader or loses a run', () => {
	const files = loadFixture('flexlock/sweeps');
	const database = '/sweeps/results/grid_db/run.lock.tasks.db';
	const sound = Buffer.from(files.readWhole(database, 1e7)!);
	const paths = ['/sweeps/results/grid_db', '/sweeps/results/grid_db/lr_0.1', '/sweeps/results/grid_db/lr_0.3'];
	const read = () => paths.map(path => readOne(files, path).learnt.outcome?.status);
	for (let end = 0; end < sound.length; end += 499) {
		files.write(database, sound.subarray(0, end));
		assert.deepEqual(read().slice(1), ['finished', 'failed']);
	}
	const random = seededRandom(23);
	for (let round = 0; round < 300; round++) {
		const copy = Buffer.from(sound);
		for (let flips = 0; flips < 10; flips++) copy[random(copy.length)] = random(256);
		files.write(database, copy);
		assert.deepEqual(read().slice(1), ['finished', 'failed']);
	}
	files.write(database, sound);
	assert.deepEqual(read(), ['failed', 'finished', 'failed']);
	assert.equal(flexlock.detect({path: paths[0]!, entries: files.list(paths[0]!)}, files)[0]?.ownsSubtree, false);
});
