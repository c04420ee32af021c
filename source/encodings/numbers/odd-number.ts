/** Numbers as people and programs spell them, beyond the plain decimals of `NumberScanner`. */

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/**
 * NaN and infinities, to be used with the flag `i`, as Python, C and both of Microsoft's libraries print them: "nan", "-nan(ind)" and "1.#QNAN" there, of C also
 * with the bits of a NaN, "nan(0x8000000000000)".
 */
export const specialWord = String.raw`(?:nan(?:\((?:ind|q?nan|snan|0x[\da-f]+|\d*)\))?|inf(?:inity)?|1\.#(?:ind|qnan|snan|inf)0*)`;
const special = new RegExp(`^[+-]?${specialWord}$`, 'i');
// What `str()` gives for a scalar that was not unwrapped, as it lands in files: tensor(0.5, device='cuda:0'), np.float32(0.5),
// Array(0.5, dtype=float32).
const wrapped =
	/^(?:tensor|np\.float\d+|np\.int\d+|(?:Device)?Array|(?:np\.|jnp\.)?array)\(\s*([^\s,)]+)\s*(?:,[^)]*(?:\([^)]*\))?[^)]*)?\)$/;
// An array of one value, as Python prints it. Whole ones are left: "[64]" is a list of settings.
const boxed = /^\[{1,2}\s*([+-]?(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*\]{1,2}$/;
/** A double of Fortran: 0.5D-01. */
const double = /^([+-]?(?:\d+\.\d*|\.\d+))[dD]([+-]?\d{1,3})$/;
const minusSign = /^\u2212(?=[\d.])|(?<=[eE])\u2212/g;

/** Value of a text that is one number (NaN and infinities in their usual spellings count); null for everything else. */
export function parseNumber(text: string): number | null {
	const trimmed = text.trim();
	if (trimmed === '') return null;
	if (plain.test(trimmed)) return Number(trimmed);
	const word = parseSpecial(trimmed);
	if (word !== null) return word;
	const inner = wrapped.exec(trimmed) ?? boxed.exec(trimmed);
	if (inner !== null) return parseNumber(inner[1]!);
	if (trimmed.includes('\u2212')) return parseDecimal(trimmed.replace(minusSign, '-'));
	return parseDecimal(trimmed.replace(double, '$1e$2'));
}

/** The sign of infinity, as libraries for tables print it. */
const infinities = new Map(
	['\u221e', '+\u221e', '-\u221e', '\u2212\u221e'].map((sign, i) => [
		sign,
		i < 2 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
	]),
);

const parseDecimal = (text: string): number | null => (plain.test(text) ? Number(text) : null);

/** NaN or an infinity in any of its spellings; null for everything else. */
export function parseSpecial(text: string): number | null {
	if (text.endsWith('\u221e') && text.length <= 2) return infinities.get(text) ?? null;
	if (!special.test(text)) return null;
	if (!/inf/i.test(text)) return Number.NaN;
	return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * Value of `nan`, `inf` or `infinity` (any case, with a sign) that fills bytes [start, end) exactly; undefined for anything else.
 */
export function scanSpecial(bytes: Uint8Array, start: number, end: number): number | undefined {
	const sign = bytes[start];
	const from = sign === 0x2d || sign === 0x2b ? start + 1 : start;
	const length = end - from;
	if (length !== 3 && length !== 8) return undefined;
	const first = bytes[from]! | 0x20;
	if (first === 0x6e) return length === 3 && isWord(bytes, from, 'nan') ? Number.NaN : undefined;
	if (first !== 0x69 || !isWord(bytes, from, length === 3 ? 'inf' : 'infinity')) return undefined;
	return sign === 0x2d ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function isWord(bytes: Uint8Array, start: number, word: string): boolean {
	for (let i = 0; i < word.length; i++) if ((bytes[start + i]! | 0x20) !== word.charCodeAt(i)) return false;
	return true;
}
