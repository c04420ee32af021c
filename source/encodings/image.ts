import {decode as decodeJpeg} from 'jpeg-js';
import {PNG} from 'pngjs';

/** PNG and JPEG to pixels: `decodeImage`. Loaded only when the first picture is looked at. */

/** RGBA, eight bits each, row by row. */
export interface DecodedImage {
	width: number;
	height: number;
	data: Uint8Array;
}

/** A picture of more pixels takes longer to decode than anybody waits. */
const mostPixels = 40_000_000;

/** The pixels, or in words why there are none. */
export function decodeImage(bytes: Uint8Array): DecodedImage | string {
	const kind = kindOf(bytes);
	if (kind !== 'PNG' && kind !== 'JPEG') return `${kind} pictures are not drawn`;
	try {
		return kind === 'PNG' ? decodePng(bytes) : decodeJpegBytes(bytes);
	} catch (error) {
		return `damaged ${kind} picture (${error instanceof Error ? error.message : String(error)})`;
	}
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
	if (view.getUint32(16) * view.getUint32(20) > mostPixels) return 'too large a picture to draw';
	return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

function decodeJpegBytes(bytes: Uint8Array): DecodedImage {
	return decodeJpeg(bytes, {
		useTArray: true,
		formatAsRGBA: true,
		maxResolutionInMP: mostPixels / 1e6,
		maxMemoryUsageInMB: 512,
	});
}
