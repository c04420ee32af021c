/** Numbers as people and programs spell them, beyond the plain decimals of `NumberScanner`. */

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const special = /^([+-]?)(nan|inf|infinity|1\.#(?:ind|qnan|snan|inf)0*)$/i;
// What `str()` gives for a scalar that was not unwrapped, as it lands in files: tensor(0.5, device='cuda:0'), np.float32(0.5),
// Array(0.5, dtype=float32).
const wrapped =
	/^(?:tensor|np\.float\d+|np\.int\d+|(?:Device)?Array|(?:np\.|jnp\.)?array)\(\s*([^\s,)]+)\s*(?:,[^)]*(?:\([^)]*\))?[^)]*)?\)$/;

/** Value of a text that is one number (NaN and infinities in their usual spellings count); null for everything else. */
export function parseNumber(text: string): number | null {
	const trimmed = text.trim();
	if (trimmed === '') return null;
	if (plain.test(trimmed)) return Number(trimmed);
	const word = special.exec(trimmed);
	if (word) {
		if (!/inf/i.test(word[2]!)) return Number.NaN;
		return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	}
	const inner = wrapped.exec(trimmed);
	return inner ? parseNumber(inner[1]!) : null;
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
