/** What the lines of a file are: objects in JSON, rows of cells, or words and numbers. */
export type LineKind = 'json' | 'cells' | 'words';

/** Rows before the last line that have to look like it for its last number to be whole. */
const fewestLike = 3;
const mostBefore = 8;
const number = /\d+(?:\.\d*)?(?:e[+-]?\d+)?/gi;

/**
 * Whether a last line without a line feed is all there: `whole` where more cannot come or would be of another form than all before, `torn` where
 * something is missing, `unsure` where its last number may have more digits.
 * @param before the whole lines before it, the nearest last
 */
export function lastLineOf(kind: LineKind, line: string, before: readonly string[]): 'whole' | 'unsure' | 'torn' {
	const lines = before.map(text => text.trimEnd()).filter(text => text !== '');
	if (kind === 'json') return isObject(line) ? 'whole' : 'torn';
	const like = lines.slice(-mostBefore);
	if (kind === 'cells') {
		const separators = separatorsOf(line);
		if (line.includes('"') || /[\r,;\t]\s*$/.test(line) || like.length === 0 || separatorsOf(like.at(-1)!) !== separators)
			return 'torn';
	} else if (!/[\d.eE+-]$/.test(line)) return 'whole';
	const form = formOf(line);
	return isFixed(line) && like.filter(text => formOf(text) === form).length >= fewestLike ? 'whole' : 'unsure';
}

function isObject(line: string): boolean {
	if (!line.trimEnd().endsWith('}')) return false;
	try {
		return typeof JSON.parse(line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null')) === 'object';
	} catch {
		return false;
	}
}

const separatorsOf = (line: string): string => line.replaceAll(/[^,;\t]/g, '');

/** True for a line that ends with decimals: of how many all others have, no more come. */
const isFixed = (line: string): boolean => /\.\d+$/.test(line);

/** A line without its digits, but for how many its decimals are. */
function formOf(line: string): string {
	return line.replaceAll(number, found => {
		const dot = found.indexOf('.');
		return dot < 0 ? '#' : `#.${found.length - dot - 1}`;
	});
}
