import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bytesType, WireReader} from '../../../source/encodings/records/protobuf.ts';
import {double, field, float, int} from '../protobuf-writer.ts';

function readerOf(bytes: Uint8Array): WireReader {
	const wire = new WireReader();
	wire.reset(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
	return wire;
}

test('reads signed numbers of every size', () => {
	for (const value of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 32 + 5, 2 ** 53 - 1, -1, -2, -300, -(2 ** 31), -(2 ** 53) + 1]) {
		const bytes = int(3, BigInt(value));
		const wire = readerOf(bytes);
		assert.ok(wire.next(bytes.length));
		assert.equal(wire.field, 3);
		assert.equal(wire.int64(bytes.length), value);
		assert.equal(wire.next(bytes.length), false);
		assert.equal(wire.broken, false);
	}
});

test('the largest number of 64 bits is none below zero, though no number holds it exactly', () => {
	for (const value of [2n ** 63n - 1n, 2n ** 63n - 300n, 2n ** 62n]) {
		const bytes = int(3, value);
		const wire = readerOf(bytes);
		assert.ok(wire.next(bytes.length));
		assert.equal(wire.int64(bytes.length), Number(value));
	}
});

test('passes over fields it is not asked about, of every wire type', () => {
	const bytes = Buffer.concat([
		int(1, 2n ** 64n - 1n),
		double(2, 1.5),
		field(3, 'text'),
		float(4, 2.5),
		field(2000, 'far'),
		int(5, 7),
	]);
	const wire = readerOf(bytes);
	const seen: number[] = [];
	while (wire.next(bytes.length)) {
		seen.push(wire.field);
		if (wire.field === 5) assert.equal(wire.varint(bytes.length), 7);
		else wire.skip(bytes.length);
	}
	assert.deepEqual(seen, [1, 2, 3, 4, 2000, 5]);
	assert.equal(wire.broken, false);
});

test('reads nested messages up to their own end', () => {
	const bytes = Buffer.concat([field(1, field(2, 'été'), int(3, 4)), int(9, 1)]);
	const wire = readerOf(bytes);
	wire.next(bytes.length);
	const inner = wire.length(bytes.length);
	wire.next(inner);
	assert.equal(wire.text(inner), 'été');
	wire.next(inner);
	assert.equal(wire.varint(inner), 4);
	assert.equal(wire.next(inner), false);
	assert.ok(wire.next(bytes.length));
	assert.equal(wire.field, 9);
});

test('a message that is cut anywhere is broken or shorter, and never read beyond its end', () => {
	const whole = Buffer.concat([int(1, 300), double(2, 1.5), field(3, 'text'), float(4, 2.5)]);
	for (let end = 0; end < whole.length; end++) {
		const wire = readerOf(whole);
		while (wire.next(end)) {
			if (wire.type === bytesType) wire.pos = wire.length(end);
			else wire.skip(end);
		}
		assert.ok(wire.broken || wire.pos <= end);
	}
});

test('endless varints, lengths beyond the end, groups and field 0 are broken', () => {
	for (const bytes of [Buffer.alloc(12, 0xff), Buffer.from([0x0a, 0x05, 0x61]), Buffer.from([0x0b]), Buffer.from([0x00, 0x01])]) {
		const wire = readerOf(bytes);
		while (wire.next(bytes.length)) wire.skip(bytes.length);
		assert.ok(wire.broken);
	}
});
