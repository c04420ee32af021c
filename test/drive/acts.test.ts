import assert from 'node:assert/strict';
import {test} from 'node:test';
import {killGroup, makePlace, script} from '../launch/program.ts';
import {closed, living, open, openFailed, runsOf} from './acting.ts';

/** A text in a dialog, wherever its lines end: the path of the program before it has any length. */
function wrapped(text: string): RegExp {
	return new RegExp([...text].map(letter => (letter === '.' ? '\\.' : letter)).join('[\\s│]*'));
}

test('R shows exactly what would run; Cancel does nothing, Restart does it, and the new run appears by itself', async context => {
	const {place, drive} = await openFailed(context, 'a');
	drive.press('R');
	const shown = await drive.waitFor(/\["[\s\S]*\[ Cancel \]/);
	assert.match(shown.join('\n'), /Restart a as a new run[\s\S]*argv[\s\S]*cwd[\s\S]*host[\s\S]*env/);
	assert.match(shown.join('\n'), wrapped('"--lr","0.1"'));
	drive.press('enter');
	await drive.waitFor(closed);
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
	const {place, drive} = await openFailed(context, 'a');
	drive.press('R');
	await drive.waitFor(/│ +lr +0\.1/);
	drive.press('shift-tab', 'shift-tab', 'backspace', '5');
	await drive.waitFor(/change +lr: 0\.1 → 0\.5/);
	drive.press('enter');
	await drive.waitFor(wrapped('"--lr","0.5"'));
	drive.press('enter');
	await place.json('runs/a-2/exit.json');
	const {command} = await place.json('runs/a-2/xtui-run.json');
	assert.deepEqual((command as {argv: string[]}).argv.slice(-2), ['--lr', '0.5']);
});

test('five marked runs are restarted at once', async context => {
	const {place, drive} = await openFailed(context, 'a', 'b', 'c', 'd', 'e');
	drive.press('*', 'R');
	await drive.waitFor('[ Restart 5 ]');
	drive.press('escape');
	await drive.waitFor(closed);
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
	await drive.waitFor(closed);
});
