import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {encode} from 'jpeg-js';
import {PNG} from 'pngjs';
import {type DecodeImage, loadDecoder} from '../../source/encodings/images/image.ts';

// A red and a blue pixel above a green and a white one, as any encoder writes them.
const pixels = [255, 0, 0, 255, 0, 0, 255, 255, 0, 255, 0, 255, 255, 255, 255, 255];
const png = (): Uint8Array => {
	const image = new PNG({width: 2, height: 2});
	image.data.set(pixels);
	return PNG.sync.write(image);
};
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
// The same by Pillow 12; the moving ones have the pixels in reverse as their second frame.
const gif = fromBase64(
	'R0lGODlhAgACAIEAAAAA/wD/AP8AAP///yH5BAAKAAAALAAAAAACAAIAAAgHAAUACDAgIAAh+QQBCgAEACwAAAAAAgACAIEAAP8A/wD/AAD///8IBwAHBAAgICAAOw==',
);
const webp = fromBase64('UklGRiwAAABXRUJQVlA4TB8AAAAvAUAAAB8gEEjeHzqN+RcQFPwf3fxHZA/gAg0R/Q8BAA==');
const movingWebp = fromBase64(
	'UklGRqQAAABXRUJQVlA4WAoAAAACAAAAAQAAAQAAQU5JTQYAAAAAAAAAAABBTk1GOAAAAAAAAAAAAAEAAAEAAGQAAAJWUDhMHwAAAC8BQAAAHyAQSN4fOo35FxAU/B/d/EdkD+ACDRH9DwEAQU5NRjgAAAAAAAAAAAABAAABAABkAAAAVlA4TB8AAAAvAUAAAB8gEEjeHzqN+RcQFPwf3fxHZA/gBwgR/Q8BAA==',
);
// 16 × 16 pixels, lossy: (200, 40, 40) at half its strength, then a green frame.
const movingClear = fromBase64(
	'UklGRvYAAABXRUJQVlA4WAoAAAASAAAADwAADwAAQU5JTQYAAAAAAAAAAABBTk1GYgAAAAAAAAAAAA8AAA8AAGQAAAJBTFBICgAAAAEHUMCICERE/wNWUDggOAAAALABAJ0BKhAAEAAAwBIloAADXxQWlwAA/vrmG3//6MP//DD//ww/xg///2pZ//2pZ//2pZ/2mIAAQU5NRmAAAAAAAAAAAAAPAAAPAABkAAACQUxQSAoAAAABB1DAiAhERP8DVlA4IDYAAACQAQCdASoQABAAAMASJaAAAzo9G0AAzmR///HNv/8Vv//xW//jm3//6bN//02b//ps3/qDwAA=',
);

let decodeImage: DecodeImage = () => 'not loaded';
before(async () => {
	decodeImage = await loadDecoder();
});

test('PNG and JPEG become pixels', () => {
	const decoded = decodeImage(png());
	assert.ok(typeof decoded !== 'string');
	assert.deepEqual([decoded.width, decoded.height, ...decoded.data], [2, 2, ...pixels]);
	const jpeg = encode({width: 16, height: 8, data: new Uint8Array(16 * 8 * 4).fill(200)}, 90).data;
	const grey = decodeImage(jpeg);
	assert.ok(typeof grey !== 'string' && grey.width === 16 && Math.abs(grey.data[0]! - 200) < 3);
});

test('so do GIF and WebP, of those that move the first frame', () => {
	for (const encoded of [gif, webp, movingWebp]) {
		const decoded = decodeImage(encoded);
		assert.ok(typeof decoded !== 'string', String(decoded));
		assert.deepEqual([decoded.width, decoded.height, ...decoded.data], [2, 2, ...pixels]);
	}
	const clear = decodeImage(movingClear);
	assert.ok(typeof clear !== 'string', String(clear));
	const [red = 0, green = 0, blue = 0, alpha] = clear.data;
	assert.deepEqual([clear.width, clear.height, alpha], [16, 16, 128]);
	assert.ok(red > 180 && green < 60 && blue < 60, `${red} ${green} ${blue}`);
});

test('what is no picture, or a broken one, is said in words and never thrown', () => {
	const whole = png();
	assert.match(String(decodeImage(whole.subarray(0, 20))), /damaged PNG picture/);
	for (const encoded of [whole, gif, webp, movingWebp, movingClear]) {
		for (let cut = 12; cut < encoded.length; cut += 7) decodeImage(encoded.subarray(0, cut));
		for (let at = 8; at < encoded.length; at++)
			decodeImage(Uint8Array.from(encoded, (byte, i) => (i === at ? byte ^ 0x55 : byte)));
	}
	assert.match(String(decodeImage(Buffer.from('GIF89a'))), /damaged GIF picture/);
	assert.match(String(decodeImage(Buffer.from('BM'))), /BMP pictures are not drawn/);
	assert.match(String(decodeImage(new Uint8Array())), /not drawn/);
	const huge = Uint8Array.from(whole);
	new DataView(huge.buffer).setUint32(16, 100_000);
	new DataView(huge.buffer).setUint32(20, 100_000);
	assert.match(String(decodeImage(huge)), /too large/);
	const wide = Uint8Array.from(gif);
	new DataView(wide.buffer).setUint32(6, 0xffff_ffff);
	assert.match(String(decodeImage(wide)), /too large/);
});
