import assert from 'node:assert/strict';
import {type SpawnSyncOptionsWithStringEncoding, spawnSync} from 'node:child_process';
import {chmodSync, cpSync, mkdirSync, readdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {makeStage} from './story.ts';

const program = path.resolve('dist/cli.js');
/** Nobody, where this is root, whom no permission stops. */
const nobody = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};

/**
 * Takes rights away, runs the program as somebody whom that stops, and gives the rights back; null where that user cannot reach the program.
 * @param modes what is left of the rights, by path below the home
 * @param own variables of that user's environment
 */
function runLocked(words: readonly string[], home: string, modes: Record<string, number>, own: NodeJS.ProcessEnv = {}) {
	const options: SpawnSyncOptionsWithStringEncoding = {
		encoding: 'utf8',
		timeout: 30_000,
		env: {...process.env, HOME: home, ...own},
		...nobody,
	};
	if (spawnSync(process.execPath, [program, '--version'], options).status !== 0) return null;
	for (const [name, mode] of Object.entries(modes)) chmodSync(path.join(home, name), mode);
	const result = spawnSync(process.execPath, [program, ...words], options);
	for (const name of Object.keys(modes)) chmodSync(path.join(home, name), 0o755);
	return result;
}

/** A tree that everybody may read, for parts of it to be locked. */
function makeOpenStage(context: TestContext) {
	const stage = makeStage(context);
	chmodSync(stage.root, 0o755);
	for (const name of ['open', 'file', 'shut', 'dark']) {
		stage.csv(name, [1, 2, 3]);
		chmodSync(path.join(stage.root, name), 0o755);
	}
	return stage;
}

test('what this user may not read is named, each once, and the rest is listed', context => {
	const stage = makeOpenStage(context);
	const modes = {'file/metrics.csv': 0o000, shut: 0o000, dark: 0o444};
	const result = runLocked(['ls', stage.root, '--json'], stage.root, modes);
	if (result === null) return context.skip('the other user cannot reach the program');
	assert.deepEqual(
		JSON.parse(result.stdout).map(({dir}: {dir: string}) => dir),
		['open'],
	);
	assert.deepEqual(result.stderr.trim().split('\n').sort(), [
		`xtui: ${stage.root}/dark: Cannot look into this directory: permission denied`,
		`xtui: ${stage.root}/file/metrics.csv: Cannot be read: permission denied`,
		`xtui: ${stage.root}/shut: Cannot look into this directory: permission denied`,
	]);
});

for (const name of ['cache', 'state', 'config']) {
	test(`a directory for ${name} that this user may not look into costs nothing of the list`, context => {
		const stage = makeOpenStage(context);
		mkdirSync(path.join(stage.root, `.${name}`));
		const variables = {[`XDG_${name.toUpperCase()}_HOME`]: path.join(stage.root, `.${name}`)};
		const result = runLocked(['ls', stage.root, '--json'], stage.root, {[`.${name}`]: 0o000}, variables);
		if (result === null) return context.skip('the other user cannot reach the program');
		assert.deepEqual([result.status, JSON.parse(result.stdout).length], [0, 4]);
		assert.ok(!result.stderr.includes('EACCES'), result.stderr);
		// Nothing new is kept of a place without runs: what was kept is looked at alone.
		mkdirSync(path.join(stage.root, 'bare'));
		const bare = runLocked(['ls', path.join(stage.root, 'bare'), '--json'], stage.root, {[`.${name}`]: 0o000}, variables);
		assert.deepEqual([bare?.status, JSON.parse(bare?.stdout ?? '')], [0, []], bare?.stderr);
		// Settings that nobody can look for are told by what they could forbid alone.
		assert.ok(!`${result.stderr}${bare?.stderr}`.includes('settings.yaml'));
		const tagged = runLocked(['tag', path.join(stage.root, 'open'), 'x'], stage.root, {[`.${name}`]: 0o000}, variables);
		assert.equal(
			/tag was refused: mend the settings first .*whether .*settings\.yaml says readonly cannot be told/.test(tagged!.stderr),
			name === 'config',
		);
	});
}

