/** One value of a line of output. */
export interface PlainValue {
	name: string;
	value: number;
	/** The step that the line itself gives; null where it gives none. */
	step: number | null;
}

const line =
	/^([^\W\d][^\s:]*(?::[^\s:]+)*):\s+([-+]?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|nan|inf(?:inity)?))(?:\s+\(.*\))?$/i;
const stepInBrackets = /\((?:step\s+)?(\d+)\)$/i;

/**
 * A line of the form `key: value`, `key: value (step 7)` or `key: value (anything)`: Guild's rule for output scalars, in the wider form of
 * its git HEAD (guild/summary.py): a key begins with a letter or `_`, a value may be nan, inf and signed. Null for every other line.
 */
export function readPlainLine(text: string): PlainValue | null {
	const found = line.exec(text);
	if (found === null) return null;
	const step = text.endsWith(')') ? stepInBrackets.exec(text) : null;
	return {name: found[1]!, value: numberOf(found[2]!), step: step === null ? null : Number(step[1])};
}

function numberOf(word: string): number {
	const value = Number(word);
	if (!Number.isNaN(value)) return value;
	const bare = word.replace(/^[-+]/, '').toLowerCase();
	if (bare.startsWith('inf')) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	return bare === 'nan' ? Number.NaN : Number(word.replaceAll('_', ''));
}
