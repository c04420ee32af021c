import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

test('runs of a collection have one path, whether that is named itself or a directory above it', () => {
	const above = path.resolve('test/fixtures/recorder');
	const collection = path.join(above, 'errors.collection');
	const found = (root: string) => {
		const {registry} = scanOnce([root], nodeFiles, formats);
		const runs = [...registry.runs.values()].filter(run => run.path.startsWith(collection));
		return runs.map(run => `${run.path} ${run.id} ${run.facts.name}`).sort();
	};
	assert.equal(found(collection).length, 5);
	assert.deepEqual(found(collection), found(above));
});
