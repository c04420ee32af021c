import {formatExponent, formatParameter} from '../core/numbers.ts';
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
		return ticks.length >= 2 ? ticks : linearTicks(low, high, niceStep(high - low, count));
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

const smallestStep = (values: readonly number[]): number => {
	let step = Number.POSITIVE_INFINITY;
	for (let i = 1; i < values.length; i++) step = Math.min(step, Math.abs(values[i]! - values[i - 1]!));
	return Number.isFinite(step) && step > 0 ? step : 0;
};

const decimalsOf = (step: number): number => Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));

/**
 * Texts that all carry the digits their distance needs, no more: 0.0 1.2 2.4. From 10,000 with `k`, `M`, …; exponents for what is
 * tiny, or huge and no whole number. Uneven ticks (a log axis) are each written in their shortest form.
 */
export function formatTicks(values: readonly number[], even = true): string[] {
	const step = smallestStep(values);
	const most = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
	if (!even || step === 0)
		return values.map(value => (Math.abs(value) >= 1e4 && Math.abs(value) < 1e15 ? shortest(value) : formatParameter(value, 4)));
	if (most >= 1e4 && most < 1e15 && step >= 1) {
		const [unit, name] = units.find(([size]) => most >= size && step >= size / 100)!;
		const decimals = decimalsOf(step / unit);
		return values.map(value => (value === 0 ? '0' : (value / unit).toFixed(decimals) + name));
	}
	if (most >= 1e6 || most < 1e-3) {
		return values.map(value =>
			value === 0
				? '0'
				: formatExponent(value, Math.floor(Math.log10(Math.abs(value)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9) + 1),
		);
	}
	return values.map(value => value.toFixed(decimalsOf(step)));
}

function shortest(value: number): string {
	const [unit, name] = units.find(([size]) => Math.abs(value) >= size)!;
	return `${Number((value / unit).toPrecision(4))}${name}`;
}
