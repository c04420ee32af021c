import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
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
	for (const verb of ['settings', 'keys']) {
		const refused = runCommand([verb, 'elsewhere'], stage.root, env);
		assert.deepEqual([refused.status, refused.stdout], [2, '']);
		assert.match(refused.stderr, new RegExp(`${verb} takes no words, and elsewhere is one`));
	}
	assert.match(runCommand(['settings'], stage.root, env).stderr, /settings\.yaml:\d: is no YAML/);
	assert.equal(runCommand(['ls', stage.root], stage.root, env).status, 0, 'nothing else stops for it');
});

test('settings that may say readonly, and cannot be made out, refuse every act, and every command names the fault', async context => {
	const stage = makeStage(context);
	stage.csv('a', [3, 2, 1]);
	const {file, env} = makeSettings(context, '');
	const state = {...env, XDG_STATE_HOME: path.join(stage.root, 'state')};
	const tag = () => runCommand(['tag', path.join(stage.root, 'a'), 'good'], stage.root, state);
	const faulty = [
		['readonly: yes\n', ':1: readonly is true or false'],
		['mouse: true\nreadonly: "true"\n', ':2: readonly is true or false'],
		['readonly: true\nreadonly: false\n', ':2: is no YAML'],
		['readonly: true\nroots: [a\n', ':3: is no YAML'],
		['readonly: *none\n', ': is no YAML'],
		['- readonly\n', ': The settings are a table'],
	];
	for (const [text, fault] of faulty) {
		writeFileSync(file, text!);
		const {status, stdout, stderr} = tag();
		assert.deepEqual([status, stdout], [1, ''], text);
		assert.ok(
			stderr.includes(
				`tag was refused: mend the settings first (see xtui settings): whether ${file} says readonly cannot be told`,
			),
			stderr,
		);
		assert.ok(stderr.includes(`xtui: ${file}${fault}`), stderr);
	}
	const listed = runCommand(['ls', stage.root], stage.root, state);
	assert.equal(listed.status, 0);
	assert.ok(listed.stderr.includes(file), listed.stderr);
	const told = runCommand(['settings'], stage.root, state);
	assert.match(told.stdout, /^readonly +true {2}\(until the file is mended: it may say so\)$/m);
	assert.match(runCommand(['doctor', stage.root], stage.root, state).stdout, /Mend it; until then nothing is changed or started/);
	assert.equal(runCommand(['run', '--', 'true'], stage.root, state).status, 1, 'nor is anything started');
	assert.ok(!existsSync(path.join(stage.root, 'runs')));

	// What cannot be read: a directory, a link to a disk that is not there.
	rmSync(file);
	mkdirSync(file);
	assert.match(tag().stderr, /settings\.yaml: cannot be read: is a directory[\s\S]*was refused/);
	rmSync(file, {recursive: true});
	symlinkSync(path.join(stage.root, 'gone.yaml'), file);
	assert.match(tag().stderr, /settings\.yaml: cannot be read: .* is a link that leads nowhere[\s\S]*was refused/);

	const drive = stage.open(undefined, {env: state, cols: 200});
	await drive.waitFor('1 run');
	drive.press('e');
	await drive.waitFor('Refused: mend the settings first');
	drive.press('q');
	await drive.exit;

	// What is wrong elsewhere, and no file at all, forbid nothing.
	rmSync(file);
	writeFileSync(file, 'readonly: false\nmouse: maybe\n');
	assert.deepEqual([tag().status, tag().stderr.includes('mouse')], [0, false]);
	rmSync(file);
	assert.equal(runCommand(['untag', path.join(stage.root, 'a'), 'good'], stage.root, state).status, 0);
});
