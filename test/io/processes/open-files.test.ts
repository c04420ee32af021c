import assert from 'node:assert/strict';
import {closeSync, existsSync, mkdtempSync, openSync, rmSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {OpenFiles} from '../../../source/io/processes/open-files.ts';

test('who holds a file in shared memory is its writer, as on any disk', {skip: !existsSync('/dev/shm')}, context => {
	const directory = mkdtempSync('/dev/shm/xtui-open-');
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'metrics.csv');
	const descriptor = openSync(file, 'a');
	context.after(() => closeSync(descriptor));
	assert.deepEqual(OpenFiles.scan().writersOf(file), [{pid: process.pid, deleted: false}]);
	assert.deepEqual(OpenFiles.scan().writersOf('/dev/null'), []);
});
