import {parseNumber, parseSpecial, specialWord} from '../../../encodings/numbers/odd-number.ts';
import {isRunTogether} from './run-together.ts';
import {isPhase} from './words.ts';

export interface NumberToken {
	kind: 'number';
	value: number;
	/** What stands right behind the digits. */
	unit: string;
	isWhole: boolean;
	/** The digits with those that a comma joins to them where that parts no thousands, "0,15" or "1,2,3"; null for all other numbers. */
	joined: string | null;
	/** True for digits whose only comma may part thousands, and decimals too: "1,234". */
	isGrouped: boolean;
}

/** Words, numbers and marks of a log line. */
export type Token =
	| {kind: 'word'; text: string}
	| NumberToken
	/** n/m; scaled where it is one of thousands, "1k/20k", as sizes are written too. */
	| {kind: 'fraction'; value: number; total: number; isScaled: boolean}
	/** Something with digits that is no number: a version, date, address, clock, range, hash. */
	| {kind: 'odd'; text: string}
	| {kind: 'mark'; text: string};

interface Found {
	token: Token;
	/** Index behind it. */
	end: number;
}

const mostCharacters = 4000;
const mostWordCharacters = 64;
const digits = /[+-]?(?:\d(?:[\d,]*\d)?(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const thousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?!\d|,\d)/;
const grouped = /^[+-]?\d+,\d{3}$/;
/**
 * Thousands as Python's "_" and as Swiss locales part them, and as French ones do by a blank that breaks no line: "12_345", "12'345". Of epochs there
 * are hardly thousands: "epoch 3_100" may have its step.
 */
const partedThousands =
	/(?<!epoch[ :=]{0,2})[+-]?[1-9]\d{0,2}(?:([_'’\u00a0\u202f])\d{3}(?:\1\d{3})*)(?:\.\d+)?(?![\w'’]|[\u00a0\u202f]\d)/iy;
const separators = /[_'’\u00a0\u202f]/g;
const joined = /[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+(?=,\d+(?![\d.,])))(?:,\d+)+/y;
const fraction =
	/([1-9]\d{0,2}(?:,\d{3})+|\d+(?:\.\d+)?)(?:([kKM]?)\/(\d+(?:\.\d+)?)([kKM])(?![A-Za-z])|\s*\/\s*([1-9]\d{0,2}(?:,\d{3})+|\d+))/y;
const special = new RegExp(String.raw`[+-]?${specialWord}(?![\w./-])`, 'iy');
const attached = /\([\w.,-]+(?:\([\w.,-]+\))?\)/y;
/** What `str()` makes of a scalar that was not unwrapped: "np.float64(0.5)", "tensor(0.5, grad_fn=<MeanBackward0>)". */
const wrapped =
	/(?:tensor|array|(?:np|jnp|numpy|torch|tf)\.\w+|u?int\d+|b?float\d+)\(\s*([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|nan|inf))\s*(?:,[^()]*(?:\([^()]*\)[^()]*)?)?\)/iy;
const tensor = /<tf\.Tensor: shape=\(\), dtype=\w+, numpy=([-+.\w]+)>/y;
const oddRun = /[^\s,;|()[\]{}]+/y;
const unitPattern = /[a-zA-Zµ°%]+(?:\/[a-zA-Z]+)?/y;
/** What xgb.cv prints behind a mean. */
const deviation = /[+±]\d+\.\d+(?:[eE][+-]?\d+)?(?=[\s,;|)\]]|$)/y;
// A full stop behind digits ends what is said: "Resumed at epoch 3."
const whole = /^\+?[\d,]+\.?$/;
/** "3epoch:train:101-200batch:" of ESPnet. */
const counted = /(?:\d+-)?(\d+)(epoch|step|iter|batch)(?=[:\s,\]]|$)/y;
const wide = /[\uff01-\uff5e]/;
const wideSigns = /[\uff01-\uff5e]/g;
const letter = /\p{L}/u;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;
const unitsBehindDigits = /^(?:%|ms|us|µs|ns|s|sec|secs|[a-zµ]+\/[a-z]+|K\/[a-z]+|x|dB|W|°C|[kKMGT])$/;
/** Thousands in a time: "12.3k/s". */
const thousandsPer = /^k\//i;
const powers: Record<string, string> = {k: 'e3', K: 'e3', M: 'e6', G: 'e9', T: 'e12'};

/** Cuts a line into tokens. Long lines are cut off: no metric stands behind thousands of characters of prose. */
export function tokenize(line: string): Token[] {
	const text = toNarrow(line.length > mostCharacters ? line.slice(0, mostCharacters) : line);
	const tokens: Token[] = [];
	for (let at = 0; at < text.length; ) {
		const code = text.charCodeAt(at);
		if (code <= 0x20 || code === 0xa0) at++;
		else if (code >= 0x2500 && code < 0x2580) {
			// Cells of drawn tables are apart from each other.
			if (code === 0x2502 || code === 0x2503 || code === 0x2551) tokens.push({kind: 'mark', text: '|'});
			at++;
		} else {
			const found = readToken(text, at, code);
			if (found.token.kind === 'odd' && endsHere(tokens, text.slice(at, at + mostWordCharacters))) break;
			tokens.push(found.token);
			at = found.end;
		}
	}
	return tokens;
}

