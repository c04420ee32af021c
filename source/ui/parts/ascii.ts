import type {Grid} from '../../draw/grid.ts';

/** Signs that texts from elsewhere hold (estimates, readers' words), for terminals that show ASCII only. */
const signs: Readonly<Record<string, string>> = {
	'≈': '~',
	'–': '-',
	'—': '-',
	'−': '-',
	'·': '-',
	'×': 'x',
	'…': '~',
	'±': '~',
	// A letter, as no digit is it: `spellInfinity` has written "inf" wherever there was room to.
	'∞': 'i',
	'≥': '>',
	'≤': '<',
	'→': '>',
	'’': "'",
};
const replacements = new Map(Object.entries(signs).map(([sign, plain]) => [sign.codePointAt(0)!, plain.charCodeAt(0)]));
const unknown = '?'.charCodeAt(0);

/** Replaces what is not ASCII, in place; cells keep their widths. */
export function toAscii(grid: Grid): void {
	const {glyphs} = grid;
	for (let at = 0; at < glyphs.length; at++) {
		const glyph = glyphs[at]!;
		if (glyph > 0x7e) glyphs[at] = replacements.get(glyph) ?? unknown;
		else if (glyph === 0) glyphs[at] = unknown;
	}
}

/** The same for text. */
export function asciiText(text: string): string {
	return text.replace(/[^\x20-\x7e]/gu, character => signs[character] ?? '?');
}
