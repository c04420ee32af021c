import assert from 'node:assert/strict';
import {test} from 'node:test';
import {crc32, crc32c} from '../../../source/encodings/digests/crc.ts';

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const check = viewOf(Buffer.from('123456789'));

test('gives the check values of the catalogue of parametrised CRC algorithms', () => {
	assert.equal(crc32(check, 0, 9), 0xcbf43926);
	assert.equal(crc32c(check, 0, 9), 0xe3069283);
	assert.equal(crc32(check, 0, 0), 0);
});

test('sums of parts in a row make the sum of the whole, at every place and offset', () => {
	const bytes = Buffer.from(Array.from({length: 61}, (_, i) => (i * 37) & 255));
	const view = viewOf(bytes);
	const whole = crc32c(view, 3, 61);
	for (let cut = 3; cut <= 61; cut++) assert.equal(crc32c(view, cut, 61, crc32c(view, 3, cut)), whole);
});
