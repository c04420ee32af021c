import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {killGroup, makePlace, type Place, program, script} from '../launch/program.ts';
import {start} from './pty.ts';
import {lineWith} from './story.ts';

const failing = 'console.log("step=1 loss=0.5"); console.error("RuntimeError: bad"); process.exit(1)';
const living = 'console.log("step=1 loss=0.5"); setInterval(() => {}, 1000);';

async function makeFailed(place: Place, ...names: string[]) {
	await Promise.all(names.map(name => place.xtui(['run', '--name', name, '--', ...script(failing), '--', '--lr', '0.1'])));
}

/** The program on the runs of a place, in a terminal. */
function open(context: TestContext, place: Place, words: string[] = [], env: NodeJS.ProcessEnv = {}) {
	const drive = start([process.execPath, program, path.join(place.root, 'runs'), ...words], {
		cols: 200,
		rows: 40,
		cwd: place.root,
		env: {...place.env, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env},
	});
	context.after(() => drive.stop());
	return drive;
}

const runsOf = (place: Place) => readdirSync(path.join(place.root, 'runs')).length;

test('R shows exactly what would run; Cancel does nothing, Restart does it, and the new run appears by itself', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a');
	const drive = open(context, place);
	await drive.waitFor('1 run');
	drive.press('R');
	const shown = await drive.waitFor(/\["[\s\S]*\[ Cancel \]/);
	assert.match(shown.join('\n'), /Restart a as a new run[\s\S]*argv[\s\S]*"--lr","0\.1"[\s\S]*cwd[\s\S]*host[\s\S]*env/);
	drive.press('enter');
	await drive.waitFor(screen => !screen.join('\n').includes('Cancel'));
	assert.equal(runsOf(place), 1);
	drive.press('R');
	await drive.waitFor(/\["/);
	drive.press('right', 'enter');
	await drive.waitFor('2 runs');
	await place.json('runs/a-2/exit.json');
	const [first, second] = await Promise.all([place.json('runs/a/xtui-run.json'), place.json('runs/a-2/xtui-run.json')]);
	assert.deepEqual([second.command, second.restart_of], [first.command, first.id]);
	drive.press('@');
	await drive.waitFor(/restart +\S+runs\/a\n +started as/);
});

test('the form of a restart changes a flag, and shows the change before it is done', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a');
	const drive = open(context, place);
	await drive.waitFor('1 run');
	drive.press('R');
	await drive.waitFor(/lr +0\.1/);
	drive.press('shift-tab', 'shift-tab', 'backspace', '5');
	await drive.waitFor(/change +lr: 0\.1 → 0\.5/);
	drive.press('enter');
	await drive.waitFor(/"--lr","0\.5"/);
	drive.press('enter');
	await place.json('runs/a-2/exit.json');
	const {command} = await place.json('runs/a-2/xtui-run.json');
	assert.deepEqual((command as {argv: string[]}).argv.slice(-2), ['--lr', '0.5']);
});

test('five marked runs are restarted at once', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a', 'b', 'c', 'd', 'e');
	const drive = open(context, place);
	await drive.waitFor('5 runs');
	drive.press('*', 'R');
	await drive.waitFor('[ Restart 5 ]');
	drive.press('escape');
	await drive.waitFor(screen => !screen.join('\n').includes('Cancel'));
	assert.equal(runsOf(place), 5);
	drive.press('R');
	await drive.waitFor('[ Restart 5 ]');
	drive.press('y');
	await drive.waitFor('10 runs');
	for (const name of ['a', 'b', 'c', 'd', 'e']) await place.json(`runs/${name}-2/exit.json`);
});

test('X stops a run, and its row says so', async context => {
	const place = makePlace(context);
	const {stdout} = await place.xtui(['run', '--detach', '--name', 'live', '--', ...script(living)]);
	context.after(() => killGroup(Number(/pid (\d+)/.exec(stdout)![1])));
	const drive = open(context, place);
	await drive.waitFor('1 running');
	drive.press('X');
	await drive.waitFor(/SIGINT, then SIGTERM, then SIGKILL/);
	drive.press('right', 'enter');
	await drive.waitFor('1 stopped');
	assert.match((await place.json('runs/live/exit.json')).asked_by as string, /@/);
	drive.press('X');
	await drive.waitFor(/Not done: it does not run: stopped/);
	drive.press('right', 'enter', 'escape');
	await drive.waitFor(screen => !screen.join('\n').includes('Cancel'));
});

test('tags, notes, marks, verdicts and the trash are said of marked runs and taken back', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a', 'b');
	const drive = open(context, place);
	await drive.waitFor('2 runs');
	const tags = async () => (await place.list('runs')).map(run => run.tags);
	drive.press('*', '#');
	await drive.waitFor('Tags of 2 runs');
	drive.press('paper');
	drive.press('enter');
	await drive.waitFor('done for 2 runs');
	assert.deepEqual(await tags(), [['paper'], ['paper']]);
	drive.press('U');
	await drive.waitFor(/back tag "paper"/);
	drive.press('y');
	await drive.waitFor(/Undoing: done for 2 runs/);
	assert.deepEqual(await tags(), [[], []]);
	drive.press('u', 'e');
	await drive.waitFor('Note on');
	drive.press('not bad');
	drive.press('enter');
	await drive.waitFor('noted');
	drive.press('V');
	await drive.waitFor(/\( success \)/);
	drive.press('right', 'enter');
	await drive.waitFor(/verdict "fail"[\s\S]*\[ Judge \]/);
	drive.press('enter');
	await drive.waitFor('verdict fail');
	const [first] = (await place.list('runs')).filter(run => run.verdict === 'fail');
	assert.deepEqual(first!.notes, ['not bad']);
	drive.press('*', 'D');
	await drive.waitFor(/\[ Delete 2 \]/);
	drive.press('y');
	await drive.waitFor('2 deleted');
	drive.press('U');
	await drive.waitFor(/back delete/);
	drive.press('y');
	await drive.waitFor('2 failed');
});

