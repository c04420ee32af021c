import assert from 'node:assert/strict';
import {once} from 'node:events';
import {watch} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {assertRestored, prepareApp, run} from './prepare-app.ts';

const app = prepareApp();

for (const [name, key, code, words] of [
	['q', 'q', 0, ''],
	['ctrl-c', 'ctrl-c', 0, ''],
	['process.exit', 'x', 3, ''],
	['an uncaught error', 't', 1, 'thrown on purpose'],
	['an unhandled rejection', 'r', 1, 'rejected on purpose'],
] as const) {
	test(`the terminal is given back after ${name}`, async context => {
		const drive = app.runUnderShell(context);
		await drive.waitFor('count 0');
		assert.equal(drive.emulator.buffer.active.type, 'alternate');
		drive.press(key);
		await assertRestored(drive, code);
		const output = drive.output();
		assert.ok(output.lastIndexOf(words) >= output.lastIndexOf('\x1b[?1049l') || words === '', 'the error stays to be read');
	});
}

test('the answers of the terminal change the picture and write no keys', async context => {
	const dark = app.run(context, {background: 'rgb:1010/1010/1414'});
	const light = app.run(context, {background: 'rgb:fdfd/f6f6/e3e3'});
	await dark.waitFor('dark true sync true');
	await light.waitFor('dark false sync true');
	for (const drive of [dark, light]) {
		assert.match(drive.screen().join('\n'), /last - in 0/);
		drive.press('q');
		await drive.exit;
	}
});

test('answers on their way at the end do not turn up at the prompt', async context => {
	const drive = run(context, `node ${app.file}; read -t 0.05 -n 1 left; echo "left=[$left]"; read`, {answers: 'held'});
	await drive.waitFor('count 0');
	drive.press('q');
	drive.answer();
	await drive.waitFor('left=[]');
	drive.press('enter');
	await drive.exit;
});

test('on a mute terminal everything works, and nothing is synchronized', async context => {
	const drive = app.run(context, {answers: false});
	await drive.waitFor('dark null sync false');
	drive.press('+');
	await drive.waitFor('count 1');
	assert.ok(!drive.output().includes('\x1b[?2026h'));
	drive.press('q');
	assert.deepEqual(await drive.exit, {code: 0, signal: 0});
});

test('many keys in one read make one frame', async context => {
	const drive = app.run(context);
	await drive.waitFor('sync true');
	drive.press('+', '+', '+', 'down', '+', 'up');
	await drive.waitFor('last up in 1');
	assert.match(drive.screen().join('\n'), /count 4/);
	drive.press('shift-tab');
	await drive.waitFor('last shift-tab in 2');
	drive.press('escape');
	await drive.waitFor('last escape in 3');
	drive.press('\x1b[200~two\nlines\x1b[201~');
	await drive.waitFor('last paste(9)');
	drive.press('q');
	await drive.exit;
});

test('one changed number costs some bytes, an unchanged frame none', async context => {
	const drive = app.run(context, {cols: 200, rows: 50});
	await drive.waitFor('sync true');
	const before = drive.bytes();
	drive.press('+');
	await drive.waitFor('count 1');
	await drive.waitFor('last + in 1');
	assert.ok(drive.bytes() - before < 100, `${drive.bytes() - before} bytes`);
	drive.press('q');
	await drive.exit;
});

