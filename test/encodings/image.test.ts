import assert from 'node:assert/strict';
import {test} from 'node:test';
import {encode} from 'jpeg-js';
import {PNG} from 'pngjs';
import {decodeImage} from '../../source/encodings/image.ts';

// A red and a blue pixel above a green and a white one, as any encoder writes them.
const pixels = [255, 0, 0, 255, 0, 0, 255, 255, 0, 255, 0, 255, 255, 255, 255, 255];
const png = (): Uint8Array => {
	const image = new PNG({width: 2, height: 2});
	image.data.set(pixels);
	return PNG.sync.write(image);
};

test('PNG and JPEG become pixels', () => {
	const decoded = decodeImage(png());
	assert.ok(typeof decoded !== 'string');
	assert.deepEqual([decoded.width, decoded.height, ...decoded.data], [2, 2, ...pixels]);
	const jpeg = encode({width: 16, height: 8, data: new Uint8Array(16 * 8 * 4).fill(200)}, 90).data;
	const grey = decodeImage(jpeg);
	assert.ok(typeof grey !== 'string' && grey.width === 16 && Math.abs(grey.data[0]! - 200) < 3);
});

test('what is no picture, or a broken one, is said in words and never thrown', () => {
	const whole = png();
	assert.match(String(decodeImage(whole.subarray(0, 20))), /damaged PNG picture/);
	for (let cut = 20; cut < whole.length; cut += 7) decodeImage(whole.subarray(0, cut));
	for (let at = 8; at < whole.length; at++) decodeImage(Uint8Array.from(whole, (byte, i) => (i === at ? byte ^ 0x55 : byte)));
	assert.match(String(decodeImage(Buffer.from('GIF89a'))), /GIF pictures are not drawn/);
	assert.match(String(decodeImage(new Uint8Array())), /not drawn/);
	const huge = Uint8Array.from(whole);
	new DataView(huge.buffer).setUint32(16, 100_000);
	new DataView(huge.buffer).setUint32(20, 100_000);
	assert.match(String(decodeImage(huge)), /too large/);
});
