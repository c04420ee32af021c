import assert from 'node:assert/strict';
import {test} from 'node:test';
import {handlesOf} from '../../../source/encodings/rocksdb/block.ts';
import {maskedSum} from '../../../source/encodings/rocksdb/checksum.ts';
import {RocksDatabase} from '../../../source/encodings/rocksdb/database.ts';
import {MergedWrites} from '../../../source/encodings/rocksdb/merged-writes.ts';
import {loadFixture} from '../../formats/load-fixture.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';

const blockBytes = 32 * 1024;
const headBytes = 7;

/** A write of one key as a record of a log that fills a whole block of it. */
function blockOf(sequence: number, key: string): Buffer {
	const block = Buffer.alloc(blockBytes);
	block.writeUInt16LE(blockBytes - headBytes, 4);
	block[6] = 1;
	block.writeUInt32LE(sequence, headBytes);
	block.writeUInt32LE(1, headBytes + 8);
	const at = headBytes + 12;
	block[at] = 1;
	block[at + 1] = key.length;
	block.write(key, at + 2);
	const value = at + 2 + key.length;
	const length = blockBytes - value - 3;
	block[value] = (length & 0x7f) | 0x80;
	block[value + 1] = ((length >> 7) & 0x7f) | 0x80;
	block[value + 2] = length >> 14;
	block.writeUInt32LE(maskedSum(block, 6, blockBytes), 0);
	return block;
}

test('of a log that grows only what came is read', () => {
	const log = '/db/000004.log';
	const files = new MemoryFiles().write('/db/CURRENT', 'none').write(log, Buffer.concat([blockOf(1, 'a'), blockOf(2, 'b')]));
	const database = new RocksDatabase('/db', files, new MergedWrites((_, start, end) => end - start, 'BLOBS', false));
	assert.equal(database.refresh(1e9).bytesRead, 2 * blockBytes);
	const third = blockOf(3, 'c');
	files.append(log, third.subarray(0, 1000));
	assert.equal(database.refresh(1e9).bytesRead, 1000);
	files.append(log, third.subarray(1000));
	assert.equal(database.refresh(1e9).bytesRead, blockBytes);
	assert.deepEqual(
		database.writes.sorted().map(([key]) => key),
		['a', 'b', 'c'],
	);
	assert.deepEqual([...database.faults], []);
});

test('an index that names one block again and again is read up to there', () => {
	const entry = [0, 1, 65, 10, 20];
	const block = Buffer.from([...entry, ...entry, ...entry, 0, 0, 0, 0]);
	assert.deepEqual(handlesOf(block, true), [{offset: 10, size: 20}]);
});

test('what moved to another file while it was read is not missing between what is there', () => {
	const old = Buffer.concat([blockOf(1, 'a'), blockOf(2, 'b')]);
	class Moving extends MemoryFiles {
		override names(path: string): string[] | null {
			const names = super.names(path);
			if (this.stat('/db/000004.log') !== null) this.write('/db/000006.log', old).remove('/db/000004.log');
			return names;
		}
	}
	const files = new Moving().write('/db/CURRENT', 'none').write('/db/000004.log', old).write('/db/000005.log', blockOf(3, 'c'));
	const writes = new MergedWrites((_, start, end) => end - start, 'BLOBS', false);
	const database = new RocksDatabase('/db', files, writes);
	database.refresh(1e9);
	assert.deepEqual(
		writes.sorted().map(([key]) => key),
		['a', 'b', 'c'],
	);
	assert.equal(database.refresh(1e9).isChanged, false);
	assert.deepEqual([...database.faults], []);
});

test('what was read counts still when tables were put together, where nothing is ever deleted', () => {
	const table = loadFixture('aim').readWhole('/aim/.aim/seqs/chunks/3d5883db9f65410b988961d4/000009.sst', 1e6)!;
	for (const onlyGrows of [true, false]) {
		const files = new MemoryFiles().write('/db/CURRENT', 'none').write('/db/000009.sst', table);
		const database = new RocksDatabase('/db', files, new MergedWrites((_, start, end) => end - start, 'BLOBS', false), onlyGrows);
		database.refresh(1e9);
		const before = database.writes.sorted();
		assert.ok(before.length > 0);
		files.remove('/db/000009.sst').write('/db/000012.sst', table);
		database.refresh(1e9);
		assert.deepEqual(database.writes.sorted(), before);
		assert.equal(database.generation, onlyGrows ? 0 : 1);
		files.remove('/db/000012.sst').write('/db/000013.sst', table.subarray(0, 100));
		database.refresh(1e9);
		assert.deepEqual([...database.faults.keys()], ['/db/000013.sst']);
		assert.equal(database.writes.sorted().length, onlyGrows ? before.length : 0);
	}
});
