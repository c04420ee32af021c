import type {Grid} from '../../draw/grid.ts';
import type {Span} from '../../draw/spans.ts';
import {
	attributesOf,
	backgroundOf,
	bold,
	type Color,
	faint,
	foregroundOf,
	internedRgb,
	inverse,
	italic,
	makeStyle,
	type Style,
	underline,
} from '../../draw/style.ts';

/**
 * Styles on their way through Ink. Ink knows colours but no roles, and which colours it writes depends on the process's output; so a role
 * travels as one of the 24 greys of the 256 colours (232 and up), written as SGR by ourselves, and is turned back in Ink's parsed frame.
 */
const firstGrey = 232;
const greyOf = (index: number) => 8 + 10 * index;

const attributeCodes: readonly [number, number][] = [
	[bold, 1],
	[faint, 2],
	[italic, 3],
	[underline, 4],
	[inverse, 7],
];

/** Text with SGR codes for its style; only the roles' colours survive. */
export function encodeSpan({text, style}: Span): string {
	const codes = attributeCodes.filter(([bit]) => (attributesOf(style) & bit) !== 0).map(([, code]) => String(code));
	if (foregroundOf(style) > 0 && foregroundOf(style) < 24) codes.push(`38;5;${firstGrey + foregroundOf(style)}`);
	if (backgroundOf(style) > 0 && backgroundOf(style) < 24) codes.push(`48;5;${firstGrey + backgroundOf(style)}`);
	return codes.length === 0 || text === '' ? text : `\u001b[${codes.join(';')}m${text}\u001b[0m`;
}

/** The role that a colour of a parsed frame stands for; other colours stay. */
function decodeColor(color: Color): Color {
	const rgb = internedRgb(color);
	const grey = rgb & 255;
	const index = (grey - 8) / 10;
	return rgb >= 0 && rgb === grey * 0x10101 && Number.isInteger(index) && index < 24 && greyOf(index) === grey ? index : color;
}

/** Turns the greys of a parsed frame back into roles, in place. */
export function restoreRoles(grid: Grid): void {
	const known = new Map<Style, Style>();
	for (let at = 0; at < grid.styles.length; at++) {
		const style = grid.styles[at]!;
		if (style >>> 8 === 0) continue;
		let restored = known.get(style);
		if (restored === undefined) {
			restored = makeStyle(decodeColor(foregroundOf(style)), decodeColor(backgroundOf(style)), attributesOf(style));
			known.set(style, restored);
		}
		grid.styles[at] = restored;
	}
}
