/**
 * A style is one 32-bit number: 12 bits foreground, 12 bits background, 8 bits attributes. A colour is an index: 0 is the terminal's own,
 * 1..63 are roles that a theme resolves, 64 and above are colours interned by `internColor`.
 */
export type Style = number;
export type Color = number;

export const roles = [
	'default',
	'dim',
	'accent',
	'border',
	'focus',
	'good',
	'warn',
	'bad',
	'info',
	'match',
	'selection',
	'chip',
	'better',
	'worse',
	'axis',
	'grid',
	'run1',
	'run2',
	'run3',
	'run4',
	'run5',
	'run6',
	'run7',
	'run8',
] as const;
export type Role = (typeof roles)[number];

export const bold = 1;
export const faint = 2;
export const italic = 4;
export const underline = 8;
export const inverse = 16;
export const strike = 32;

const interned: number[] = [];
const indexOf = new Map<number, Color>();

/** Color of a role. */
export const colorOf = (role: Role): Color => roles.indexOf(role);

/** Color for 24-bit RGB (0xRRGGBB); the same value gives the same index. At most 4,032 of them, after that the default colour. */
export function internColor(rgb: number): Color {
	const known = indexOf.get(rgb);
	if (known !== undefined) return known;
	if (interned.length >= 4032) return 0;
	const color = 64 + interned.push(rgb) - 1;
	indexOf.set(rgb, color);
	return color;
}

/** RGB of an interned colour, -1 for a role. */
export const internedRgb = (color: Color): number => (color < 64 ? -1 : (interned[color - 64] ?? -1));

export function makeStyle(foreground: Color, background: Color = 0, attributes = 0): Style {
	return ((foreground << 20) | (background << 8) | attributes) >>> 0;
}

/** Style of a role's colour in the foreground. */
export const roleStyle = (role: Role, attributes = 0): Style => makeStyle(colorOf(role), 0, attributes);

export const foregroundOf = (style: Style): Color => style >>> 20;
export const backgroundOf = (style: Style): Color => (style >>> 8) & 0xfff;
export const attributesOf = (style: Style): number => style & 0xff;

/** The same style with more attributes, such as `bold`. */
export const withAttributes = (style: Style, more: number): Style =>
	makeStyle(foregroundOf(style), backgroundOf(style), attributesOf(style) | more);

/** The same style on another background. */
export function onBackground(style: Style, background: Color): Style {
	return makeStyle(foregroundOf(style), background, attributesOf(style));
}
