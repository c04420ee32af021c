import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BlockLog, blockBytes} from '../../../source/encodings/records/block-log.ts';
import {blockLog} from '../block-log-writer.ts';

const header = {text: ':LOG', magic: 0x1234, version: 3};
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Feeds a log that grows to the given sizes; each chunk is written over afterwards. */
function scanGrowing(file: Uint8Array, sizes: Iterable<number>, log = new BlockLog(header)) {
	const lengths: number[] = [];
	const damage: [number, string][] = [];
	let offset = 0;
	for (const size of sizes) {
		const chunk = new Uint8Array(file.subarray(offset, size));
		offset += log.scan(chunk, viewOf(chunk), offset, {
			record(bytes, _view, start, end) {
				lengths.push(end - start);
				// Every record is filled with the low byte of its length, so a mix of records shows.
				for (let at = start; at < end; at++) assert.equal(bytes[at], (end - start) & 255);
			},
			damage: (at, what) => damage.push([at, what]),
		});
		chunk.fill(0xee);
	}
	return {lengths, damage, offset, log};
}

const recordOf = (length: number) => new Uint8Array(length).fill(length & 255);
// The third ends seven bytes before a block, so an empty first chunk follows; the fifth spans four blocks.
const sizes = [10, 300, blockBytes - 7 - 17 - 307 - 14, 40, 100_000, 0, 5];
const file = blockLog(header, sizes.map(recordOf));

test('reads the same records wherever the log was cut when it was looked at', () => {
	for (let cut = 0; cut <= file.length; cut += cut < 400 || Math.abs(cut - blockBytes) < 20 ? 1 : 1009) {
		const {lengths, damage, offset} = scanGrowing(file, [cut, file.length]);
		assert.deepEqual(lengths, sizes);
		assert.deepEqual(damage, []);
		assert.equal(offset, file.length);
	}
});

test('keeps the parts of a record that is not finished, also at the very end of a block', () => {
	const {lengths, offset, log} = scanGrowing(file, [2 * blockBytes]);
	assert.deepEqual(lengths, sizes.slice(0, 4));
	assert.equal(offset, 2 * blockBytes);
	assert.ok(log.torn);
});

test('a bad checksum costs the rest of its block and the record that reaches out of it', () => {
	const damaged = Buffer.from(file);
	damaged[7 + 17 + 10]! ^= 4;
	const {lengths, damage} = scanGrowing(damaged, [50, 5000, damaged.length]);
	assert.deepEqual(lengths, [10, 100_000, 0, 5]);
	assert.deepEqual(damage, [[24, 'bad checksum, the rest of this 32 KiB block is skipped']]);
});

test('damage in the middle of a long record loses only that record', () => {
	const damaged = Buffer.from(file);
	damaged[2 * blockBytes + 100]! ^= 4;
	const {lengths, damage} = scanGrowing(damaged, [damaged.length]);
	assert.deepEqual(lengths, [10, 300, sizes[2], 40, 0, 5]);
	assert.equal(damage.length, 1);
});

test('a block of zeros is skipped, zeros at the end are waited for', () => {
	const holed = Buffer.from(file);
	holed.fill(0, 3 * blockBytes);
	const {damage} = scanGrowing(holed, [holed.length]);
	assert.equal(damage[0]![0], 3 * blockBytes);
	const start = blockLog(header, [recordOf(10)]);
	const ended = scanGrowing(Buffer.concat([start, Buffer.alloc(100)]), [start.length + 100]);
	assert.deepEqual(ended.lengths, [10]);
	assert.equal(ended.offset, start.length);
	assert.deepEqual(ended.damage, [[start.length, 'only zeros from here on']]);
});

test('a record that was never finished is said, and the next one counts', () => {
	const torn = blockLog(header, [recordOf(blockBytes)]).subarray(0, blockBytes);
	const next = blockLog(header, [recordOf(9)]);
	const joined = Buffer.concat([torn, next.subarray(7)]);
	const {lengths, damage} = scanGrowing(joined, [joined.length]);
	assert.deepEqual(lengths, [9]);
	assert.deepEqual(damage, [[blockBytes, 'the record before was never finished']]);
});

test('refuses other headers, and waits for a header that is not whole', () => {
	assert.equal(scanGrowing(file, [0, 3, 6]).offset, 0);
	const newer = Buffer.from(file);
	newer[6] = 4;
	const {lengths, log} = scanGrowing(newer, [newer.length]);
	assert.deepEqual(lengths, []);
	assert.equal(log.refused, 'newer');
	assert.equal(log.version, 4);
	const foreign = Buffer.from(file);
	foreign[1] = 0x20;
	assert.equal(scanGrowing(foreign, [foreign.length]).log.refused, 'foreign');
});