/** A text with the wide signs of Chinese and Japanese texts as those of ASCII, which they stand for: "epoch：8，loss：0.1". */
const toNarrow = (text: string): string =>
	wide.test(text) ? text.replaceAll(wideSigns, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)) : text;

/** True where what stands behind a name and its sign is a value and the beginning of another line. */
function endsHere(before: readonly Token[], rest: string): boolean {
	const sign = before.at(-1);
	const name = before.at(-2);
	const isSigned = sign?.kind === 'mark' && (sign.text === ':' || sign.text === '=');
	return isSigned && name?.kind === 'word' && isRunTogether(name.text, rest);
}

function readToken(text: string, at: number, code: number): Found {
	if (isDigit(code) || code === 0x2e || code === 0x2b || code === 0x2d) {
		const number = readFraction(text, at) ?? readParted(text, at) ?? readNumber(text, at) ?? readSpecial(text, at);
		return number ?? (code === 0x2d ? readNegated(text, at) : null) ?? readMark(text, at);
	}
	if (isWordStart(text, at, code)) return readWrapped(text, at) ?? readSpecial(text, at) ?? readWord(text, at);
	return (code === 0x3c ? readWrapped(text, at, tensor) : null) ?? readMark(text, at);
}

const readMark = (text: string, at: number): Found => ({token: {kind: 'mark', text: text[at]!}, end: at + 1});
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

function isWordStart(text: string, at: number, code: number): boolean {
	return isLetter(code) || (code >= 0x80 && letter.test(String.fromCodePoint(text.codePointAt(at)!)));
}

function readWord(text: string, start: number): Found {
	let at = start;
	// Index behind the last character that a word may end with: "loss." and "loss-" end with the s.
	let end = start + 1;
	while (at < text.length) {
		const code = text.charCodeAt(at);
		if (isLetter(code) || isDigit(code) || code === 0x40 || code === 0x25) end = at + 1;
		else if (code >= 0x80) {
			const character = String.fromCodePoint(text.codePointAt(at)!);
			// "perte d’entraînement"
			const isInside = code === 0x2019 && at === end && letter.test(text[at + 1] ?? '');
			if (!isInside && !wordCharacter.test(character)) break;
			at += character.length - 1;
			end = at + 1;
		} else if (code === 0x27 && isGenitive(text, at)) {
			// "training's l2" of LightGBM.
			end = at + 2;
			at++;
		} else if (code !== 0x2e && code !== 0x2d && code !== 0x2f) break;
		at++;
	}
	if (text.charCodeAt(end) === 0x28) {
		attached.lastIndex = end;
		end += attached.exec(text)?.[0].length ?? 0;
	}
	return {token: {kind: 'word', text: text.slice(start, end)}, end};
}

