import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {findBroken} from '../../../source/formats/stores/find-databases.ts';
import {loadFixture} from '../load-fixture.ts';

const files = loadFixture('sqlite');
const whole = Buffer.from(files.readWhole('/sqlite/odd.db', 1e6)!);
const pageBytes = whole.readUInt16BE(16);

let count = 0;
function broken(bytes: Uint8Array | string, siblings: string[] = [], name = 'vision.db'): string[] {
	const directory = `/d${count++}`;
	files.write(`${directory}/${name}`, bytes);
	const listing = {path: directory, entries: files.list(directory)};
	return findBroken(listing, files, new Set(), new Set(siblings)).map(({message}) => message);
}

test('a database that was compressed in place, has something in front of it or lost its first page is named', () => {
	assert.match(
		broken(gzipSync(whole))[0]!,
		/^A SQLite database that was compressed with gzip under the name that it had: unpack it/,
	);
	assert.match(broken(Buffer.concat([Buffer.from('\ufeff'), whole]))[0]!, /^A SQLite database with 3 bytes in front of it/);
	const zeroed = Buffer.concat([new Uint8Array(pageBytes), whole.subarray(pageBytes)]);
	assert.match(broken(zeroed)[0]!, /^Cannot be read as a SQLite database: its first page holds nothing but zero bytes/);
});

test('what another program called a database is left to it, but beside a project of trackio', () => {
	const noise = Uint8Array.from({length: 9000}, (_, at) => (at * 7919 + (at >> 3) * 104729) % 251);
	for (const bytes of [noise, gzipSync('no database'.repeat(20)), 'no database'.repeat(20)]) assert.deepEqual(broken(bytes), []);
	const lightning = Buffer.alloc(8192);
	lightning.writeUInt32LE(0xbeefc0de, 16);
	assert.deepEqual(broken(lightning), []);
	assert.match(broken(noise, ['trackio'])[0]!, /^Cannot be read as a SQLite database; if it holds runs/);
});

test('of a store that Git LFS has left as a pointer is said how to get it', () => {
	const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 8192000\n`;
	assert.match(
		broken(pointer, [], 'mlflow.db')[0]!,
		/^Cannot be read: only Git LFS's pointer .* git lfs pull .*; if it holds runs/,
	);
	assert.deepEqual(broken(pointer), []);
});
