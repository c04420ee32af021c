import {GifReader} from 'omggif';
import {type DecodedImage, isTooLarge, tooLarge} from './decoded.ts';

/** The first frame of a GIF, on a clear ground. Throws where it is damaged. */
export function decodeGif(bytes: Uint8Array): DecodedImage | string {
	const reader = new GifReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
	const {width, height} = reader;
	if (isTooLarge(width, height)) return tooLarge;
	const data = new Uint8Array(width * height * 4);
	reader.decodeAndBlitFrameRGBA(0, data);
	return {width, height, data};
}