/** A likelihood whose sign is turned is another value: "-ELBO = 100". Other names have a dash before them that only parts them: "-loss: 0.5". */
const likelihood =
	/(?<=^|[\s,;:|([])-(?=(?:elbo|ll|mll|lml|likelihood|evidence|log[-_ ]?(?:p|(?:lik|prob|evid|marg|post)[a-z]*))(?![a-z]))/iy;

function readNegated(text: string, at: number): Found | null {
	likelihood.lastIndex = at;
	if (!isLetter(text.charCodeAt(at + 1)) || !likelihood.test(text)) return null;
	const {token, end} = readWord(text, at + 1);
	return token.kind === 'word' ? {token: {kind: 'word', text: `-${token.text}`}, end} : null;
}

const isGenitive = (text: string, at: number) => text[at + 1] === 's' && /^\s/.test(text.slice(at + 2, at + 3));

function readSpecial(text: string, at: number): Found | null {
	const code = text.charCodeAt(at) | 0x20;
	if (code !== 0x6e && code !== 0x69 && code !== 0x2d && code !== 0x2b && code !== 0x31) return null;
	special.lastIndex = at;
	const found = special.exec(text)?.[0];
	if (found === undefined) return null;
	return {token: numberToken(parseSpecial(found)!, false), end: at + found.length};
}

function readWrapped(text: string, at: number, pattern = wrapped): Found | null {
	pattern.lastIndex = at;
	const found = pattern.exec(text);
	const value = found === null ? null : parseNumber(found[1]!);
	if (value === null) return null;
	return {token: numberToken(value, whole.test(found![1]!)), end: at + found![0].length};
}

const numberToken = (value: number, isWhole: boolean): NumberToken => ({
	kind: 'number',
	value,
	unit: '',
	isWhole,
	joined: null,
	isGrouped: false,
});

function joinedAt(text: string, at: number): string | null {
	joined.lastIndex = at;
	return joined.exec(text)?.[0] ?? null;
}

function readFraction(text: string, at: number): Found | null {
	fraction.lastIndex = at;
	const found = fraction.exec(text);
	if (found === null || !endsNumber(text, at + found[0].length)) return null;
	const [all, value, power = '', scaled, powerOfTotal = '', total] = found;
	const token = {
		kind: 'fraction' as const,
		value: Number(value!.replaceAll(',', '') + (powers[power] ?? '')),
		total: Number(scaled === undefined ? total!.replaceAll(',', '') : scaled + powers[powerOfTotal]!),
		isScaled: scaled !== undefined,
	};
	return {token, end: at + all.length};
}

const isSeparator = (code: number) => code === 0x5f || code === 0x27 || code === 0xa0 || code === 0x2019 || code === 0x202f;

function readParted(text: string, at: number): Found | null {
	let behind = at + 1;
	while (behind < at + 4 && isDigit(text.charCodeAt(behind))) behind++;
	if (!isSeparator(text.charCodeAt(behind))) return null;
	partedThousands.lastIndex = at;
	const found = partedThousands.exec(text)?.[0];
	if (found === undefined || !endsNumber(text, at + found.length)) return null;
	const token = numberToken(Number(found.replaceAll(separators, '')), !found.includes('.'));
	return {token, end: at + found.length};
}

function readNumber(text: string, at: number): Found | null {
	digits.lastIndex = at;
	let found = digits.exec(text)?.[0];
	if (found === undefined) return null;
	const comma = found.indexOf(',');
	// "12,345" is one number, "1,2" are two.
	const isOne = comma < 0 || thousands.test(found);
	if (!isOne) found = found.slice(0, comma);
	let end = at + found.length;
	const goesOn = text.charCodeAt(end) === 0x2c && isDigit(text.charCodeAt(end + 1));
	const commas = isOne && !goesOn ? null : joinedAt(text, at);
	const next = text.charCodeAt(end);
	let unit = '';
	// Of a bar without a line feed the next line stands right behind the sign: "50%val loss: 0.5".
	let isPercent = false;
	if (isLetter(next) || next === 0x25 || (next >= 0x80 && next !== 0xb1)) {
		unitPattern.lastIndex = end;
		unit = unitPattern.exec(text)?.[0] ?? '';
		isPercent = unit.startsWith('%') && isPhase(unit.slice(1));
		if (isPercent) unit = '%';
		end += unit.length;
	}
	if (unit === '' && (next === 0x2b || next === 0xb1) && found.includes('.')) {
		deviation.lastIndex = end;
		end += deviation.exec(text)?.[0].length ?? 0;
	}
	if (!(isPercent || endsNumber(text, end)) || (unit !== '' && !unitsBehindDigits.test(unit))) {
		const windows = next === 0x23 ? readSpecial(text, at) : null;
		if (windows !== null) return windows;
		counted.lastIndex = at;
		const count = counted.exec(text);
		if (count !== null) return {token: {kind: 'word', text: count[2]! + count[1]!}, end: at + count[0].length};
		oddRun.lastIndex = at;
		const odd = oddRun.exec(text)?.[0] ?? text[at]!;
		return {token: {kind: 'odd', text: odd}, end: at + odd.length};
	}
	const plain = comma >= 0 ? found.replaceAll(',', '') : found;
	const power = powers[thousandsPer.test(unit) ? 'k' : unit] ?? '';
	// Digits that have a power of their own are multiplied: "2.05M" is 2050000, not 2049999.9999999998.
	const value = /e/i.test(plain) ? Number(plain) * Number(`1${power}`) : Number(plain + power);
	return {
		token: {
			kind: 'number',
			value,
			unit,
			isWhole: whole.test(found) || (power !== '' || /e/i.test(found) ? Number.isInteger(value) : false),
			joined: commas,
			isGrouped: grouped.test(found),
		},
		end,
	};
}

/** True where no number goes on at `at`: 1.2.3, 10:30, 2025-10 and 0x10 are none. */
function endsNumber(text: string, at: number): boolean {
	if (at >= text.length) return true;
	const code = text.charCodeAt(at);
	if (isClosing(code)) return true;
	// . : ! - ~ end a number only where nothing follows them directly.
	if (code !== 0x2e && code !== 0x3a && code !== 0x21 && code !== 0x2d && code !== 0x7e) return false;
	return at + 1 >= text.length || isClosing(text.charCodeAt(at + 1));
}

// Blanks, , ; | ) ] } > ' " and the lines of tables.
function isClosing(code: number): boolean {
	if (code <= 0x20 || code === 0x2c || code === 0x3b || code === 0x7c || code === 0x29 || code === 0x5d || code === 0x7d)
		return true;
	return code === 0x3e || code === 0x27 || code === 0x22 || code === 0xa0 || (code >= 0x2500 && code < 0x2580);
}
