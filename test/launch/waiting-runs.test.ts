import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {copyAct} from '../../source/launch/acts/copy.ts';
import {stopAct} from '../../source/launch/acts/stop.ts';
import {localExecutor} from '../../source/launch/executor.ts';
import {planRestart} from '../../source/launch/restart/plan-restart.ts';

function makeTarget(context: TestContext): Target {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return {
		id: 'b1',
		name: 'b',
		path: root,
		root,
		format: 'guild',
		hasLocalId: false,
		status: 'queued',
		statusWhy: 'STAGED: prepared and not started',
		isUnheld: false,
		livePid: null,
		facts: {...emptyFacts(), outcome: {status: 'queued', why: 'STAGED', waits: true}},
		liveRestart: null,
		isComplete: true,
		holdsOthers: false,
	};
}

test('of a run that only waits to be started nobody says that it runs', async context => {
	const target = makeTarget(context);
	const copied = await copyAct(path.join(target.path, '../elsewhere')).plan(target);
	assert.deepEqual('lines' in copied && copied.lines?.map(({label}) => label), ['to', 'size']);
	const stop = stopAct(['SIGTERM'], 1000, localExecutor(['xtui']));
	assert.deepEqual(await stop.plan(target), {refusal: 'it does not run: queued, STAGED: prepared and not started'});
});

test('what cannot be stopped, as no process is recorded, says what is known of it', async context => {
	const living: Target = {
		...makeTarget(context),
		status: 'running',
		statusWhy: 'pid 7 holds train.log open',
		facts: emptyFacts(),
	};
	const stop = stopAct(['SIGTERM'], 1000, localExecutor(['xtui']));
	assert.deepEqual(await stop.plan(living), {refusal: 'its process is not recorded (pid 7 holds train.log open)'});
});

test('a restart beside a process that cannot be stopped from here says to end it', context => {
	const living: Target = {...makeTarget(context), status: 'running', statusWhy: 'pid 7 holds train.log open', livePid: 7};
	const choice = {
		...{changes: [], source: null, cwd: null, runsDirectory: null},
		...{fromCheckpoint: false, inPlace: false, force: true, recordsSecrets: false},
	};
	const refusalOf = (target: Target) => (planRestart(target, choice) as {refusal?: string}).refusal;
	const said = 'it is running: pid 7 holds train.log open';
	assert.equal(refusalOf(living), `${said}; end its program first: its process is not recorded`);
	assert.equal(refusalOf({...living, facts: {...emptyFacts(), pid: 7}}), `${said}; stop it first`);
});
