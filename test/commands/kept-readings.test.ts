import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {runCommand} from '../drive/run-command.ts';

test('what a command has read is kept for the next one, and a damaged cache costs nothing but time', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-readings-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const runs = path.join(root, 'runs');
	cpSync('test/fixtures/guild/home', runs, {recursive: true});
	for (const name of readdirSync(runs, {recursive: true}) as string[]) utimesSync(path.join(runs, name), 1.7e9, 1.7e9);
	const cache = path.join(root, 'cache', 'xtui', 'readings');
	const list = () => {
		const {status, stdout} = runCommand(['ls', '--csv', runs], undefined, {XDG_CACHE_HOME: path.join(root, 'cache')});
		assert.equal(status, 0);
		const [file] = readdirSync(cache);
		return {
			lines: stdout.split('\n').length,
			text: stdout.replace(/(?<=,)\d+(\.\d+)?(?=,)/g, 'n'),
			file: path.join(cache, file!),
		};
	};
	const first = list();
	assert.ok(first.lines > 3);
	const keptAtMs = statSync(first.file).mtimeMs;
	assert.equal(list().text, first.text);
	assert.equal(statSync(first.file).mtimeMs, keptAtMs, 'nothing was read that was not kept');
	truncateSync(first.file, 1000);
	assert.equal(list().text, first.text);
	assert.ok(statSync(first.file).size > 1000, 'it is kept anew');
});

test('a cache that cannot be written costs nothing but time', () => {
	const runs = 'test/fixtures/guild/home';
	const {status, stdout, stderr} = runCommand(['ls', '--ids', runs], undefined, {XDG_CACHE_HOME: path.resolve('package.json')});
	assert.equal(status, 0, stderr);
	assert.ok(stdout.split('\n').length > 3);
});
