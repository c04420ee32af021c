import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isCutModel} from '../../../source/formats/plain/cut-files.ts';
import {zipOf} from '../../encodings/zip-writer.ts';

const isCut = (name: string, bytes: Uint8Array): boolean =>
	isCutModel(name, {size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length)});

/** Tensors of so many bytes each, as safetensors keeps them. */
function tableOf(...lengths: number[]): Buffer {
	let end = 0;
	const header: Record<string, object> = {__metadata__: {format: 'pt'}};
	for (const [i, length] of lengths.entries()) {
		header[`layer.${i}`] = {dtype: 'U8', shape: [length], data_offsets: [end, end + length]};
		end += length;
	}
	const text = Buffer.from(JSON.stringify(header));
	const size = Buffer.alloc(8);
	size.writeBigUInt64LE(BigInt(text.length));
	return Buffer.concat([size, text, Buffer.alloc(end, 7)]);
}

/** The head of an HDF5 file whose end lies at `end`, and bytes up to there. */
function hdf5Of(version: number, end: number): Buffer {
	const bytes = Buffer.alloc(end);
	Buffer.from('894844460d0a1a0a', 'hex').copy(bytes);
	bytes[8] = version;
	bytes.writeBigUInt64LE(BigInt(end), [40, 44, 28, 28][version]);
	return bytes;
}

test('a saved model that is shorter than it says itself is cut, wherever that is', () => {
	const whole: [string, Buffer][] = [
		['last.ckpt', Buffer.from(zipOf({'archive/data.pkl': Buffer.alloc(90, 1), 'archive/version': '3'}))],
		['model.safetensors', tableOf(40, 60)],
		...[0, 1, 2, 3].map((version): [string, Buffer] => ['weights.h5', hdf5Of(version, 200)]),
	];
	for (const [name, bytes] of whole) {
		assert.equal(isCut(name, bytes), false, name);
		for (let length = 64; length < bytes.length; length++)
			assert.equal(isCut(name, bytes.subarray(0, length)), true, `${name} of ${length} bytes`);
	}
});

test('what does not say how long it is, or is no model, is not cut', () => {
	const archive = Buffer.from(zipOf({a: Buffer.alloc(300, 1)}));
	assert.equal(isCut('notes.txt', archive.subarray(0, 100)), false);
	assert.equal(isCut('old.pt', Buffer.alloc(300, 0x80)), false);
	assert.equal(isCut('model.safetensors', Buffer.alloc(0)), false, 'the place of one');
	assert.equal(isCut('odd.safetensors', Buffer.alloc(300, 0xff)), false);
});
