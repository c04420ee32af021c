import assert from 'node:assert/strict';
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
