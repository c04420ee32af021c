import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assertRestored, childPid, prepareApp, run} from './prepare-app.ts';

const app = prepareApp();

test('SIGUSR1, at which Node opens its debugger, changes nothing', async context => {
	const drive = app.runUnderShell(context);
	await drive.waitFor('count 0');
	process.kill(await childPid(drive), 'SIGUSR1');
	drive.press('+');
	await drive.waitFor('count 1');
	assert.doesNotMatch(drive.output(), /Debugger/);
	drive.press('q');
	await assertRestored(drive, 0);
});

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGINT', 130],
	['SIGQUIT', 131],
] as const) {
	test(`the terminal is given back after ${signal}`, async context => {
		const drive = app.runUnderShell(context);
		await drive.waitFor('count 0');
		process.kill(await childPid(drive), signal);
		await assertRestored(drive, code);
	});
}

test('a program whose terminal is gone ends by itself, quietly', async context => {
	const drive = app.run(context);
	await drive.waitFor('count 0');
	drive.press('w');
	await drive.waitFor(/count [1-9]/);
	drive.hangUp();
	const {code, signal} = await drive.exit;
	assert.ok(code === 129 || signal === 1, `ended with ${code}, signal ${signal}`);
});

test('ctrl-z stops the job, fg brings the same screen back', async context => {
	const drive = run(context, ['/bin/bash', '--norc', '--noprofile', '-i'], {env: {PS1: '$ '}});
	await drive.waitFor('$');
	drive.press(`node ${app.file}`, 'enter');
	await drive.waitFor('sync true');
	drive.press('+');
	await drive.waitFor('count 1');
	drive.press('ctrl-z');
	await drive.waitFor('Stopped');
	assert.equal(drive.emulator.buffer.active.type, 'normal');
	drive.press('fg', 'enter');
	await drive.waitFor('count 1');
	assert.equal(drive.emulator.buffer.active.type, 'alternate');
	drive.press('+');
	await drive.waitFor('count 2');
	drive.press('q');
	await drive.waitFor(lines => lines.some(line => line.startsWith('$')) && !lines.join().includes('count'));
	drive.press('exit', 'enter');
	await drive.exit;
});

test('a stop from outside, and one that nobody asked for, leave and bring back a whole screen', async context => {
	const drive = app.run(context);
	await drive.waitFor('sync true');
	const from = drive.output().length;
	drive.kill('SIGSTOP');
	drive.kill('SIGCONT');
	await drive.waitForOutput('\x1b[?1049h', from);
	// No shell holds this job, so the kernel does not stop it: it must not be lost.
	drive.press('ctrl-z');
	await drive.waitFor('last ctrl-z');
	drive.press('+');
	await drive.waitFor('count 1');
	drive.press('q');
	assert.deepEqual(await drive.exit, {code: 0, signal: 0});
});
