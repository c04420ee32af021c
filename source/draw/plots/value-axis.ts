import {makeScale} from '../chart/axes/scale.ts';
import {formatTicks, scaleTicks} from '../chart/axes/ticks.ts';

/** An axis that numbers or words stand on: where each value lies, and what is written beside it. */
export interface ValueAxis {
	title: string;
	/** 0 at the low end, 1 at the high one; NaN for a value that is missing. */
	share(value: number): number;
	/** About `count` places with their texts, from the low end; of words all. */
	ticks(count: number): AxisTick[];
	/** True where values are words: each has a place of its own. */
	isCategory: boolean;
}

export interface AxisTick {
	share: number;
	text: string;
}

const extent = (values: Float64Array): {low: number; high: number} => {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	return {low, high};
};

/**
 * An axis from the least of the values to the largest, or between other ends, at which what lies beyond is put; a logarithmic one where
 * that was asked for and none is 0 or below.
 */
export function numberAxis(title: string, values: Float64Array, isLog: boolean, ends = extent(values)): ValueAxis {
	const {low, high} = ends;
	const scale = makeScale(isLog && low > 0 ? 'log' : 'linear', low, high);
	return {
		title,
		isCategory: false,
		share: value => (Number.isFinite(value) ? Math.max(0, Math.min(1, scale.share(value))) : Number.NaN),
		ticks(count) {
			if (!(high >= low)) return [];
			const ticks = scaleTicks(scale, count);
			// Where hardly a round value lies between, the ends say more.
			const shown = ticks.length >= 2 || low === high ? ticks : [low, high];
			const texts = formatTicks(shown);
			return shown.map((value, at) => ({share: scale.share(value), text: texts[at]!}));
		},
	};
}

/** An axis of a few numbers, evenly apart in their order, each with its text. */
export function levelAxis(title: string, values: readonly number[], texts: readonly string[]): ValueAxis {
	const axis = categoryAxis(title, texts);
	return {...axis, share: value => axis.share(values.includes(value) ? values.indexOf(value) : Number.NaN)};
}

/** An axis of words, evenly apart; a value is the place of its word. */
export function categoryAxis(title: string, labels: readonly string[]): ValueAxis {
	const share = (place: number): number => (place + 0.5) / Math.max(1, labels.length);
	return {
		title,
		isCategory: true,
		share: value => (Number.isFinite(value) ? share(value) : Number.NaN),
		ticks: () => labels.map((text, place) => ({share: share(place), text})),
	};
}
