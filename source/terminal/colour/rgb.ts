/** Colours as 0xRRGGBB. */
export type Rgb = number;

const channels = (rgb: Rgb): [number, number, number] => [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];

/** Relative luminance, 0 to 1 (WCAG 2.1, definition of relative luminance). */
export function luminance(rgb: Rgb): number {
	const [red, green, blue] = channels(rgb).map(value => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.1). */
export function contrast(one: Rgb, other: Rgb): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

/** The colour that lies `share` (0 to 1) of the way from one to the other. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
	const target = channels(to);
	return channels(from).reduce((rgb, value, i) => rgb * 256 + Math.round(value + (target[i]! - value) * share), 0);
}

const cubeLevels = [0, 95, 135, 175, 215, 255];

/** RGB of one of xterm's 256 colours; the first 16 are the user's own and unknown, so they come as the classic xterm values. */
export function rgbOf256(index: number): Rgb {
	if (index < 16) return classic[index]!;
	if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
	const cube = index - 16;
	return (cubeLevels[Math.floor(cube / 36)]! << 16) | (cubeLevels[Math.floor(cube / 6) % 6]! << 8) | cubeLevels[cube % 6]!;
}

const classic = [
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
	0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

const weights = [2, 4, 3] as const;

function distance(one: Rgb, other: Rgb): number {
	const others = channels(other);
	return channels(one).reduce((sum, value, i) => sum + weights[i]! * (value - others[i]!) ** 2, 0);
}

/** Place of the nearest level of the cube. */
const nearestLevel = (value: number) => (value < 48 ? 0 : value < 116 ? 1 : Math.floor((value - 36) / 40));

/**
 * Nearest of xterm's colours 16 to 255, which no user's palette changes. Weighted squares are least where each is: so the nearest of the cube has
 * the nearest level of each channel, and the nearest grey is nearest to their weighted mean.
 */
export function nearest256(rgb: Rgb): number {
	const [red, green, blue] = channels(rgb);
	const inCube = 16 + 36 * nearestLevel(red) + 6 * nearestLevel(green) + nearestLevel(blue);
	const mean = (weights[0] * red + weights[1] * green + weights[2] * blue) / 9;
	const grey = 232 + Math.min(23, Math.max(0, Math.ceil((mean - 8) / 10 - 0.5)));
	return distance(rgbOf256(grey), rgb) < distance(rgbOf256(inCube), rgb) ? grey : inCube;
}

/** SGR number (31 to 36) of the plain ANSI colour of the same hue, or undefined for a grey. */
export function nearestHue(rgb: Rgb): number | undefined {
	const [red, green, blue] = channels(rgb);
	const high = Math.max(red, green, blue);
	const low = Math.min(red, green, blue);
	if (high - low < 48) return undefined;
	const middle = (high + low) / 2;
	return 30 + (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
}
