import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {runCommand} from './run-command.ts';
import {makeStage} from './story.ts';

/** A place for settings, and the environment in which they are found. */
function makeSettings(context: TestContext, text: string) {
	const home = mkdtempSync(path.join(os.tmpdir(), 'xtui-settings-'));
	context.after(() => rmSync(home, {recursive: true, force: true}));
	mkdirSync(path.join(home, 'xtui'));
	const file = path.join(home, 'xtui', 'settings.yaml');
	writeFileSync(file, text);
	return {file, env: {XDG_CONFIG_HOME: home, XDG_CACHE_HOME: path.join(home, 'cache')}};
}

test('settings say where to look, which keys do what, and what odd files mean', async context => {
	const stage = makeStage(context);
	stage.write('a', 'train.log', 'begin\nafter 10 rounds the price is 0.75 now\nafter 20 rounds the price is 0.5 now\n');
	stage.write('b', 'metrics.csv', 'zyklus,loss\n10,3\n20,2\n');
	const {env} = makeSettings(
		context,
		[
			`roots: ${stage.root}`,
			'keys:',
			'  sort: ctrl-t',
			'steps: [zyklus]',
			'lines:',
			"  step: 'after (\\d+) rounds'",
			"  price: 'price is ([\\d.]+)'",
			'',
		].join('\n'),
	);
	const listed = runCommand(['ls', '--json'], os.tmpdir(), env);
	const runs = JSON.parse(listed.stdout) as {dir: string; metrics: Record<string, {last: unknown}>}[];
	const metrics = Object.assign({}, ...runs.map(run => run.metrics)) as Record<string, {points: number; last: unknown}>;
	assert.deepEqual(metrics.price?.last, [20, 0.5]);
	assert.deepEqual(metrics.loss?.last, [20, 2]);
	assert.equal(metrics.zyklus, undefined);
	assert.match(runCommand(['keys'], os.tmpdir(), env).stdout, /ctrl-t +Sort by…/);

	const drive = stage.open([], {env: {...env}, cwd: os.tmpdir()});
	await drive.waitFor('2 runs');
	await drive.waitFor('0.5000');
	drive.press('s');
	drive.press('ctrl-t');
	await drive.waitFor('Sort by');
	drive.press('escape', 'q');
	await drive.exit;
});

test('what is wrong with the settings is told with its line, by settings, doctor and the screen; the rest is in force', async context => {
	const stage = makeStage(context);
	stage.csv('a', [3, 2, 1]);
	const {file, env} = makeSettings(context, 'mouse: false\nascii: maybe\nkeys:\n  srot: s\n');
	const {status, stdout, stderr} = runCommand(['settings'], stage.root, env);
	assert.equal(status, 1);
	assert.match(stdout, /^mouse +false {2}\(line 1\)$/m);
	assert.match(stdout, /^ascii +false {2}\(usual\)$/m);
	assert.match(stderr, new RegExp(`${file}:2: ascii is true or false`));
	assert.match(stderr, new RegExp(`${file}:4: keys.srot is no action; did you mean sort`));
	assert.match(runCommand(['doctor', stage.root], stage.root, env).stdout, /settings\.yaml:4: keys\.srot is no action/);
	const drive = stage.open(undefined, {env, cols: 200});
	await drive.waitFor('settings.yaml:2: ascii is true or false (and 1 more)');
	drive.press('q');
	await drive.exit;

	writeFileSync(file, 'keys: [\n  broken: }\n');
	assert.match(runCommand(['settings'], stage.root, env).stderr, /settings\.yaml:\d: is no YAML/);
	assert.equal(runCommand(['ls', stage.root], stage.root, env).status, 0, 'nothing else stops for it');
});
