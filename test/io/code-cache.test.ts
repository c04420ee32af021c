import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {runCached} from '../../source/io/code-cache.ts';

function makeBundle(context: test.TestContext, source: string): {file: string; cache: string} {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-cache-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'engine.cjs');
	writeFileSync(file, source);
	return {file, cache: path.join(directory, 'kept', 'deep')};
}

const ran: string[] = [];
Object.assign(globalThis, {xtuiTestRan: ran});

test('the second start runs the code that the first one kept', context => {
	const {file, cache} = makeBundle(context, "globalThis.xtuiTestRan.push('one ' + require('node:path').sep)");
	const first = runCached(file, cache);
	assert.equal(first.fromCache, false);
	first.keep();
	assert.equal(runCached(file, cache).fromCache, true);
	assert.deepEqual(ran.splice(0), ['one /', 'one /']);
});

test('what a bundle exports is handed on, and it can require more when it needs to, from a cache too', context => {
	const {file, cache} = makeBundle(context, "exports.load = () => require('node:path')");
	for (const expected of [false, true]) {
		const loaded = runCached(file, cache);
		assert.equal(loaded.fromCache, expected);
		assert.equal((loaded.exports as {load(): typeof path}).load().sep, path.sep);
		loaded.keep();
	}
});

test('a changed program of the same length is not mistaken for the old one', context => {
	const {file, cache} = makeBundle(context, "globalThis.xtuiTestRan.push('a')");
	runCached(file, cache).keep();
	writeFileSync(file, "globalThis.xtuiTestRan.push('b')");
	utimesSync(file, 1, 1);
	assert.equal(runCached(file, cache).fromCache, false);
	assert.deepEqual(ran.splice(0), ['a', 'b']);
});

test('damaged kept code and a directory that cannot be made cost only the gain', context => {
	const {file, cache} = makeBundle(context, "globalThis.xtuiTestRan.push('c')");
	runCached(file, cache).keep();
	const kept = path.join(cache, readdirSync(cache)[0]!);
	const bytes = readFileSync(kept);
	bytes[bytes.length - 5]! ^= 0xff;
	writeFileSync(kept, bytes);
	assert.equal(runCached(file, cache).fromCache, false);
	const nowhere = path.join(file, 'under-a-file');
	runCached(file, nowhere).keep();
	assert.deepEqual(ran.splice(0), ['c', 'c', 'c']);
});

test('a newer build takes the place of what an older one kept, and each part has its own', context => {
	const {file, cache} = makeBundle(context, 'exports.one = 1');
	runCached(file, cache, 'ls').keep();
	runCached(file, cache, 'show').keep();
	// Longer than the older one: both may be written within the same millisecond.
	writeFileSync(file, 'exports.two = 2222');
	runCached(file, cache, 'ls').keep();
	const parts = readdirSync(cache).map(name => name.split('-')[1]);
	assert.deepEqual(parts.sort(), ['ls', 'show']);
	assert.deepEqual(Object.keys(runCached(file, cache, 'ls').exports), ['two']);
});

test('where code was compiled when the program was built, no start compiles it again', context => {
	const {file, cache} = makeBundle(context, "globalThis.xtuiTestRan.push('d')");
	runCached(file, path.join(path.dirname(file), 'compiled')).keep();
	const first = runCached(file, cache);
	assert.equal(first.fromCache, true);
	first.keep();
	assert.equal(existsSync(cache), false);
	assert.deepEqual(ran.splice(0), ['d', 'd']);
});

test('the built program has its compiled code beside it, so that its first command keeps none', context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-cache-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	execFileSync(process.execPath, ['dist/cli.js', 'ls', 'test/fixtures/guild'], {
		env: {...process.env, XDG_CACHE_HOME: directory},
	});
	const kept = readdirSync(directory, {recursive: true}) as string[];
	assert.deepEqual(
		kept.filter(name => name.endsWith('.bin') && name.includes('main-')),
		[],
	);
});

test('a command is compiled once: its second run takes what the first one kept', context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-cache-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const kept = path.join(directory, 'xtui');
	// As it comes out of a package, which has no compiled code.
	const program = path.join(directory, 'program');
	cpSync('dist', program, {recursive: true, filter: file => !file.endsWith('compiled')});
	const run = () => {
		execFileSync(process.execPath, [path.join(program, 'cli.js'), 'ls', 'test/fixtures/guild'], {
			env: {...process.env, XDG_CACHE_HOME: directory},
		});
		const names = readdirSync(kept).filter(name => name.startsWith('main-ls-'));
		return names.map(name => statSync(path.join(kept, name)).mtimeMs);
	};
	const first = run();
	assert.equal(first.length, 1);
	// What V8 refuses is kept anew.
	assert.deepEqual(run(), first);
});

test('what is read as Latin-1 holds nothing but ASCII, regular expressions included', () => {
	const scripts = readdirSync('dist').filter(name => /\.cjs$|^cli\.js$/.test(name));
	assert.ok(scripts.includes('engine.cjs') && scripts.includes('main.cjs'));
	const more = scripts.filter(name => /[^\x00-\x7f]/.test(readFileSync(path.join('dist', name), 'utf8')));
	assert.deepEqual(more, []);
});
