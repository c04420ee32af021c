import {decode as decodeJpeg} from 'jpeg-js';
import {PNG} from 'pngjs';
import {type DecodedImage, isTooLarge, mostMegapixels, tooLarge} from './decoded.ts';
import {decodeGif} from './gif.ts';
import {loadWebp} from './webp.ts';

/** PNG, JPEG, GIF and WebP to pixels: `loadDecoder`. This file is a bundle of its own, loaded when the first picture is looked at. */

/** Gives the pixels, or in words why there are none. */
export type DecodeImage = (bytes: Uint8Array) => DecodedImage | string;

export async function loadDecoder(): Promise<DecodeImage> {
	const decoders: Record<string, DecodeImage> = {
		PNG: decodePng,
		JPEG: decodeJpegBytes,
		GIF: decodeGif,
		WebP: await loadWebp(),
	};
	return bytes => {
		const kind = kindOf(bytes);
		try {
			return decoders[kind]?.(bytes) ?? `${kind} pictures are not drawn`;
		} catch (error) {
			return `damaged ${kind} picture (${error instanceof Error ? error.message : String(error)})`;
		}
	};
}

function kindOf(bytes: Uint8Array): string {
	const head = String.fromCharCode(...bytes.subarray(0, 12));
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
	if (head.startsWith('\xff\xd8\xff')) return 'JPEG';
	if (head.startsWith('GIF8')) return 'GIF';
	if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'WebP';
	return head.startsWith('BM') ? 'BMP' : 'such';
}

function decodePng(bytes: Uint8Array): DecodedImage | string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	if (bytes.length < 24) throw new Error('cut short');
	if (isTooLarge(view.getUint32(16), view.getUint32(20))) return tooLarge;
	return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

function decodeJpegBytes(bytes: Uint8Array): DecodedImage {
	return decodeJpeg(bytes, {
		useTArray: true,
		formatAsRGBA: true,
		maxResolutionInMP: mostMegapixels,
		maxMemoryUsageInMB: 512,
	});
}