test('a root that this user may not read is a failure that says so', context => {
	const stage = makeOpenStage(context);
	const shut = path.join(stage.root, 'shut');
	const result = runLocked(['ls', shut], stage.root, {shut: 0o000});
	if (result === null) return context.skip('the other user cannot reach the program');
	assert.equal(result.status, 1);
	assert.match(result.stderr, /cannot look under .*shut: permission denied; name a directory that exists and that you may read/);
});

test('where nothing could be read the list is empty and a failure', context => {
	const stage = makeOpenStage(context);
	const result = runLocked(['ls', path.join(stage.root, 'file'), '--json'], stage.root, {'file/metrics.csv': 0o000});
	if (result === null) return context.skip('the other user cannot reach the program');
	assert.deepEqual([result.status, JSON.parse(result.stdout)], [1, []]);
	assert.equal(result.stderr.trim(), `xtui: ${stage.root}/file/metrics.csv: Cannot be read: permission denied`);
});

test('a database that may not be read is named, once, and is not called damaged', context => {
	const stage = makeOpenStage(context);
	const names = ['example.db', 'mlflow.db', 'study.sqlite3'];
	for (const name of names) writeFileSync(path.join(stage.root, name), 'SQLite format 3\0');
	const result = runLocked(['ls', stage.root], stage.root, Object.fromEntries(names.map(name => [name, 0o000])));
	if (result === null) return context.skip('the other user cannot reach the program');
	assert.deepEqual(
		result.stderr.trim().split('\n').sort(),
		names.map(name => `xtui: ${path.join(stage.root, name)}: Cannot be read: permission denied`),
	);
});

test('what is known by its name alone is named once by a check too where it may not be read', context => {
	const stage = makeOpenStage(context);
	const names = ['history.json', 'metrics.csv.gz', 'study.pkl', 'train.log'];
	for (const name of names) writeFileSync(path.join(stage.root, name), 'step,loss\n1,2\n');
	const result = runLocked(['check', stage.root], stage.root, Object.fromEntries(names.map(name => [name, 0o000])));
	if (result === null) return context.skip('the other user cannot reach the program');
	assert.equal(result.status, 1);
	assert.deepEqual(
		result.stdout.split('\n').flatMap(line => /^ {2}error +(.*)/.exec(line)?.[1] ?? []),
		names.map(name => `${path.join(stage.root, name)}: Cannot be read: permission denied`),
	);
});

/** Copies a run as if nobody had written to it for long. */
function copyOld(from: string, to: string): void {
	cpSync(from, to, {recursive: true});
	const long = new Date('2026-01-01');
	for (const name of readdirSync(to, {recursive: true})) utimesSync(path.join(to, String(name)), long, long);
}

test('what of a run may not be read is named once by its own path, in the list and by a check, and the run is unknown', context => {
	const stage = makeOpenStage(context);
	const run = path.join(stage.root, 'train');
	copyOld('test/fixtures/ultralytics/train', run);
	const listed = runLocked(['ls', run, '--json'], stage.root, {'train/results.csv': 0o000});
	if (listed === null) return context.skip('the other user cannot reach the program');
	const [row] = JSON.parse(listed.stdout) as [{status: string; problems: {file: string; message: string}[]}];
	assert.equal(row.status, 'unknown');
	assert.deepEqual(row.problems, [{file: path.join(run, 'results.csv'), message: 'Cannot be read: permission denied'}]);
	const checked = runLocked(['check', run], stage.root, {'train/results.csv': 0o000})!;
	assert.equal(checked.stdout.match(/results\.csv/g)?.length, 1, checked.stdout);
	const plots = path.join(stage.root, 'dvclive');
	copyOld('test/fixtures/dvclive/ok/dvclive', plots);
	const folder = runLocked(['ls', plots, '--json'], stage.root, {'dvclive/plots': 0o000})!;
	const [live] = JSON.parse(folder.stdout) as [{status: string; problems: {file: string}[]}];
	assert.deepEqual([live.status, live.problems.map(({file}) => file)], ['unknown', [path.join(plots, 'plots')]]);
});
