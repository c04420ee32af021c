import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {killGroup, makePlace, script} from '../launch/program.ts';
import {living, makeFailed, open, openFailed, runsOf} from './acting.ts';
import {lineWith} from './story.ts';

test('tags, notes, marks, verdicts and the trash are said of marked runs and taken back', async context => {
	const {place, drive} = await openFailed(context, 'a', 'b');
	const tags = async () => (await place.list('runs')).map(run => run.tags);
	drive.press('*', '#');
	await drive.waitFor(/Tags of 2 runs[\s\S]*no tag is typed/);
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
	await drive.waitFor(/Note on[\s\S]*Nothing is typed yet/);
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
	await drive.waitFor('1 failed');
	drive.press('e');
	await drive.waitFor('ctrl-o opens your editor');
	drive.press('ctrl-o');
	await drive.waitFor(/note "first\\nsecond"/);
	drive.press('enter');
	await drive.waitFor('noted');
	assert.deepEqual((await place.list('runs'))[0]!.notes, ['first\nsecond']);
});

test('C starts a new run from a typed command, words kept apart as they were typed', async context => {
	const {place, drive} = await openFailed(context, 'a');
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
	const {place, drive} = await openFailed(context, 'a', 'b');
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
		await drive.waitFor('1 failed');
		for (const key of ['R', 'X', 'A', 'D', 'U', 'e', '#', 'M', 'V', 'C', '!']) {
			drive.press(key);
			await drive.waitFor(`Refused: ${reason}`);
			drive.press('j');
			const screen = await drive.waitFor(lines => !lines.join('\n').includes('Refused'));
			assert.ok(lineWith(screen, '1 failed'));
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
