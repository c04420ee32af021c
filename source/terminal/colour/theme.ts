import {
	attributesOf,
	backgroundOf,
	bold,
	type Color,
	foregroundOf,
	internedRgb,
	inverse,
	type Role,
	roles,
	type Style,
	underline,
} from '../../draw/style.ts';
import {type Pen, penOf} from '../paint/pen.ts';
import {indexed, monochrome, palette, plainPalette} from './palette.ts';
import {mix, nearest256, nearestHue, type Rgb} from './rgb.ts';

export type ColorDepth = 1 | 16 | 256 | 16_777_216;

export interface ThemeOptions {
	colors: ColorDepth;
	/** Null: nobody knows; taken as dark. */
	dark: boolean | null;
	/** The terminal's background where it told it: the selection is a shade of it. */
	background?: Rgb | null;
}

export interface Theme {
	/** The pen for a style; the same style always gives the same object. */
	pen(style: Style): Pen;
}

interface Look {
	foreground: string;
	background: string;
	attributes: number;
}

const own: Look = {foreground: '', background: '', attributes: 0};

function shade(role: Role, base: Rgb, {dark, background}: ThemeOptions): Rgb {
	const share = role === 'selection' ? 0.16 : role === 'chip' ? 0.1 : 0;
	if (share === 0 || background === undefined || background === null) return base;
	return dark === false ? mix(background, 0x24405c, share * 0.75) : mix(background, 0xd0e4ff, share);
}

function sgrColor(rgb: Rgb, colors: ColorDepth, isBackground: boolean): string {
	const lead = isBackground ? 48 : 38;
	if (colors === 256) return `${lead};5;${nearest256(rgb)}`;
	if (colors > 256) return `${lead};2;${rgb >> 16};${(rgb >> 8) & 255};${rgb & 255}`;
	const hue = colors === 16 ? nearestHue(rgb) : undefined;
	return hue === undefined ? '' : String(hue + (isBackground ? 10 : 0));
}

function lookOf(color: Color, options: ThemeOptions): Look {
	const {colors, dark} = options;
	const role = roles[color];
	if (color === 0 || (color < 64 && !role)) return own;
	if (role && role !== 'default') {
		if (colors === 1) return {...own, attributes: monochrome[role] ?? 0};
		if (colors === 16) {
			const look = plainPalette[role][dark === false ? 1 : 0];
			const foreground = look.color === undefined ? '' : String(look.color);
			return {foreground, background: foreground && String(look.color! + 10), attributes: look.attributes ?? 0};
		}
	}
	const index = role && colors === 256 ? indexed[role]?.[dark === false ? 1 : 0] : undefined;
	if (index !== undefined) return {foreground: `38;5;${index}`, background: `48;5;${index}`, attributes: 0};
	const rgb = role && role !== 'default' ? shade(role, palette[role][dark === false ? 1 : 0], options) : internedRgb(color);
	return {foreground: sgrColor(rgb, colors, false), background: sgrColor(rgb, colors, true), attributes: 0};
}

/** Resolves styles for one kind of terminal. */
export function createTheme(options: ThemeOptions): Theme {
	const looks = new Map<Color, Look>();
	const pens = new Map<Style, Pen>();
	const look = (color: Color) => {
		let known = looks.get(color);
		if (!known) {
			known = lookOf(color, options);
			looks.set(color, known);
		}
		return known;
	};
	const resolve = (style: Style): Pen => {
		const front = look(foregroundOf(style));
		const back = look(backgroundOf(style));
		const attributes = attributesOf(style) | front.attributes | back.attributes;
		if (options.colors === 1) return penOf('', '', attributes & (bold | inverse | underline));
		// An inverse selection of coloured words would be a row of coloured blocks.
		if (back.attributes & inverse) return penOf('', '', attributes);
		return penOf(front.foreground, back.background, attributes);
	};
	return {
		pen(style) {
			let pen = pens.get(style);
			if (!pen) {
				if (pens.size > 20_000) pens.clear();
				pen = resolve(style);
				pens.set(style, pen);
			}
			return pen;
		},
	};
}
