import assert from 'node:assert/strict';
import test from 'node:test';
import {startMs, World} from './world.ts';

test('a worker that was started on the database of a sweep goes on with it, whatever started that', () => {
	const file = '/runs/sweep/run.lock.tasks.db';
	const heirOf = (words: string[], byMs: number | null = null, about: Parameters<World['add']>[1] = {agoMs: 5000}) => {
		const world = new World();
		world.add(['python', ...(words[0]!.startsWith('--') ? ['/bin/flexlock-worker'] : []), ...words], {
			directory: '/runs',
			...about,
		});
		return world.findHeir(undefined, {programs: ['flexlock-worker', 'worker_cli'], option: '--task-db', file, byMs});
	};
	const alive = {kind: 'alive', pid: 100, suspended: false};
	assert.deepEqual(heirOf(['--task-db', file, '--reclaim']), alive);
	assert.deepEqual(heirOf([`--task-db=${file}`]), alive);
	assert.deepEqual(heirOf(['--task-db', 'sweep/run.lock.tasks.db']), alive, 'from where it works');
	assert.equal(heirOf(['--task-db', 'other/run.lock.tasks.db']), null);
	assert.equal(heirOf([file]), null, 'it may only look at it');
	assert.equal(heirOf(['--db', file]), null);
	assert.equal(heirOf(['--task-db', 'sweep/run.lock.tasks.db'], null, {directory: '/opt'}), null, 'works elsewhere');
	assert.deepEqual(heirOf(['--task-db', file], startMs - 5500), alive, 'the task was taken up in the second of its start');
	assert.equal(heirOf(['--task-db', file], startMs - 20_000), null, 'the task was under way before it came');
	assert.deepEqual(heirOf(['--task-db', file], null, {isSuspended: true}), {...alive, suspended: true});
	assert.deepEqual(heirOf(['-m', 'flexlock.worker_cli', '--n-jobs', '2', '--task-db', file]), alive);
	for (const words of [
		['/bin/flexlock-status', file, '--watch'],
		['/bin/flexlock-export', '--db', file],
		['view.py', file],
		['view.py', '--task-db', file],
		['/bin/flexlock-worker', '--slurm-config', file],
	])
		assert.equal(heirOf(words), null, `${words[0]} only looks at it`);
});
