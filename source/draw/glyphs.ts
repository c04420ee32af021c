/** What the terminal's font has: every drawing function takes this where its glyphs differ. */
export interface Glyphs {
	/** False: ASCII only. */
	unicode: boolean;
	/** False: no braille patterns; curves are drawn with box characters. */
	braille: boolean;
}
export const allGlyphs: Glyphs = {unicode: true, braille: true};
export const asciiGlyphs: Glyphs = {unicode: false, braille: false};

/** Code point of a one-character string, for `Grid.set`. */
export const pointOf = (character: string): number => character.codePointAt(0) ?? 0x20;

const pairs = {
	ellipsis: ['…', '~'],
	cursor: ['▸', '>'],
	better: ['↑', '^'],
	worse: ['↓', 'v'],
	right: ['→', '>'],
	approximately: ['≈', '~'],
	times: ['×', 'x'],
	none: ['–', '-'],
	separator: ['·', '-'],
	collapsed: ['▸', '+'],
	expanded: ['▾', '-'],
	caret: ['▏', '|'],
} as const;
export type GlyphName = keyof typeof pairs;

/** A sign by its name, as far as the font goes. */
export const glyphFor = (name: GlyphName, {unicode}: Pick<Glyphs, 'unicode'>): string => pairs[name][unicode ? 0 : 1];
