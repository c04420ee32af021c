/** A program may print the zero byte at the end of a string, or fill up a short one. */
const fewestOfHole = 4;
/** What share of a line in letters of two bytes, most of them Latin, is zero. */
const leastWide = 0.4;

/**
 * Where a hole is in a line, as a crash or a full disk leaves it in the place of what was written: `before` all that is there, or `within`, where the
 * line is the halves of two. Null where zero bytes are what a program printed, and where there are none.
 */
export function zerosIn(line: Uint8Array): 'before' | 'within' | null {
	if (line.indexOf(0) < 0 || isWide(line)) return null;
	let at = 0;
	while (line[at] === 0) at++;
	const before = at;
	for (;;) {
		const zero = line.indexOf(0, at);
		if (zero < 0) return before >= fewestOfHole ? 'before' : null;
		at = zero;
		while (line[at] === 0) at++;
		// Even a single one makes another number of two halves.
		if (at - zero >= fewestOfHole || (isOfNumber(line[zero - 1]!) && isOfNumber(line[at] ?? 0))) return 'within';
	}
}

/** True for letters of two or four bytes, as a shell writes them behind those of one byte that another program wrote (PowerShell's `>>`). */
function isWide(line: Uint8Array): boolean {
	let zeros = 0;
	let together = 0;
	for (const byte of line) {
		together = byte === 0 ? together + 1 : 0;
		if (byte === 0) zeros++;
		if (together >= fewestOfHole) return false;
	}
	return zeros > leastWide * line.length;
}

const isOfNumber = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e;
