import type {Series} from './series.ts';

/** Value of the last point of a series at or before `step`; NaN where there is none, or no series. */
export function valueAtStep(series: Series | undefined, step: number): number {
	if (series === undefined) return Number.NaN;
	series.settle();
	const {steps, values, length} = series;
	const index = steps.lowerBound(step);
	if (index < length && steps.at(index) === step) {
		let last = index;
		while (last + 1 < length && steps.at(last + 1) === step) last++;
		return values.at(last);
	}
	return index > 0 ? values.at(index - 1) : Number.NaN;
}
