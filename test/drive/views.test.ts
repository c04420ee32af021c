import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {runCommand} from './run-command.ts';
import {makeStage} from './story.ts';

test('a view is saved, left, found again at the next start, and never in the directories of runs', async context => {
	const stage = makeStage(context);
	stage.csv('first', [3, 2, 1]);
	stage.csv('second', [5, 4, 0.25]);
	const before = readdirSync(stage.root, {recursive: true}).sort();
	const one = stage.open();
	await one.waitFor('2 runs');
	one.press('f', 'name:second');
	await one.waitFor('1 of 2');
	one.press('enter', ',', '1');
	await one.waitFor("Saved view 1; ' 1 recalls it");
	one.press('F', 'q');
	assert.equal((await one.exit).code, 0);

	const two = stage.open();
	await two.waitFor('2 runs');
	two.press("'", '1');
	await two.waitFor(/name:second +1\/2/);
	two.press('q');
	await two.exit;

	const three = stage.open();
	await three.waitFor(/name:second +1\/2/);
	three.press('f', 'ctrl-u', 'name:s');
	await three.waitFor('→ accepts');
	three.press('right');
	await three.waitFor(/f {2}name:second +1 of 2/);
	three.press('escape', 'q');
	await three.exit;
	assert.deepEqual(readdirSync(stage.root, {recursive: true}).sort(), before);

	const env = {XDG_STATE_HOME: stage.state};
	assert.match(runCommand(['ls', stage.root, '--view', '1', '--ids'], undefined, env).stdout, /^\S+\n$/, 'only the second run');
	assert.equal(runCommand(['ls', stage.root, '--view', '7'], undefined, env).status, 2);

	const fresh = stage.open([stage.root, '--fresh']);
	await fresh.waitFor(screen => screen.some(line => line.includes('first')) && screen.some(line => line.includes('second')));
	fresh.press('q');
	await fresh.exit;
	const none = stage.open([stage.root, '--view', 'paper']);
	await none.waitFor('there is no view paper; there are 1');
	assert.equal((await none.exit).code, 2);
});

test('a damaged file of views is told by name and not lost', async context => {
	const stage = makeStage(context);
	stage.csv('first', [3, 2, 1]);
	const one = stage.open();
	await one.waitFor('1 run');
	one.press(',', '1');
	await one.waitFor('Saved view 1');
	one.press('q');
	await one.exit;
	const views = path.join(stage.state, 'xtui', 'views');
	const file = path.join(views, readdirSync(views)[0]!);
	writeFileSync(file, '{"views": {"paper": {"fil');
	const two = stage.open(undefined, {cols: 200});
	await two.waitFor(`${path.basename(file)}: The file of views is no JSON`);
	two.press(',', '2');
	await two.waitFor('Saved view 2');
	two.press('q');
	await two.exit;
	assert.equal(readFileSync(`${file}.damaged-1`, 'utf8'), '{"views": {"paper": {"fil');
});
