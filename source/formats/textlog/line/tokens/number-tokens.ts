import {parseNumber, parseSpecial, specialWord} from '../../../../encodings/numbers/odd-number.ts';
import {isPhase} from '../words.ts';
import type {Found, NumberToken} from './token.ts';

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
const unitsBehindDigits = /^(?:%|ms|us|µs|ns|s|sec|secs|[a-zµ]+\/[a-z]+|K\/[a-z]+|x|dB|W|°C|[kKMGT])$/;
/** Thousands in a time: "12.3k/s". */
const thousandsPer = /^k\//i;
const powers: Record<string, string> = {k: 'e3', K: 'e3', M: 'e6', G: 'e9', T: 'e12'};

/** What digits with that unit behind them are rounded to: "31K" to 1000; undefined for a number that says more of itself, or has another unit. */
export function roundedTo(value: number, unit: string): number | undefined {
	const factor = Number(`1${powers[unit]}`);
	return value % factor === 0 ? factor : undefined;
}

/** By the code of a character. */
export const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
/** The same of a letter of ASCII, or "_". */
export const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

/** The number, the fraction or the odd thing with digits that begins at `at` with a digit, a sign or a point; null where none does. */
export const readDigits = (text: string, at: number): Found | null =>
	readPlain(text, at) ?? readFraction(text, at) ?? readParted(text, at) ?? readNumber(text, at) ?? readSpecial(text, at);

/** A number with nothing but digits and a point, and a blank or the like behind it, as nearly all are; null for every other one. */
function readPlain(text: string, at: number): Found | null {
	const first = text.charCodeAt(at);
	const start = first === 0x2d || first === 0x2b ? at + 1 : at;
	let end = start;
	while (isDigit(text.charCodeAt(end))) end++;
	if (end === start) return null;
	let isWhole = first !== 0x2d;
	if (text.charCodeAt(end) === 0x2e && isDigit(text.charCodeAt(end + 1))) {
		isWhole = false;
		end += 2;
		while (isDigit(text.charCodeAt(end))) end++;
	}
	const next = text.charCodeAt(end);
	const isOver = end >= text.length || (isClosing(next) && next !== 0x2c && next !== 0x27 && next !== 0xa0);
	if (!isOver || !isSlashFar(text, end)) return null;
	return {token: numberToken(Number(text.slice(at, end)), isWhole), end};
}

/** True where no "/" of a fraction stands behind blanks at `at`. */
function isSlashFar(text: string, at: number): boolean {
	let next = at;
	while (text.charCodeAt(next) <= 0x20) next++;
	const code = text.charCodeAt(next);
	return code !== 0x2f && !(code >= 0x80);
}

/** NaN or infinity in any spelling, with its sign; null where there is none. */
export function readSpecial(text: string, at: number): Found | null {
	const code = text.charCodeAt(at) | 0x20;
	if (code !== 0x6e && code !== 0x69 && code !== 0x2d && code !== 0x2b && code !== 0x31) return null;
	special.lastIndex = at;
	const found = special.exec(text)?.[0];
	if (found === undefined) return null;
	return {token: numberToken(parseSpecial(found)!, false), end: at + found.length};
}

/** The number in a scalar as Python prints it; null where there is none. */
export const readWrapped = (text: string, at: number): Found | null => readIn(wrapped, text, at);

/** The same of one of TensorFlow: "<tf.Tensor: shape=(), dtype=float32, numpy=0.5>". */
export const readTensor = (text: string, at: number): Found | null => readIn(tensor, text, at);

function readIn(pattern: RegExp, text: string, at: number): Found | null {
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
	const power = unit === '' ? '' : (powers[thousandsPer.test(unit) ? 'k' : unit] ?? '');
	// Digits that have a power of their own are multiplied: "2.05M" is 2050000, not 2049999.9999999998.
	const value = /e/i.test(plain) ? Number(plain) * Number(`1${power}`) : Number(plain + power);
	return {
		token: {
			kind: 'number',
			value,
			unit,
			isWhole: whole.test(found) || (power !== '' || /e/i.test(found) ? Number.isInteger(value) : false),
			joined: commas,
			isGrouped: comma >= 0 && grouped.test(found),
		},
		end,
	};
}

const codesOf = (text: string) => new Set(Array.from(text, mark => mark.charCodeAt(0)));
const ends = codesOf('.:!-~*');
/** Marks that lines are ruled with. */
const marks = codesOf('-~*=#+');

/** True where no number goes on at `at`: 1.2.3, 10:30, 2025-10 and 0x10 are none. */
function endsNumber(text: string, at: number): boolean {
	if (at >= text.length) return true;
	const code = text.charCodeAt(at);
	if (isClosing(code)) return true;
	// "Epoch 1[16/5011]"
	if (code === 0x5b) return isDigit(text.charCodeAt(at + 1));
	// . : ! - ~ * end a number only where nothing follows them directly, and so do several marks that a line is ruled with.
	const isRuled = marks.has(code);
	let next = at + 1;
	// "Epoch: 1/5.. Training Loss: 0.5.. ", "Starting epoch 3...", "####Epoch 3####"
	if (isRuled || code === 0x2e) while (text.charCodeAt(next) === code) next++;
	if (!ends.has(code) && !(isRuled && next > at + 1)) return false;
	return next >= text.length || isClosing(text.charCodeAt(next));
}

// Blanks, , ; | ) ] } > ' " and the lines of tables.
function isClosing(code: number): boolean {
	if (code <= 0x20 || code === 0x2c || code === 0x3b || code === 0x7c || code === 0x29 || code === 0x5d || code === 0x7d)
		return true;
	return code === 0x3e || code === 0x27 || code === 0x22 || code === 0xa0 || (code >= 0x2500 && code < 0x2580);
}
