import assert from 'node:assert/strict';
import {test} from 'node:test';
import {KeyTable} from '../../source/encodings/key-table.ts';

test('finds thousands of keys in any order, and only those', () => {
	const table = new KeyTable<{key: Uint8Array; name: string}>();
	const names = Array.from({length: 3000}, (_, i) => `layer_${i}/weights`);
	for (const name of names) {
		const key = Buffer.from(name);
		assert.equal(table.find(key, 0, key.length), undefined);
		table.add({key, name});
	}
	for (let round = 0; round < 3; round++) {
		for (let i = 0; i < names.length; i++) {
			const name = names[(i * 7 + round) % names.length]!;
			const bytes = Buffer.from(`__${name}__`);
			assert.equal(table.find(bytes, 2, bytes.length - 2)?.name, name);
		}
	}
	assert.equal(table.find(Buffer.from('layer_1/weight'), 0, 14), undefined);
	assert.equal(table.entries.length, names.length);
});
