import {isLongInteger} from './long-integer.ts';

/**
 * Numbers as text: `formatNumber` for what was measured, `formatParameter` for what somebody chose, `formatCount` for how many,
 * `formatSpread` for a mean with its deviation.
 */

/** Whether the terminal shows more than ASCII. */
export interface TextOptions {
	unicode: boolean;
}
export const plainText: TextOptions = {unicode: false};
export const fullText: TextOptions = {unicode: true};

/** What stands where there is no value: `–`, in ASCII `-`. */
export const noValue = ({unicode}: TextOptions = fullText): string => (unicode ? '–' : '-');

/** `NaN`, `∞`, `-∞` (ASCII `inf`, `-inf`); null for a finite number. */
export function formatNonfinite(value: number, {unicode}: TextOptions = fullText): string | null {
	if (Number.isFinite(value)) return null;
	if (Number.isNaN(value)) return 'NaN';
	return `${value < 0 ? '-' : ''}${unicode ? '∞' : 'inf'}`;
}

/** A text that holds infinity, as the terminal can write it: `inf at 412` in ASCII. Longer than what was given there, so it is measured behind this. */
export const spellInfinity = (text: string, {unicode}: TextOptions): string => (unicode ? text : text.replaceAll('∞', 'inf'));

/** 1.5e+7 as people write it: 1.5e7, without zeros that say nothing. */
export function formatExponent(value: number, digits: number): string {
	const [mantissa = '', exponent = ''] = value.toExponential(Math.max(0, digits - 1)).split('e');
	const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
	return `${short}e${exponent.replace('+', '')}`;
}

/**
 * A measured value with `digits` significant digits; zeros at the end stay, so that a live value keeps its width. Whole numbers are
 * printed whole. An exponent outside 1e-4 … 1e6.
 */
export function formatNumber(value: number, digits = 4, options: TextOptions = fullText): string {
	const nonfinite = formatNonfinite(value, options);
	if (nonfinite !== null) return nonfinite;
	const size = Math.abs(value);
	if (Number.isInteger(value) && size < 1e6) return String(value);
	if (size < 1e-4 || size >= 1e6) return formatExponent(value, digits);
	const text = value.toPrecision(digits);
	if (!text.includes('e')) return text;
	return Math.abs(Math.round(value)) >= 1e6 ? formatExponent(value, digits) : value.toFixed(0);
}

/**
 * A chosen value (learning rate, seed, width) in the shortest honest way: 3e-4, 0.9, 1234567, 1e6. Rounding noise of a float beyond
 * `digits` significant digits is dropped; a whole number is never rounded.
 */
export function formatParameter(value: number, digits = 6, options: TextOptions = fullText): string {
	const nonfinite = formatNonfinite(value, options);
	if (nonfinite !== null) return nonfinite;
	const whole = Number.isInteger(value) && Math.abs(value) < 1e21;
	const rounded = whole ? value : Number(value.toPrecision(digits));
	const exponent = formatExponent(rounded, whole ? 17 : digits);
	const size = Math.abs(rounded);
	const plain = String(rounded);
	const outside = size < 1e-2 || size >= 1e6;
	return outside && exponent.length <= plain.length ? exponent : plain;
}

/** A number that a person chose has no more digits; of one with more most were drawn by chance, or worked out. */
const chosenDigits = 5;
/** Behind these is the noise of 0.1 + 0.2. */
const exactDigits = 12;
/** Digits of a chosen value that are shown at most. */
const mostDigits = 6;

/** True for a value with more digits than anybody types, as chance and formulas make it. */
export function hasManyDigits(value: number): boolean {
	if (!Number.isFinite(value) || Number.isInteger(value)) return false;
	const chosen = Number(value.toPrecision(chosenDigits));
	// A single-precision float of 0.1 is 0.10000000149.
	return Number(value.toPrecision(exactDigits)) !== chosen && value !== Math.fround(chosen);
}

/**
 * A chosen value in a column of others: as `formatParameter` shows it, but of one that has many digits only `digits` significant ones, and all before the
 * point, with the zeros at the end that say so. What would look like a round number next to it (0.999998 like 1) keeps its digits.
 */
