import type {Pixels} from './media.ts';

/** A picture in the size it is shown in: `fitPicture`. */

/** Red, green and blue of each pixel, row by row. */
export interface Picture {
	width: number;
	height: number;
	rgb: Uint8Array;
}

/** The largest size with the picture's proportions in a space of square pixels; small ones grow by whole factors only. */
function sizeIn({width, height}: Pixels, mostWidth: number, mostHeight: number): [number, number] {
	const factor = Math.min(mostWidth / width, mostHeight / height);
	const scale = factor >= 1 ? Math.floor(factor) : factor;
	return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Scales by the mean over the area that each new pixel covers. What shines through is shown before grey. */
export function fitPicture(pixels: Pixels, mostWidth: number, mostHeight: number): Picture {
	const [width, height] = sizeIn(pixels, mostWidth, mostHeight);
	const rgb = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		const top = Math.floor((y * pixels.height) / height);
		const bottom = Math.max(top + 1, Math.floor(((y + 1) * pixels.height) / height));
		for (let x = 0; x < width; x++) {
			const left = Math.floor((x * pixels.width) / width);
			const right = Math.max(left + 1, Math.floor(((x + 1) * pixels.width) / width));
			rgb.set(meanOf(pixels, left, right, top, bottom), (y * width + x) * 3);
		}
	}
	return {width, height, rgb};
}

const behind = 128;

function meanOf({width, data}: Pixels, left: number, right: number, top: number, bottom: number): [number, number, number] {
	let [red, green, blue] = [0, 0, 0];
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x++) {
			const at = (y * width + x) * 4;
			const alpha = data[at + 3]! / 255;
			red += data[at]! * alpha + behind * (1 - alpha);
			green += data[at + 1]! * alpha + behind * (1 - alpha);
			blue += data[at + 2]! * alpha + behind * (1 - alpha);
		}
	}
	const count = (right - left) * (bottom - top);
	return [red / count, green / count, blue / count];
}
