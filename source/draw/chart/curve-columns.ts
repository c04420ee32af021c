import type {Sample} from '../../core/series/sample.ts';

/** A sampled curve laid onto the columns of a chart: `placeColumns`, and where it may not be joined: `findBreaks`. */

export interface View {
	/** Range of x that the chart shows. */
	from: number;
	to: number;
}

/** Per column of the chart; NaN where nothing finite lies. */
export interface CurveColumns {
	low: Float64Array;
	high: Float64Array;
	mean: Float64Array;
	last: Float64Array;
	/** 1 where a NaN or an infinity lies: no line may enter or leave that column. */
	broken: Uint8Array;
}

/** Column of x: the range cut into equal parts, the end belongs to the last. A range without extent is its middle. */
export function columnOf(x: number, {from, to}: View, width: number): number {
	if (!(to > from)) return x === from ? width >> 1 : -1;
	const span = to - from;
	const column = Math.floor(((x - from) / span) * width);
	if (column >= width && x <= to) return width - 1;
	// The quotient is rounded. Where a column begins is reckoned as in `sampleSeries`, so that both put a point into the same one.
	if (x < from + (span * column) / width) return column - 1;
	return column + 1 < width && x >= from + (span * (column + 1)) / width ? column + 1 : column;
}

function findBreaks(sample: Sample, view: View, width: number): Uint8Array {
	const broken = new Uint8Array(width);
	for (const x of sample.nonfinite) {
		const column = columnOf(x, view, width);
		if (column >= 0 && column < width) broken[column] = 1;
	}
	return broken;
}

/** Lays the columns of a sample over those of the view; where ranges or widths differ, several may fall into one. */
export function placeColumns(sample: Sample, view: View, width: number): CurveColumns {
	const nothing = (): Float64Array => new Float64Array(width).fill(Number.NaN);
	const placed: CurveColumns = {
		low: nothing(),
		high: nothing(),
		mean: nothing(),
		last: nothing(),
		broken: findBreaks(sample, view, width),
	};
	const count = sample.columns.length / 4;
	const own = (sample.to - sample.from) / Math.max(1, count);
	const same = count === width && sample.from === view.from && sample.to === view.to;
	const merged = new Uint16Array(width);
	for (let i = 0; i < count; i++) {
		const low = sample.columns[i * 4]!;
		if (Number.isNaN(low)) continue;
		const column = same ? i : columnOf(sample.from + own * (i + 0.5), view, width);
		if (column < 0 || column >= width) continue;
		const before = merged[column]!++;
		const high = sample.columns[i * 4 + 1]!;
		const known = sample.columns[i * 4 + 2]!;
		// A sample without means serves until the one with them has come.
		const mean = Number.isNaN(known) ? low / 2 + high / 2 : known;
		placed.low[column] = before === 0 ? low : Math.min(placed.low[column]!, low);
		placed.high[column] = before === 0 ? high : Math.max(placed.high[column]!, high);
		placed.mean[column] = before === 0 ? mean : placed.mean[column]! + (mean - placed.mean[column]!) / (before + 1);
		placed.last[column] = sample.columns[i * 4 + 3]!;
	}
	return placed;
}

/**
 * Columns without points between two that belong together get what lies on the line between those.
 * @param broken 1 where no line may enter or leave a column
 * @return the values, and 1 for each column whose line does not come from the one before
 */
export function connectColumns(mean: Float64Array, broken: Uint8Array): {line: Float64Array; cut: Uint8Array} {
	const line = Float64Array.from(mean);
	const cut = new Uint8Array(mean.length);
	let previous = -1;
	let gap = false;
	for (let column = 0; column < mean.length; column++) {
		gap ||= broken[column] === 1;
		if (Number.isNaN(mean[column]!)) continue;
		if (gap) cut[column] = 1;
		else if (previous >= 0) {
			const slope = (mean[column]! - mean[previous]!) / (column - previous);
			for (let i = previous + 1; i < column; i++) line[i] = mean[previous]! + slope * (i - previous);
		}
		previous = column;
		gap = broken[column] === 1;
	}
	return {line, cut};
}
