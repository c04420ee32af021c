import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {FileAccess} from '../../source/core/files/files.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {asAnyone} from '../as-anyone.ts';

const {hearShut, isShut} = nodeFiles as Required<FileAccess>;

function makeTree(context: TestContext): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-shut-'));
	context.after(() => {
		chmodSync(path.join(root, 'shut'), 0o755);
		rmSync(root, {recursive: true, force: true});
	});
	chmodSync(root, 0o755);
	for (const name of ['open', 'shut', 'shut/deep']) mkdirSync(path.join(root, name));
	for (const name of ['open/file', 'open/locked', 'shut/deep/file']) writeFileSync(path.join(root, name), 'text');
	symlinkSync(path.join(root, 'shut/deep'), path.join(root, 'open/link'));
	chmodSync(path.join(root, 'open/locked'), 0);
	chmodSync(path.join(root, 'shut'), 0);
	return root;
}

test('every way to ask of what may not be read tells that it is there, and of a directory only once what is in it', context => {
	const root = makeTree(context);
	const told = (ask: (path: string) => unknown, name: string) => {
		const found: string[] = [];
		const teller = (file: string, isDirectory: boolean, why: string) =>
			found.push(`${path.relative(root, file)} ${isDirectory ? 'directory' : 'file'} ${why}`);
		asAnyone(() => hearShut(teller, () => ask(path.join(root, name))));
		return found;
	};
	const reads = [
		(file: string) => nodeFiles.readWhole(file, 100),
		(file: string) => nodeFiles.readRange(file, 0, 1),
		(file: string) => nodeFiles.readListed(file, 100),
		(file: string) => nodeFiles.tail(file).read(() => 0, 100),
		(file: string) => nodeFiles.tail(file, true).read(() => 0, 100),
	];
	// That `exists` goes by who the process really is, and so can be asked by nobody here.
	const others = [nodeFiles.stat, nodeFiles.list, nodeFiles.names];
	for (const read of reads) {
		assert.deepEqual(told(read, 'open/locked'), ['open/locked file permission denied']);
		assert.deepEqual(told(read, 'open/file'), []);
		assert.deepEqual(told(read, 'open/gone'), []);
	}
	for (const ask of [...reads, ...others]) {
		assert.deepEqual(told(ask, 'shut/deep/file'), ['shut directory permission denied']);
		assert.deepEqual(told(ask, 'open/link/file'), ['open/link file permission denied'], 'a link to it, wherever that leads');
		assert.deepEqual(told(ask, 'open/gone/file'), []);
	}
	assert.deepEqual(told(nodeFiles.list, 'shut'), ['shut directory permission denied']);
	const shut = ['open/locked', 'shut', 'shut/deep/file', 'open/file', 'open/gone', 'open'];
	assert.deepEqual(
		asAnyone(() => shut.map(name => isShut(path.join(root, name)))),
		[true, true, true, false, false, false],
	);
});

test('what is no file where one is asked for is told by each way to read it, and by a listing where it has the name of one', context => {
	const root = makeTree(context);
	const at = (name: string) => path.join(root, 'open', name);
	execFileSync('mkfifo', ['run.json', 'agent', 'in.log', 'pipe.txt', 'control.lock'].map(at));
	mkdirSync(at('lock.yaml'));
	symlinkSync('/dev/null', at('silent.log'));
	const told = (ask: () => unknown) => {
		const found: string[] = [];
		hearShut((file, isDirectory, why) => found.push(`${path.basename(file)} ${isDirectory} ${why}`), ask);
		return found;
	};
	const pipe = ' false it is a pipe, a socket or a device';
	const directory = ' false it is a directory and no file';
	const reads = [
		(file: string) => nodeFiles.readWhole(file, 100),
		(file: string) => nodeFiles.readRange(file, 0, 1),
		(file: string) => nodeFiles.readListed(file, 100),
		(file: string) => nodeFiles.tail(file).read(() => 0, 100),
	];
	for (const round of ['before a listing', 'behind one'])
		for (const read of reads) {
			assert.deepEqual([...new Set(told(() => read(at('run.json'))))], [`run.json${pipe}`], round);
			assert.deepEqual(
				told(() => read(at('lock.yaml'))),
				[`lock.yaml${directory}`],
			);
			if (round === 'before a listing' && read === reads.at(-1)) nodeFiles.list(at('.'));
		}
	assert.deepEqual(
		told(() => nodeFiles.list(path.join(root, 'open'))),
		[`run.json${pipe}`],
		'a pipe of any other name may be anybody’s, and a log that nobody wants is none',
	);
	assert.deepEqual(
		told(() => [nodeFiles.stat(at('run.json')), nodeFiles.stat(at('silent.log')), nodeFiles.stat(at('lock.yaml'))]),
		[`run.json${pipe}`],
	);
	assert.deepEqual(nodeFiles.othersIn!(path.join(root, 'open')), [at('run.json')]);
	assert.deepEqual(
		['run.json', 'lock.yaml', 'file'].map(name => isShut(at(name), true)),
		[true, true, false],
	);
	assert.equal(isShut(at('lock.yaml')), false, 'a directory may be looked into');
});

test('nothing is told where nobody listens, or when the listening is over', context => {
	const file = path.join(makeTree(context), 'open/locked');
	const found: string[] = [];
	asAnyone(() => {
		assert.throws(() =>
			hearShut(
				at => found.push(at),
				() => {
					throw new Error('a reader that fails');
				},
			),
		);
		assert.equal(nodeFiles.readWhole(file, 100), null);
	});
	assert.deepEqual(found, []);
});
