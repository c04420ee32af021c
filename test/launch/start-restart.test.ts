import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {isRefusal} from '../../source/launch/refusal.ts';
import {planRestart} from '../../source/launch/restart/plan-restart.ts';
import {startRestart} from '../../source/launch/restart/start-restart.ts';
import type {StartWatch} from '../../source/launch/restart/watch-start.ts';
import {target, usual} from './restart-target.ts';

/** What comes of a tracker's own command, here a program of a few words. */
async function start(context: TestContext, argv: readonly string[], watch: Partial<StartWatch> = {}) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-start-'));
	context.after(() => rmSync(root, {recursive: true, force: true, maxRetries: 5}));
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = root;
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
	});
	const planned = planRestart(target('guild', {argv: ['true'], cwd: root}, {}, {path: path.join(root, 'runs/a')}), usual);
	assert.ok(!isRefusal(planned));
	const own = {...planned, plan: {...planned.plan, argv: [...argv], cwd: root}};
	const all: StartWatch = {makesRun: true, seeMade: () => null, hasBegun: () => false, ...watch};
	const came = await startRestart(own, all, {submit: () => assert.fail('its tracker starts it')});
	return 'fault' in came ? came.fault : {...came, pid: 0, startTicks: null};
}

const shell = (code: string) => ['/bin/sh', '-c', code];
const begun = {pid: 0, startTicks: null, prepared: null, made: null, ended: null};

test('what a tracker that fails at once has said is the reason, the end of it where that is long', async context => {
	for (const [code, fault] of [
		['exit 3', '/bin/sh ended with 3'],
		['echo; echo " no such run "; exit 1', '/bin/sh ended with 1: no such run'],
		['echo a; echo b >&2; exit 1', '/bin/sh ended with 1: a b'],
		['kill -9 $$', '/bin/sh ended with SIGKILL'],
		["printf '\\033[31mred\\033[0m\\n'; exit 1", '/bin/sh ended with 1: red'],
	] as const)
		assert.equal(await start(context, shell(code)), fault, code);
	for (const code of ['for i in 1 2 3 4 5 6; do echo $i; done; echo the end; exit 1', 'printf "%0900d\\nthe end\\n" 0; exit 1']) {
		const long = String(await start(context, shell(code)));
		const [, log] = /^\/bin\/sh ended with 1: the end \(all of it: (.*)\)$/.exec(long) ?? [];
		assert.match(readFileSync(log!, 'utf8'), /the end\n$/);
	}
	assert.match(
		String(await start(context, shell('printf "%02000d\\n" 1; exit 1'))),
		/^\/bin\/sh ended with 1: 0{800} \(all of it: /,
	);
	assert.equal(await start(context, ['no-such-tracker', 'run']), 'no-such-tracker is not installed here, or not on the PATH');
});

test('a tracker that ends well, or has begun a run before it failed, has started it', async context => {
	assert.deepEqual(await start(context, shell('exit 0')), begun);
	assert.deepEqual(await start(context, shell('exit 0'), {seeMade: () => 'k4'}), {...begun, made: 'k4'});
	const failed = {seeMade: () => 'k4', hasBegun: () => true};
	assert.deepEqual(await start(context, shell('echo boom; exit 1'), failed), {
		...begun,
		made: 'k4',
		ended: '/bin/sh ended with 1: boom',
	});
	const fault = (made: string) => start(context, shell('exit 1'), {seeMade: () => made});
	assert.equal(await fault('k4'), '/bin/sh ended with 1; it has made k4 for that, and not started it');
	assert.equal(await fault('/runs/k4'), '/bin/sh ended with 1', 'a new directory is no proof');
});
