import {formatExponent, formatParameter} from '../../../core/text/numbers.ts';
import type {Scale} from './scale.ts';

/** Round values along an axis: `niceStep`, `linearTicks`, `scaleTicks`, and their texts: `formatTicks`. */

/** The step 1, 2 or 5 times a power of ten that cuts `span` into about `count` pieces, never more than half as many again. */
export function niceStep(span: number, count: number): number {
	const raw = span / Math.max(1, count);
	if (!(raw > 0) || !Number.isFinite(raw)) return 1;
	const power = 10 ** Math.floor(Math.log10(raw));
	const lead = raw / power;
	return power * (lead <= 1.5 ? 1 : lead <= 3.2 ? 2 : lead <= 7.1 ? 5 : 10);
}

/** Multiples of `step` within [low, high], without the noise of adding up. At most 200. */
export function linearTicks(low: number, high: number, step: number): number[] {
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	const ticks: number[] = [];
	for (let i = first; i <= last && ticks.length < 200; i++) ticks.push(cleanMultiple(i, step));
	return ticks;
}

/** i × step, where step is 1, 2, 5 × 10^n: dividing by a whole power is exact where multiplying by 0.1 is not. */
function cleanMultiple(i: number, step: number): number {
	if (i === 0) return 0;
	const power = Math.floor(Math.log10(step) + 1e-9);
	if (power >= 0 || power < -300) return i * step;
	const inverse = 10 ** -power;
	return (i * Math.round(step * inverse)) / inverse;
}

/** Powers of ten from low to high, every so many that there are about `count`; with 2 and 5 between where there are few. */
function logTicks(low: number, high: number, count: number): number[] {
	const decades = Math.log10(high / low);
	const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
	const factors = decades < count / 2.5 ? [1, 2, 5] : decades < count / 1.6 ? [1, 3] : [1];
	const first = Math.ceil(Math.floor(Math.log10(low) + 1e-9) / every) * every;
	const ticks: number[] = [];
	for (let power = first; power <= Math.log10(high) + 1e-9; power += every) {
		for (const factor of factors) {
			const value = Number(`${factor}e${power}`);
			if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) ticks.push(value);
		}
	}
	return ticks;
}

/** Powers of ten from the largest under `most` down to `least`, about `count` of them, descending. */
function powersBelow(most: number, least: number, count: number): number[] {
	const every = Math.max(1, Math.ceil(Math.log10(most / least) / count));
	const powers: number[] = [];
	for (let power = Math.floor(Math.log10(most) + 1e-9); power >= Math.log10(least) - 1e-9; power -= every)
		powers.push(Number(`1e${power}`));
	return powers;
}

/** Tick values for a scale, ascending, about `count` of them. A scale without extent has its one value. */
export function scaleTicks(scale: Scale, count: number): number[] {
	const {kind, low, high, threshold} = scale;
	if (!(high > low)) return [low];
	if (kind === 'linear') return linearTicks(low, high, niceStep(high - low, count));
	if (kind === 'log') {
		const ticks = logTicks(low, high, count);
		if (ticks.length >= 2) return ticks;
		const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
		return last > first ? [Number(`1e${first}`), Number(`1e${last}`)] : linearTicks(low, high, niceStep(high - low, count));
	}
	const half = Math.max(1, Math.floor(count / (low < 0 && high > 0 ? 2 : 1)));
	const side = (most: number): number[] => (most > threshold ? powersBelow(most, threshold, half) : []);
	const positive = side(high).filter(value => value >= low);
	const negative = side(-low).filter(value => value >= -high);
	return [...negative.map(value => -value), ...(low <= 0 && high >= 0 ? [0] : []), ...positive.reverse()];
}

const units: [number, string][] = [
	[1e12, 'T'],
	[1e9, 'G'],
	[1e6, 'M'],
	[1e3, 'k'],
	[1, ''],
];

/** Distance of evenly spaced values, 0 where they are not, or are too few. */
function stepOf(values: readonly number[]): number {
	const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
	const step = Math.min(...steps);
	const even = steps.length > 0 && step > 0 && Math.max(...steps) < step * 1.001;
	// Two powers of ten are no even steps either.
	return even && values.every(value => value === 0 || Math.abs(value) > step / 20) ? step : 0;
}

/** Decimals with which all values are what they are, to within a hundredth of their distance. */
function decimalsFor(values: readonly number[], step: number): number {
	const first = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
	for (let decimals = first; decimals < first + 2; decimals++) {
		if (values.every(value => Math.abs(value - Number(value.toFixed(Math.min(20, decimals)))) < step / 100))
			return Math.min(20, decimals);
	}
	return Math.min(20, first + 2);
}

/**
 * Texts that all carry the digits their distance needs, no more: 0.0 1.2 2.4. From 10,000 with `k`, `M`, …; exponents for what is
 * tiny, or huge and no whole number. Uneven ticks (a log axis) are each written in their shortest form.
 */
export function formatTicks(values: readonly number[]): string[] {
	const step = stepOf(values);
	const most = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
	if (step === 0)
		return values.map(value => (Math.abs(value) >= 1e4 && Math.abs(value) < 1e15 ? shortest(value) : formatParameter(value, 4)));
	if (most >= 1e4 && most < 1e15 && step >= 1) {
		const [unit, name] = units.find(([size]) => most >= size && step >= size / 100)!;
		const decimals = decimalsFor(
			values.map(value => value / unit),
			step / unit,
		);
		return values.map(value => (value === 0 ? '0' : (value / unit).toFixed(decimals) + name));
	}
	if (most >= 1e6 || most < 1e-3) {
		return values.map(value =>
			value === 0
				? '0'
				: formatExponent(value, Math.floor(Math.log10(Math.abs(value)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9) + 1),
		);
	}
	const decimals = decimalsFor(values, step);
	return values.map(value => value.toFixed(decimals));
}

function shortest(value: number): string {
	const [unit, name] = units.find(([size]) => Math.abs(value) >= size)!;
	return `${Number((value / unit).toPrecision(4))}${name}`;
}
