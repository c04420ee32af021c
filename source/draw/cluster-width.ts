/**
 * First and last code points, in pairs, of wide and full-width characters (Unicode East Asian Width W and F) that are no emoji. Unassigned
 * code points between them are counted in: a terminal that learns them will draw them wide.
 */
const wide = [
	0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0xa4cf, 0xa960, 0xa97c,
	0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0,
	0x1b2ff, 0x1d300, 0x1d356, 0x1d360, 0x1d376, 0x1f200, 0x1f265, 0x20000, 0x3fffd,
];

const invisible = ['Default_Ignorable_Code_Point', 'Control', 'Format', 'Nonspacing_Mark', 'Enclosing_Mark', 'Surrogate'];
const property = (name: string) => `\\p{${name}}`;
// Put together at run time: a literal, which a minifier makes of a constant pattern, is checked when the file is parsed, and these would
// cost every start 11 ms.
const compile = (pattern: string) => new RegExp(pattern, 'v');

let visible: RegExp | undefined;
let emoji: RegExp | undefined;
let spacing: RegExp | undefined;
const widths = new Map<string, number>();

function isWide(codePoint: number): boolean {
	for (let i = 0; i < wide.length; i += 2) {
		if (codePoint >= wide[i]! && codePoint <= wide[i + 1]!) return true;
	}
	return false;
}

function measure(cluster: string): number {
	visible ??= compile(`[^${invisible.map(property).join('')}]`);
	emoji ??= compile(
		`^${property('RGI_Emoji')}$|^[\\d#*]\\u20E3$|${property('Extended_Pictographic')}.*\\u200D.*${property('Extended_Pictographic')}`,
	);
	spacing ??= compile(`[\\u0900-\\u1CFF].*${property('Spacing_Mark')}`);
	const start = cluster.search(visible);
	if (start < 0) return 0;
	if (emoji.test(cluster) || isWide(cluster.codePointAt(start)!)) return 2;
	return spacing.test(cluster.slice(start)) ? 2 : 1;
}

/** Cells of one grapheme cluster, 0 to 2, by the rules of string-width (and a test holds it against that); remembers the last thousands. */
export function clusterWidth(cluster: string): number {
	let width = widths.get(cluster);
	if (width === undefined) {
		width = measure(cluster);
		if (widths.size > 4096) widths.clear();
		widths.set(cluster, width);
	}
	return width;
}