test('a note is written in the editor that the person has', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a');
	const editor = path.join(place.root, 'editor');
	writeFileSync(editor, '#!/bin/sh\nprintf "first\nsecond\n" > "$1"\n', {mode: 0o755});
	const drive = open(context, place, [], {EDITOR: editor, VISUAL: undefined});
	await drive.waitFor('1 run');
	drive.press('e');
	await drive.waitFor('ctrl-o opens your editor');
	drive.press('ctrl-o');
	await drive.waitFor(/note "first\\nsecond"/);
	drive.press('enter');
	await drive.waitFor('noted');
	assert.deepEqual((await place.list('runs'))[0]!.notes, ['first\nsecond']);
});

test('C starts a new run from a typed command, words kept apart as they were typed', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a');
	const drive = open(context, place);
	await drive.waitFor('1 run');
	drive.press('C');
	await drive.waitFor('Create a run');
	drive.press("echo 'step=1 loss=0.25' '$(touch x)'");
	await drive.waitFor('["echo","step=1 loss=0.25","$(touch x)"]');
	drive.press('tab');
	drive.press('odd name');
	drive.press('tab');
	drive.press('ctrl-u', place.root);
	await drive.waitFor(/as odd name/);
	drive.press('enter');
	await drive.waitFor('[ Start ]');
	drive.press('enter');
	await place.json('runs/odd name/exit.json');
	await drive.waitFor('2 runs');
	assert.equal(existsSync(path.join(place.root, 'x')), false);
	assert.match(readFileSync(path.join(place.root, 'runs/odd name/output.log'), 'utf8'), /\$\(touch x\)/);
});

test('! runs a command on each marked run, without a shell', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a', 'b');
	const drive = open(context, place);
	await drive.waitFor('2 runs');
	drive.press('*', '!');
	await drive.waitFor('Run a command on 2 runs');
	drive.press('touch {name};did');
	await drive.waitFor('["touch","b;did"]');
	drive.press('enter');
	drive.press('enter');
	await drive.waitFor('done for 2 runs');
	for (const name of ['a', 'b']) assert.ok(existsSync(path.join(place.root, 'runs', name, `${name};did`)));
});

test('read-only refuses every act with a clear word', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a');
	for (const [words, env, reason] of [
		[['--readonly'], {}, '--readonly was given'],
		[[], {XTUI_READONLY: '1'}, 'XTUI_READONLY is set'],
	] as const) {
		const drive = open(context, place, [...words], env);
		await drive.waitFor('1 run');
		for (const key of ['R', 'X', 'A', 'D', 'U', 'e', '#', 'M', 'V', 'C', '!']) {
			drive.press(key);
			await drive.waitFor(`Refused: ${reason}`);
			drive.press('j');
			const screen = await drive.waitFor(lines => !lines.join('\n').includes('Refused'));
			assert.ok(lineWith(screen, '1 run'));
		}
		await drive.stop();
	}
	assert.equal(runsOf(place), 1);
});

test('W rings and tells when a run ends', async context => {
	const place = makePlace(context);
	const {stdout} = await place.xtui(['run', '--detach', '--name', 'live', '--', ...script(living)]);
	const pid = Number(/pid (\d+)/.exec(stdout)![1]);
	context.after(() => killGroup(pid));
	const drive = open(context, place, ['--readonly']);
	await drive.waitFor('1 running');
	drive.press('W');
	await drive.waitFor(/until it ends, then rings and tells/);
	drive.press('tab', 'tab', 'tab', 'enter');
	await drive.waitFor('You will be told of 1 run');
	const from = drive.output().length;
	process.kill(-pid, 'SIGKILL');
	await drive.waitForOutput('\x07', from);
	await drive.waitFor(/live failed: signal SIGKILL/);
	assert.match(drive.output().slice(from), /\x1b\]9;xtui: live failed/);
});
