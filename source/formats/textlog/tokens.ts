/** Words, numbers and marks of a log line. */
export type Token =
	| {kind: 'word'; text: string}
	/** `unit` is what stands right behind the digits. */
	| {kind: 'number'; value: number; unit: string; isWhole: boolean}
	/** n/m */
	| {kind: 'fraction'; value: number; total: number}
	/** Something with digits that is no number: a version, date, address, clock, range, hash. */
	| {kind: 'odd'}
	| {kind: 'mark'; text: string};

const blank = /[\s\u2500-\u257f]+/y;
const fraction = /(\d+(?:\.\d+)?)\s*\/\s*(\d+)(?![\w/.:-]*\w)/y;
const number = /[+-]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)?(?:(?<=\d)\.\d*|(?<!\d)\.\d+)?(?<=\d\.?)(?:[eE][+-]?\d+)?/y;
const unit = /%|[a-zA-Zµ°][a-zA-Zµ°]*(?:\/[a-zA-Z]+)?/y;
const special = /[+-]?(?:nan|inf(?:inity)?)(?![\w./-])/iy;
const word = /[\p{L}_][\p{L}\p{M}\p{N}_@%.\-/]*(?:\([\w.,-]+\))?/uy;
const oddRun = /[^\s,;|()[\]{}]+/y;

const unitsBehindDigits = /^(?:%|ms|us|µs|ns|s|sec|secs|[a-zµ]+\/[a-z]+|x|dB|W|°C|[kKMGT]?)$/;
const factors: Record<string, number> = {k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12};

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

// A number ends where something begins that cannot go on with it: 1.2.3, 10:30, 2025-10 and 0x10 are none.
function endsNumber(text: string, at: number): boolean {
	const rest = text.slice(at, at + 2);
	return rest === '' || /^[\s,;|)\]}>'"%\u2500-\u257f]/.test(rest) || /^[.:!\-~](?:$|[\s,;|)\]}])/.test(rest);
}

/** Cuts a line into tokens. Long lines are cut off: no metric stands behind thousands of characters of prose. */
export function tokenize(line: string, mostCharacters = 4000): Token[] {
	const text = line.length > mostCharacters ? line.slice(0, mostCharacters) : line;
	const tokens: Token[] = [];
	let at = 0;
	while (at < text.length) {
		const space = match(blank, text, at);
		if (space !== null) {
			// Cells of drawn tables are apart from each other.
			if (/[\u2502\u2503\u2551]/.test(space[0])) tokens.push({kind: 'mark', text: '|'});
			at += space[0].length;
			continue;
		}
		const found = readWordOrNumber(text, at);
		if (found === null) tokens.push({kind: 'mark', text: text[at]!});
		else tokens.push(found.token);
		at += found?.length ?? 1;
	}
	return tokens;
}

function readWordOrNumber(text: string, at: number): {token: Token; length: number} | null {
	const infinite = match(special, text, at);
	if (infinite !== null) {
		const value = /nan/i.test(infinite[0])
			? Number.NaN
			: infinite[0].startsWith('-')
				? Number.NEGATIVE_INFINITY
				: Number.POSITIVE_INFINITY;
		return {token: {kind: 'number', value, unit: '', isWhole: false}, length: infinite[0].length};
	}
	const name = match(word, text, at);
	if (name !== null) {
		const trimmed = name[0].replace(/[.\-/]+$/, '');
		return {token: {kind: 'word', text: trimmed}, length: Math.max(1, trimmed.length)};
	}
	if (!/[\d.+-]/.test(text[at]!)) return null;
	return readFraction(text, at) ?? readNumber(text, at);
}

function readFraction(text: string, at: number): {token: Token; length: number} | null {
	const found = match(fraction, text, at);
	if (found === null || !endsNumber(text, at + found[0].length)) return null;
	return {token: {kind: 'fraction', value: Number(found[1]), total: Number(found[2])}, length: found[0].length};
}

function readNumber(text: string, at: number): {token: Token; length: number} | null {
	const digits = match(number, text, at)?.[0] ?? '';
	if (!/\d/.test(digits)) return null;
	let end = at + digits.length;
	const suffix = match(unit, text, end)?.[0] ?? '';
	end += suffix.length;
	if (!endsNumber(text, end) || !unitsBehindDigits.test(suffix)) {
		const run = match(oddRun, text, at)?.[0] ?? digits;
		return {token: {kind: 'odd'}, length: Math.max(1, run.length)};
	}
	const value = Number(digits.replaceAll(',', '')) * (factors[suffix] ?? 1);
	return {token: {kind: 'number', value, unit: suffix, isWhole: /^\+?[\d,]+$/.test(digits)}, length: end - at};
}
