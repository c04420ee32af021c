import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {FileState} from '../../source/core/files/files.ts';
import {nodeFiles} from '../../source/io/files.ts';

test('a listed file is read whole, whatever its size, and its state is that of the reading', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-files-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const file = path.join(root, 'file');
	for (const bytes of [0, 1, 511, 512, 64 * 1024 - 1, 64 * 1024, 200_000]) {
		const content = Buffer.from(Array.from({length: bytes}, (_, i) => (i * 7) & 0xff));
		writeFileSync(file, content);
		const states: FileState[] = [];
		const read = nodeFiles.readListed(file, bytes, state => states.push(state));
		assert.ok(read !== null && content.equals(read), `${bytes} bytes`);
		const {size, mtimeMs, ino} = statSync(file);
		assert.deepEqual(states, [{size, modifiedAtMs: mtimeMs, inode: ino}]);
		assert.equal(bytes > 0 ? nodeFiles.readListed(file, bytes - 1) : null, null, 'larger than was asked for');
	}
	assert.equal(nodeFiles.readListed(root, 100), null, 'a directory');
	assert.equal(nodeFiles.readListed(path.join(root, 'gone'), 100), null);
});

test('what desktops leave beside files is not listed', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-files-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const litter = ['._events.out.tfevents.1.vm', '.DS_Store', 'Thumbs.db', 'desktop.ini', 'Desktop.ini', '~$results.csv'];
	const kept = ['._kept', '.hydra', '_meta.json', 'desktop.json', 'events.out.tfevents.1.vm', 'thumbs.csv', '~results.csv'];
	for (const name of [...litter, ...kept])
		if (name === '._kept' || name === '.hydra') mkdirSync(path.join(root, name));
		else writeFileSync(path.join(root, name), '');
	assert.deepEqual(
		nodeFiles
			.list(root)!
			.map(({name}) => name)
			.sort(),
		kept,
	);
	assert.deepEqual(
		nodeFiles.names(root)!.sort(),
		kept.filter(name => name !== '._kept'),
	);
});
