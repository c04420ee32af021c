import {makeScale, type Scale, type ScaleKind} from './scale.ts';
import {niceStep} from './ticks.ts';

/** The y range of a chart from the values in it: `ValueRange` collects them, `chooseScale` decides. */

/** Lowest and highest of each column or point that will be drawn, in step. */
export class ValueRange {
	readonly lows: number[] = [];
	readonly highs: number[] = [];

	add(low: number, high: number): void {
		if (!Number.isFinite(low) || !Number.isFinite(high)) return;
		this.lows.push(low);
		this.highs.push(high);
	}

	/** Whether anything lies between two ends. */
	lies(low: number, high: number): boolean {
		return this.lows.some((each, i) => each <= high && this.highs[i]! >= low);
	}
}

export interface LimitOptions {
	kind: ScaleKind;
	/** False: the outermost 5 % at either end do not count, as in TensorBoard. */
	outliers: boolean;
	/** Fixed ends, null to choose. */
	low: number | null;
	high: number | null;
}

const cutShare = 0.05;

function percentile(values: readonly number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	const at = share * (sorted.length - 1);
	const index = Math.floor(at);
	const next = sorted[Math.min(sorted.length - 1, index + 1)]!;
	return sorted[index]! + (next - sorted[index]!) * (at - index);
}

const smallest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** Null where there is nothing finite to show. */
export function chooseScale(range: ValueRange, options: LimitOptions): Scale | null {
	if (range.lows.length === 0) return null;
	const low = options.outliers ? smallest(range.lows) : percentile(range.lows, cutShare);
	const high = options.outliers ? largest(range.highs) : percentile(range.highs, 1 - cutShare);
	const kind = options.kind === 'log' && (options.low ?? low) <= 0 ? 'symlog' : options.kind;
	const threshold = kind === 'symlog' ? chooseThreshold(range) : 1;
	const [paddedLow, paddedHigh] = kind === 'linear' ? padLinear(low, high) : padBent(low, high, kind, threshold);
	const start = options.low ?? paddedLow;
	const end = options.high ?? paddedHigh;
	const isLimited = options.low !== null || options.high !== null;
	// Which scale it is depends on the ends, too: it is chosen anew without them.
	const whole = isLimited && !(end > start) ? chooseScale(range, {...options, low: null, high: null}) : null;
	if (whole !== null) return {...whole, ignoresLimits: true};
	const scale = makeScale(kind, start, end, threshold);
	return low === high ? {...scale, constant: low} : scale;
}

/** What goes beyond all numbers ends at the last one: people log the largest as the best loss before there is one. */
const finite = (value: number): number => Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value));

/**
 * Outwards to round values about a twentieth of the range apart: little room is lost, and a live curve seldom moves the axis. Down to 0
 * where 0 is near. A constant gets room around it.
 */
function padLinear(low: number, high: number): [number, number] {
	if (high === low) {
		const around = Math.abs(low) / 2 || 1;
		return [finite(low - around), finite(high + around)];
	}
	const span = high - low;
	if (!Number.isFinite(span)) return [low, high];
	const unit = niceStep(span, 20);
	const near = span / 4;
	const start = low >= 0 && low <= near ? 0 : snapDown(low, span, unit);
	const end = high <= 0 && high >= -near ? 0 : -snapDown(-high, span, unit);
	// Where the range is tiny beside the values, multiples of the unit are not exact: never cut off what is there.
	return [Math.min(low, finite(start)), Math.max(high, finite(end))];
}

/** The multiple of a label's step just below, where that costs little room, so that the end of the axis is labelled; else of `unit`. */
function snapDown(value: number, span: number, unit: number): number {
	for (const count of [2, 4]) {
		const step = niceStep(span, count);
		const snapped = Math.floor(value / step + 1e-9) * step;
		if (value - snapped <= span / 12) return snapped;
	}
	return Math.floor(value / unit + 1e-9) * unit;
}

function padBent(low: number, high: number, kind: ScaleKind, threshold: number): [number, number] {
	if (high === low)
		return kind === 'log' ? [low / 10 || low, finite(high * 10)] : [finite(low - threshold), finite(high + threshold)];
	const scale = makeScale(kind, low, high, threshold);
	const [start, end] = [scale.at(-0.02), scale.at(1.02)];
	return [
		low === 0 || !Number.isFinite(start) || (kind === 'log' && start <= 0) ? low : start,
		high === 0 || !Number.isFinite(end) ? high : end,
	];
}

/** Where symlog turns linear: the power of ten under all but the smallest twentieth of the sizes, at most six decades down. */
function chooseThreshold(range: ValueRange): number {
	const sizes = [...range.lows, ...range.highs].map(Math.abs).filter(size => size > 0);
	if (sizes.length === 0) return 1;
	const small = Math.max(percentile(sizes, cutShare), largest(sizes) / 1e6);
	const threshold = 10 ** Math.floor(Math.log10(small));
	return threshold > 0 ? threshold : Number.MIN_VALUE;
}
