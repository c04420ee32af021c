/** RGBA, eight bits each, row by row. */
export interface DecodedImage {
	width: number;
	height: number;
	data: Uint8Array;
}

/** A picture of more pixels takes longer to decode than anybody waits. */
const mostPixels = 40_000_000;
export const mostMegapixels = mostPixels / 1e6;

export const tooLarge = 'too large a picture to draw';

export const isTooLarge = (width: number, height: number): boolean => width * height > mostPixels;
