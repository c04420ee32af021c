import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';
import {tasksDatabase} from './tasks-database.ts';

test('who holds the lock of its controller tells of a run of an early version too, and of no sweep whose jobs are elsewhere', () => {
	const early = "timestamp: '2026-01-10T03:18:57'\nlineage: {}\nconfig:\n  save_dir: results/train\n";
	const files = new MemoryFiles().write('/w/results/train/run.lock', early);
	assert.equal(readOne(files, '/w/results/train').learnt.outcome?.status, 'unknown');
	files.write('/w/results/train/.flexlock-controller.lock', '');
	const {outcome, writer} = readOne(files, '/w/results/train').learnt;
	assert.deepEqual([outcome, writer.holdsOpen, writer.marksEnd], [null, true, false]);
	const sweep = new MemoryFiles()
		.write('/w/s/run.lock', 'task_record: dir\nconfig:\n  save_dir: s\n')
		.write('/w/s/.flexlock-controller.lock', '')
		.write('/w/s/run.lock.tasks.db', tasksDatabase([{task_id: 'a', status: 'running', node: 'local'}]));
	assert.equal(readOne(sweep, '/w/s').learnt.writer.holdsOpen, true);
	sweep.write('/w/s/slurm_logs/2.out', '').write('/w/s/slurm_logs/1.err', '').write('/w/s/slurm_logs/job_a.slurm', '');
	const {writer: ofJobs, logFiles} = readOne(sweep, '/w/s').learnt;
	assert.equal(ofJobs.holdsOpen, false);
	assert.deepEqual(logFiles, ['/w/s/slurm_logs/1.err', '/w/s/slurm_logs/2.out']);
});

test('a mark that does not read as one makes a run where something else of flexlock lies beside it', () => {
	const isRun = (...names: string[]) => {
		const files = new MemoryFiles().write('/w/other', '');
		for (const name of names) files.write(`/w/a/${name}`, 'nothing');
		return flexlock
			.detect({path: '/w/a', entries: files.list('/w/a')}, files)
			.map(claim => claim.files[0]?.slice('/w/a/'.length));
	};
	assert.deepEqual(isRun('run.complete', 'run.lock'), ['run.lock']);
	assert.deepEqual(isRun('run.complete', '.flexlock-controller.lock'), ['run.complete']);
	assert.deepEqual(isRun('run.error', '.flexlock-controller.lock'), ['run.error']);
	for (const names of [['run.complete'], ['run.error'], ['run.complete', 'run.error'], ['run.lock/a', 'run.complete/a']])
		assert.deepEqual(isRun(...names), [], names.join());
});

test('tags of a run are in order, and those of a directory that was within its repository are of no other one', () => {
	const files = loadFixture('flexlock/stages');
	const give = (name: string, run: string) => {
		const commit = `tree x\ncommitter A <a@b> 1 +0000\n\nFlexLock Tag: ${name}\nPath: ${run}/\n`;
		const hash = Buffer.from(name.padEnd(20, '.')).toString('hex');
		files.write(`/stages/.git/refs/flexlock/tags/${name}`, `${hash}\n`);
		const bytes = deflateSync(Buffer.from(`commit ${commit.length}\0${commit}`));
		files.write(`/stages/.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes);
	};
	give('zeta', '/stages/results/train');
	give('alpha', '/home/ana/fl/results/train');
	give('copy', '/stages/copy/results/train');
	assert.deepEqual(readOne(files, '/stages/results/train').learnt.tags, ['alpha', 'zeta']);
});

test('an interruption from the keyboard is a stop, with a message or without one, and any other exception a failure', () => {
	const told = (error: object) => {
		const files = new MemoryFiles().write('/w/a/run.lock', 'fingerprint: ab\nconfig:\n  save_dir: a\n');
		const {outcome} = readOne(files.write('/w/a/run.error', JSON.stringify(error)), '/w/a').learnt;
		return [outcome?.status, outcome?.why];
	};
	const stopped = ['stopped', 'run.error says that it was interrupted from the keyboard'];
	assert.deepEqual(told({exc_type: 'KeyboardInterrupt', exc_message: ''}), stopped);
	assert.deepEqual(told({exc_type: 'KeyboardInterrupt'}), stopped);
	assert.deepEqual(told({exc_type: 'ValueError', exc_message: 'no\nmore'}), ['failed', 'run.error: ValueError: no']);
	assert.deepEqual(told({exc_type: 'ValueError', exc_message: ''}), ['failed', 'run.error: ValueError']);
	assert.deepEqual(told({exc_type: 'ValueError'}), ['failed', 'run.error: ValueError; what more it said cannot be read']);
});