export function formatRounded(value: number, digits: number, options: TextOptions = fullText): string {
	const exact = formatParameter(value, mostDigits, options);
	if (digits >= mostDigits || !hasManyDigits(value)) return exact;
	const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
	const isCarried = exponent !== value.toExponential(mostDigits - 1).split('e')[1];
	if (isCarried) return exact;
	if (exact.includes('e')) return `${mantissa}e${exponent.replace('+', '')}`;
	return value.toPrecision(Math.max(digits, Number(exponent) + 1));
}

/** So many different values are not looked through: they need all digits. */
const mostValues = 500;

/** Significant digits, at least three, in which different ones of these values of one setting are still shown differently. */
export function digitsApart(values: Iterable<number>): number {
	const recorded = new Set<number>();
	for (const value of values) {
		if (Number.isFinite(value)) recorded.add(value);
		if (recorded.size > mostValues) return mostDigits;
	}
	const different = new Set([...recorded].map(value => Number(formatParameter(value, mostDigits, plainText))));
	for (let digits = 3; digits < mostDigits; digits++)
		if (new Set([...different].map(value => Number(formatRounded(value, digits, plainText)))).size === different.size)
			return digits;
	return mostDigits;
}

/**
 * False for digits that a number would not give back: an id of more than a double holds exactly (`706694008682824164`), or one with zeros in front
 * (`007`). They are shown as they are written.
 */
export function isWrittenNumber(text: string): boolean {
	const trimmed = text.trim();
	if (!/^[-+.\d]+(e[-+]?\d+)?$/i.test(trimmed) || !Number.isFinite(Number(trimmed))) return false;
	if (/^[-+]?0\d/.test(trimmed)) return false;
	return !isLongInteger(trimmed);
}

/** A measured value where nothing is short of room: a whole number in full, any other with `digits` significant digits. */
export function formatWhole(value: number, digits: number): string {
	return Number.isSafeInteger(value) ? String(value) : formatNumber(value, digits);
}

const countUnits = ['', 'k', 'M', 'G', 'T', 'P'];

/** A count: exact below 10,000, then three digits and a unit: 12.4k, 3M. Zeros after the point only where digits were cut off. */
export function formatCount(value: number): string {
	const nonfinite = formatNonfinite(value);
	if (nonfinite !== null) return nonfinite;
	if (Math.abs(value) < 9999.5) return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3)));
	let unit = Math.min(countUnits.length - 1, Math.floor(Math.log10(Math.abs(value)) / 3));
	if (Math.abs(value) / 1000 ** unit >= 999.5 && unit < countUnits.length - 1) unit++;
	const scaled = value / 1000 ** unit;
	const text = Math.abs(scaled) >= 999.5 ? scaled.toFixed(0) : scaled.toPrecision(3);
	const exact = Number(text) === scaled && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
	return exact + countUnits[unit];
}

/**
 * `0.213 ± 0.004`: the deviation with two digits up to 354, else with one (the rule of the Particle Data Group, Review of Particle
 * Physics, 5.3), the mean no finer than that.
 */
export function formatSpread(mean: number, deviation: number, options: TextOptions = fullText): string {
	if (!Number.isFinite(mean) || !Number.isFinite(deviation) || deviation <= 0) return formatNumber(mean, 4, options);
	const sign = options.unicode ? '±' : '+-';
	const size = Math.max(Math.abs(mean), deviation);
	const leading = Math.floor(Math.log10(deviation));
	const digits = deviation / 10 ** leading < 3.55 ? 1 : 0;
	if (size < 1e-4 || size >= 1e6) {
		const before = Math.min(8, Math.max(0, Math.floor(Math.log10(Math.abs(mean))) - leading + digits));
		return `${mean === 0 ? '0' : formatExponent(mean, before + 1)} ${sign} ${formatExponent(deviation, digits + 1)}`;
	}
	const decimals = Math.min(8, Math.max(0, digits - leading));
	return `${mean.toFixed(decimals)} ${sign} ${deviation.toFixed(decimals)}`;
}
