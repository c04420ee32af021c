import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {watchStart} from '../../source/launch/restart/watch-start.ts';

const [oldId, newId, trial, other] = ['0a', '1b', '2c', '3d'].map(start => start.padEnd(32, '0')) as [
	string,
	string,
	string,
	string,
];

function makeRoot(context: TestContext): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return root;
}

const target = (format: string, at: string, id: string): Target => ({
	id,
	name: 'a run',
	path: at,
	root: path.dirname(at),
	format,
	hasLocalId: false,
	status: 'finished',
	statusWhy: 'exit code 0',
	facts: {...emptyFacts(), group: 'train'},
	liveRestart: null,
	isComplete: true,
	holdsOthers: false,
	isUnheld: false,
	livePid: null,
});

function makeGuild(runs: string, id: string, proto: string, started: string | null): void {
	const attributes = path.join(runs, id, '.guild/attrs');
	mkdirSync(attributes, {recursive: true});
	writeFileSync(path.join(attributes, 'run_params'), `opspec: null\nproto: ${proto}\nquiet: false\n`);
	if (started !== null) writeFileSync(path.join(attributes, 'started'), started);
}

test('sees the run that Guild made from the old one, and whether it was started', context => {
	const runs = makeRoot(context);
	const watch = watchStart(target('guild', path.join(runs, oldId), oldId), false);
	makeGuild(runs, other, 'null', '1795819737779958');
	assert.deepEqual([watch.makesRun, watch.seeMade(), watch.hasBegun()], [true, null, false]);
	makeGuild(runs, newId, oldId, null);
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [newId, false]);
	makeGuild(runs, newId, oldId, '1795819737779958');
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [newId, true]);
});

test('takes the batch that Guild made for the new run, not its trials', context => {
	const runs = makeRoot(context);
	const watch = watchStart(target('guild', path.join(runs, oldId), oldId), false);
	makeGuild(runs, newId, oldId, '1');
	makeGuild(runs, trial, oldId, '2');
	assert.equal(watch.seeMade(), null, 'two that nothing connects');
	mkdirSync(path.join(runs, newId, trial));
	assert.equal(watch.seeMade(), newId);
});

test('knows by its time that a run was started again in place', context => {
	const runs = makeRoot(context);
	makeGuild(runs, oldId, 'null', '1795819737779958');
	const watch = watchStart(target('guild', path.join(runs, oldId), oldId), true);
	assert.deepEqual([watch.makesRun, watch.seeMade(), watch.hasBegun()], [false, null, false]);
	makeGuild(runs, oldId, 'null', '1795819999999999');
	assert.equal(watch.hasBegun(), true);
});

test('sees the new run of Gage as a directory and as the archive that it becomes', context => {
	const runs = makeRoot(context);
	const head = path.resolve('test/fixtures/gage/head');
	const [old, fresh, ending] = [
		'03b1f28a-a5ce-4a57-bf82-71f48e299f1b',
		'be8d4945-fc31-4d60-b32f-80805f736561',
		'6271f117-687d-4895-9a71-8ee77ab01835',
	];
	cpSync(path.join(head, `${ending}.meta`), path.join(runs, `${ending}.meta`), {recursive: true});
	const watch = watchStart(target('gage', path.join(runs, `${old}.meta.zip`), old!), false);
	renameSync(path.join(runs, `${ending}.meta`), path.join(runs, `${ending}.meta.zip`));
	assert.equal(watch.seeMade(), null, 'one that was there before, and has ended');
	const meta = path.join(runs, `${fresh}.meta`);
	mkdirSync(meta);
	writeFileSync(path.join(meta, 'opref'), '2 file: other');
	assert.equal(watch.seeMade(), null, 'one of another operation');
	writeFileSync(path.join(meta, 'opref'), '2 file: train');
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [fresh, false]);
	writeFileSync(path.join(meta, 'started'), '1795819737779958');
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [fresh, true]);
	rmSync(meta, {recursive: true});
	cpSync(path.join(head, `${fresh}.meta.zip`), `${meta}.zip`);
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [fresh, true]);
});

test('sees the directory that flexlock made, and its lock', context => {
	const runs = makeRoot(context);
	const watch = watchStart(target('flexlock', path.join(runs, 'clean'), 'clean'), false);
	const made = path.join(runs, 'clean_0000');
	mkdirSync(made);
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [made, false]);
	writeFileSync(path.join(made, 'run.lock'), 'timestamp: now\n');
	assert.deepEqual([watch.seeMade(), watch.hasBegun()], [made, true]);
});
