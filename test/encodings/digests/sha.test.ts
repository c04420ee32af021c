import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {hexDigest} from '../../../source/encodings/digests/sha.ts';

test('digests of every length around a block are those of Node', () => {
	const bytes = Uint8Array.from({length: 300}, (_, i) => (i * 131) & 255);
	for (const algorithm of ['sha1', 'sha256'] as const) {
		for (let length = 0; length <= bytes.length; length++) {
			const part = bytes.subarray(0, length);
			assert.equal(hexDigest(algorithm, part), createHash(algorithm).update(part).digest('hex'), `${algorithm} of ${length}`);
		}
		const part = new Uint8Array(1e6).fill(7).subarray(3);
		assert.equal(hexDigest(algorithm, part), createHash(algorithm).update(part).digest('hex'));
	}
});
