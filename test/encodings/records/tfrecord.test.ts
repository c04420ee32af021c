import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findRecord, RecordScanner} from '../../../source/encodings/records/tfrecord.ts';
import {tfrecords} from '../tfrecord-writer.ts';

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Feeds a file that grows to the given sizes, as a tail would, and gives the payloads and the damage that were seen. */
function scanGrowing(file: Buffer, sizes: number[], scanner = new RecordScanner()) {
	const payloads: string[] = [];
	const damage: [number, string][] = [];
	let offset = 0;
	for (const size of sizes) {
		const chunk = file.subarray(offset, size);
		offset += scanner.scan(viewOf(chunk), offset, {
			record: (start, end) => payloads.push(chunk.toString('latin1', start, end)),
			damage: (at, what) => damage.push([at, what]),
		});
	}
	return {payloads, damage, offset, scanner};
}

const file = tfrecords(Buffer.from('one'), Buffer.from(''), Buffer.from('three'), Buffer.alloc(5000, 'x'));

test('reads the same records wherever the file was cut when it was looked at', () => {
	const expected = ['one', '', 'three', 'x'.repeat(5000)];
	for (let cut = 0; cut <= file.length; cut += cut < 120 ? 1 : 97) {
		const {payloads, damage, offset} = scanGrowing(file, [cut, file.length]);
		assert.deepEqual(payloads, expected);
		assert.deepEqual(damage, []);
		assert.equal(offset, file.length);
	}
});

test('an unfinished record waits, and is known to be unfinished', () => {
	const {payloads, offset, scanner} = scanGrowing(file, [file.length - 1]);
	assert.equal(payloads.length, 3);
	assert.equal(offset, file.length - 5016);
	assert.ok(scanner.torn);
});

test('a payload with a bad checksum is skipped alone', () => {
	const damaged = Buffer.from(file);
	damaged[13]! ^= 1;
	const {payloads, damage} = scanGrowing(damaged, [20, damaged.length]);
	assert.deepEqual(payloads.slice(0, 2), ['', 'three']);
	assert.deepEqual(damage, [[0, 'bad checksum, the record is skipped']]);
});

test('a damaged length ends the file, whatever it claims', () => {
	const damaged = Buffer.from(file);
	damaged.writeBigUInt64LE(2n ** 60n, 19);
	const {payloads, damage, scanner, offset} = scanGrowing(damaged, [damaged.length]);
	assert.deepEqual(payloads, ['one']);
	assert.equal(damage.length, 1);
	assert.equal(damage[0]![0], 19);
	assert.ok(scanner.stopped);
	assert.equal(offset, damaged.length);
});

test('zeros at the end are said once, and become records when data takes their place', () => {
	const zeros = Buffer.concat([tfrecords(Buffer.from('one')), Buffer.alloc(40)]);
	const {payloads, damage, scanner, offset} = scanGrowing(zeros, [30, zeros.length, zeros.length]);
	assert.deepEqual(payloads, ['one']);
	assert.deepEqual(damage, [[19, 'only zeros from here on']]);
	assert.equal(offset, 19);
	const later = tfrecords(Buffer.from('one'), Buffer.from('two')).subarray(offset);
	const seen: string[] = [];
	scanner.scan(viewOf(later), offset, {
		record: (start, end) => seen.push(later.toString('latin1', start, end)),
		damage: () => {},
	});
	assert.deepEqual(seen, ['two']);
});

test('a huge record is passed over without being asked for whole', () => {
	const huge = tfrecords(Buffer.alloc(17 * 1024 * 1024, 'g'), Buffer.from('after'));
	const {payloads, offset} = scanGrowing(huge, [100_000, 9_000_000, huge.length]);
	assert.deepEqual(payloads, ['after']);
	assert.equal(offset, huge.length);
});

test('finds the next record from the middle of a file', () => {
	assert.equal(findRecord(viewOf(file), 0), 0);
	assert.equal(findRecord(viewOf(file), 1), 19);
	assert.equal(findRecord(viewOf(file), 36), file.length - 5016);
	assert.equal(findRecord(viewOf(file), file.length - 5000), -1);
});
