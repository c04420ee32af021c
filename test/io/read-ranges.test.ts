import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {nodeFiles} from '../../source/io/files.ts';

test('ranges come in the order in which they were asked for, near or far, and only in full', () => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-ranges-'));
	const file = path.join(directory, 'data.db');
	const bytes = Uint8Array.from({length: 3_000_000}, (_, i) => (i >> 8) % 251);
	writeFileSync(file, bytes);
	const offsets = [2_900_000, 0, 512, 1_500_000, 512, 4096, 2_999_999, 3_000_001];
	const found = nodeFiles.readRanges!(file, offsets, 512);
	for (const [i, offset] of offsets.slice(0, 6).entries())
		assert.deepEqual(new Uint8Array(found[i]!), bytes.subarray(offset, offset + 512));
	assert.deepEqual(found.slice(6), [null, null]);
	assert.deepEqual(nodeFiles.readRanges!(path.join(directory, 'absent'), [0, 512], 512), [null, null]);
	rmSync(directory, {recursive: true});
});
