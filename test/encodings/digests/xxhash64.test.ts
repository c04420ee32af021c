import assert from 'node:assert/strict';
import {test} from 'node:test';
import {XxHash64} from '../../../source/encodings/digests/xxhash64.ts';

/** Digests by the reference implementation (xxhash 3.8 of Python) of the first n bytes of this. */
const bytes = Uint8Array.from({length: 5000}, (_, index) => (index * 7919 + (index >> 3)) % 256);
const known: [number, string][] = [
	[0, 'ef46db3751d8e999'],
	[1, 'e934a84adb052768'],
	[3, 'a4e2799835e13055'],
	[4, '642e24e8e6af0390'],
	[5, '1209ba8e82e16ce0'],
	[8, '6fc9b101df91d53d'],
	[11, '668d52329a5dc84a'],
	[12, 'ca89106e3fffa9de'],
	[31, '7c3b4228fbf81772'],
	[32, '2cb4759c4b6f3da1'],
	[33, '6c0143f31c0e3d28'],
	[39, '0317ec9d726c1583'],
	[44, 'de909762d024ed46'],
	[63, 'fcbc61296a96fdb6'],
	[64, '9d11eb4f57d38b42'],
	[65, '94b2892d0bffbe8b'],
	[100, '35a591619f3639c1'],
	[1000, 'd39119d2e73da16d'],
	[4999, 'cf9bbd193931dc73'],
	[5000, '71f4229967084665'],
];

test('digests agree with the reference implementation at every kind of length', () => {
	for (const [length, digest] of known)
		assert.equal(new XxHash64().update(bytes.subarray(0, length)).digest(), digest, `${length} bytes`);
});

test('pieces of any size give the same digest', () => {
	for (const [length, digest] of known) {
		for (const size of [1, 7, 32, 33, 1000]) {
			const hash = new XxHash64();
			for (let at = 0; at < length; at += size) hash.update(bytes.subarray(at, Math.min(length, at + size)));
			assert.equal(hash.digest(), digest, `${length} bytes by ${size}`);
		}
	}
});
