import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {cannotRead} from '../../../source/formats/plain/cannot-read.ts';
import {nodeFiles} from '../../../source/io/files.ts';

test('a pipe is called one, where a file that cannot be read asks who may', context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-pipe-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const [pipe, file] = [path.join(directory, 'pipe'), path.join(directory, 'file')];
	execFileSync('mkfifo', [pipe]);
	writeFileSync(file, 'x');
	assert.match(cannotRead(nodeFiles, pipe), /^Is a pipe/);
	assert.match(cannotRead(nodeFiles, file), /who may read it$/);
});
