import type {Json} from '../../core/run.ts';
import {jsonNumber} from '../../core/run-json.ts';
import type {Series} from '../../core/series/series.ts';

/** Points of a series as [step, value, seconds since the epoch or null]; at most `most`, evenly chosen, the first and the last among them. */
export function pointsOf(series: Series, most: number): Json[] {
	series.settle();
	const {length, steps, values, walls} = series;
	const count = Math.min(length, Math.max(0, most));
	return Array.from({length: count}, (_, i) => {
		const at = count === length ? i : count === 1 ? length - 1 : Math.round((i * (length - 1)) / (count - 1));
		const wallMs = walls?.at(at) ?? Number.NaN;
		return [jsonNumber(steps.at(at)), jsonNumber(values.at(at)), Number.isFinite(wallMs) ? wallMs / 1000 : null];
	});
}
