import {formatNonfinite, formatNumber, fullText, noValue, type TextOptions} from './numbers.ts';

/**
 * Everything that turns a quantity into text: here per cent, bytes, rates and changes; numbers, columns of numbers, spans of time
 * and moments come from the files beside and are handed on.
 */
export * from './clock.ts';
export * from './durations.ts';
export * from './number-column.ts';
export * from './numbers.ts';

/** `64 %` of a fraction, rounded down, so that 100 % means done; `–` where it is not known. */
export function formatPercent(fraction: number, decimals = 0): string {
	if (!Number.isFinite(fraction)) return noValue();
	const factor = 10 ** decimals;
	// A hair above, since 0.29 * 100 is 28.999999999999996.
	return `${(Math.floor(fraction * 100 * factor + 1e-9) / factor).toFixed(decimals)} %`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `412 B`, `1.2 kB`, `12 MB`: powers of 1000, two digits at least. */
export function formatBytes(bytes: number): string {
	if (!Number.isFinite(bytes)) return noValue();
	let unit = 0;
	let scaled = bytes;
	while (Math.abs(scaled) >= 999.5 && unit < byteUnits.length - 1) {
		scaled /= 1000;
		unit++;
	}
	return `${unit > 0 && Math.abs(scaled) < 9.95 ? scaled.toFixed(1) : scaled.toFixed(0)} ${byteUnits[unit]}`;
}

/**
 * Whether a change is told as a part of its base: beside a base that is 0, or nearly that, it tells nothing. Of values on both sides of 0 their
 * ratio says least.
 */
export function hasShare(value: number, base: number): boolean {
	const parts = Math.abs(value - base) / Math.abs(base);
	return parts < (value / base > 0 ? 1e9 : 1e4);
}

/** Change from a base with its sign: `+126 %`, `−3.2 %`, `<0.1 %` for what is smaller either way, `×12` beyond tenfold; where it has no share of the base, the difference itself. */
export function formatChange(value: number, base: number, options: TextOptions = fullText): string {
	if (!Number.isFinite(value) || !Number.isFinite(base)) return formatNonfinite(value, options) ?? noValue(options);
	const delta = value - base;
	const sign = delta > 0 ? '+' : delta < 0 ? (options.unicode ? '−' : '-') : '';
	if (!hasShare(value, base)) return `${sign}${formatNumber(Math.abs(delta), 3, options)}`;
	const relative = Math.abs(delta / base);
	if (relative >= 10 && value / base > 0) return `${options.unicode ? '×' : 'x'}${formatNumber(value / base, 2, options)}`;
	const percent = relative * 100;
	if (percent > 0 && percent < 0.1) return '<0.1 %';
	const text = percent === 0 ? '0' : percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0);
	return `${sign}${text} %`;
}
