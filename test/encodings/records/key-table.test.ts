import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ByteKey, KeyTable} from '../../../source/encodings/records/key-table.ts';

test('finds thousands of keys in any order, and only those', () => {
	const table = new KeyTable<{key: ByteKey; name: string}>();
	const names = Array.from({length: 3000}, (_, i) => `layer_${i}/weights`);
	for (const name of names) {
		const key = Buffer.from(name);
		assert.equal(table.find(key, 0, key.length), undefined);
		table.add({key: new ByteKey(key, 0, key.length), name});
	}
	for (let round = 0; round < 3; round++) {
		for (let i = 0; i < names.length; i++) {
			const name = names[(i * 7 + round) % names.length]!;
			const bytes = Buffer.from(`__${name}__`);
			const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
			assert.equal(table.find(bytes, 2, bytes.length - 2, round === 1 ? view : undefined)?.name, name);
		}
	}
	assert.equal(table.find(Buffer.from('layer_1/weight'), 0, 14), undefined);
	assert.equal(table.entries.length, names.length);
});

test('tells keys of all lengths apart that differ in one byte, also through a view', () => {
	for (let length = 1; length <= 12; length++) {
		const table = new KeyTable<{key: ByteKey}>();
		const keys = Array.from({length: length + 1}, (_, at) => Uint8Array.from({length}, (_, i) => (i === at ? 1 : 0)));
		for (const key of keys) table.add({key: new ByteKey(key, 0, length)});
		for (let round = 0; round < 3; round++)
			for (const key of keys) {
				const view = new DataView(key.buffer);
				assert.deepEqual(table.find(key, 0, length, view)?.key.bytes, key);
				assert.equal(
					table.find(
						Uint8Array.from({length}, () => 2),
						0,
						length,
						new DataView(new Uint8Array(length).fill(2).buffer),
					),
					undefined,
				);
			}
	}
});
