import {Series} from '../../../../../source/core/series/series.ts';

/** Curves by their names, with a point at each step or at multiples of a number. */
export function curvesOf(all: Record<string, readonly number[]>, every = 1): Map<string, Series> {
	return new Map(
		Object.entries(all).map(([name, values]) => {
			const series = new Series('replace');
			for (const [i, value] of values.entries()) series.push(i * every, Number.NaN, value);
			return [name, series];
		}),
	);
}
