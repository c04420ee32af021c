import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {keepReadings, readReadings} from '../../../source/io/kept/readings.ts';

/** A cache of its own, and the files in it. */
function makeCache(context: TestContext): () => string[] {
	const cache = mkdtempSync(path.join(os.tmpdir(), 'xtui-cache-'));
	context.after(() => rmSync(cache, {recursive: true, force: true}));
	process.env.XDG_CACHE_HOME = cache;
	const files = path.join(cache, 'xtui', 'readings');
	return () => readdirSync(files).map(name => path.join(files, name));
}

test('what was kept comes back for the same directories, unless a byte of it is another one or it is cut short', context => {
	const files = makeCache(context);
	const kept = {runs: ['a', 'b'], sizes: new Float64Array([1, 2.5])};
	assert.equal(readReadings(['/one']), null);
	keepReadings(['/one'], kept);
	assert.deepEqual([readReadings(['/one']), readReadings(['/two'])], [kept, null]);
	const [file] = files() as [string];
	const bytes = readFileSync(file);
	for (let at = 0; at < bytes.length; at++) {
		const damaged = Buffer.from(bytes);
		damaged[at]! ^= 1;
		writeFileSync(file, damaged);
		assert.equal(readReadings(['/one']), null, `byte ${at}`);
	}
	for (let size = 0; size < bytes.length; size++) {
		writeFileSync(file, bytes);
		truncateSync(file, size);
		assert.equal(readReadings(['/one']), null, `${size} bytes`);
	}
});

test('what nobody has renewed for a month goes when something new is kept', context => {
	const files = makeCache(context);
	for (const root of ['/old', '/young']) keepReadings([root], {root});
	for (const file of files()) {
		const days = readFileSync(file, 'latin1').includes('/old') ? 31 : 29;
		const at = Date.now() / 1000 - days * 86_400;
		utimesSync(file, at, at);
	}
	assert.deepEqual(readReadings(['/old']), {root: '/old'});
	keepReadings(['/new'], {root: '/new'});
	assert.deepEqual(
		['/old', '/young', '/new'].map(root => readReadings([root])),
		[null, {root: '/young'}, {root: '/new'}],
	);
});