test('a resize repaints everything in place, without a clear', async context => {
	const drive = app.run(context);
	await drive.waitFor('sync true');
	const from = drive.output().length;
	for (const [cols, rows] of [
		[60, 15],
		[100, 30],
		[50, 10],
	] as const) {
		drive.resize(cols, rows);
		const screen = await drive.waitFor(
			lines => lines[1]!.includes(`size ${cols}x${rows}`.slice(0, cols - 4)) && lines[rows - 1]!.startsWith('└'),
		);
		assert.equal(screen[0], `┌${'─'.repeat(cols - 2)}┐`);
		assert.ok(screen.slice(1, -1).every(line => line.startsWith('│') && line.endsWith('│')));
		assert.equal(screen[rows - 1], `└${'─'.repeat(cols - 2)}┘`);
	}
	assert.ok(!/\x1b\[[0-3]?J/.test(drive.output().slice(from)));
	drive.press('q');
	await drive.exit;
});

test('ctrl-l writes everything again, without a clear', async context => {
	const drive = app.run(context);
	await drive.waitFor('sync true');
	await new Promise<void>(resolve => drive.emulator.write('\x1b[5;5Hgarbage over the screen', resolve));
	assert.match(drive.screen().join('\n'), /garbage/);
	const from = drive.output().length;
	drive.press('ctrl-l');
	await drive.waitFor(lines => !lines.join().includes('garbage') && lines.join().includes('last ctrl-l'));
	assert.ok(!/\x1b\[[0-3]?J/.test(drive.output().slice(from)));
	drive.press('q');
	await drive.exit;
});

test('stray words wait below the screen', async context => {
	const drive = app.runUnderShell(context);
	await drive.waitFor('sync true');
	drive.press('p');
	const screen = await drive.waitFor('last p');
	assert.ok(!screen.join().includes('stray words'));
	drive.press('q');
	await drive.waitFor('stray words');
	await assertRestored(drive, 0);
});

test('a child gets the terminal as the shell had it, and gives it back', async context => {
	const drive = app.run(context);
	await drive.waitFor('sync true');
	drive.press('e');
	await drive.waitForOutput('\x1b[?1049l');
	assert.equal(drive.emulator.buffer.active.type, 'normal');
	drive.press('line', 'enter');
	await drive.waitFor('count 0');
	assert.equal(drive.emulator.buffer.active.type, 'alternate');
	drive.press('q');
	await drive.exit;
});

test('on a link that is full only the newest frame is kept, and the program goes on', async context => {
	const doneFile = path.join(app.folder, 'done');
	const drive = app.run(context, {cols: 200, rows: 50, env: {DONE_FILE: doneFile}});
	await drive.waitFor('sync true');
	const watcher = watch(app.folder);
	context.after(() => watcher.close());
	const created = once(watcher, 'change');
	drive.stall();
	drive.press('w');
	// All 400 frames have been shown, 3 MB if they were written, and nobody has read one.
	await created;
	const before = drive.bytes();
	drive.unstall();
	await drive.waitFor('count 400');
	assert.ok(drive.bytes() - before < 600_000, `${drive.bytes() - before} bytes`);
	drive.press('q');
	assert.deepEqual(await drive.exit, {code: 0, signal: 0});
});

test('the mouse is told only when asked for', async context => {
	const without = app.run(context);
	await without.waitFor('sync true');
	assert.equal(without.emulator.modes.mouseTrackingMode, 'none');
	without.press('q');
	await without.exit;
	const drive = run(context, ['node', app.file, '--mouse']);
	await drive.waitFor('sync true');
	assert.notEqual(drive.emulator.modes.mouseTrackingMode, 'none');
	drive.press('\x1b[<0;11;6M');
	await drive.waitFor('last press 10,5');
	drive.press('q');
	await drive.exit;
	assert.equal(drive.emulator.modes.mouseTrackingMode, 'none');
});

test('the environment sets what is asked and drawn', async context => {
	const plain = app.run(context, {env: {NO_COLOR: '1', TERM: 'xterm'}});
	await plain.waitFor('colors 1 ');
	assert.ok(!/\x1b\[[\d;]*(3[0-8]|4[0-8]|9\d)[;\d]*m/.test(plain.output()), 'no colour is written');
	plain.press('q');
	await plain.exit;
	const ascii = app.run(context, {env: {LANG: 'C', TERM: 'linux'}});
	await ascii.waitFor('colors 16 ');
	assert.ok(!/[^\x00-\x7f]/.test(ascii.output()), 'only ASCII is written');
	assert.ok(!/\x1b\]11|\$p/.test(ascii.output()), 'a console that would print questions is not asked');
	ascii.press('q');
	await ascii.exit;
});
