import type {Sample} from '../../core/series/sample.ts';

/** What a curve has at the cursor: `readSample`; and its last finite value: `lastOf`. */

export interface ReadOut {
	/** x of the point that has the value; the middle of a column that sums up other curves. */
	x: number;
	low: number;
	high: number;
	/** The last value there: the one to show. */
	value: number;
}

/** The point or column with values that is nearest to x, null where the curve has none. */
export const readSample = (sample: Sample, x: number): ReadOut | null =>
	sample.exact.length > 0 ? nearestPoint(sample.exact, x) : nearestColumn(sample, x);

function nearestPoint(exact: Float64Array, x: number): ReadOut | null {
	let best = -1;
	for (let i = 0; i + 1 < exact.length; i += 2) {
		if (Number.isFinite(exact[i + 1]!) && (best < 0 || Math.abs(exact[i]! - x) <= Math.abs(exact[best]! - x))) best = i;
	}
	return best < 0 ? null : {x: exact[best]!, low: exact[best + 1]!, high: exact[best + 1]!, value: exact[best + 1]!};
}

function nearestColumn({columns, lasts, from, to}: Sample, x: number): ReadOut | null {
	const count = columns.length / 4;
	const width = (to - from) / Math.max(1, count);
	const aim = Math.min(count - 1, Math.max(0, Math.floor(width > 0 ? (x - from) / width : 0)));
	for (let away = 0; away < count; away++) {
		for (const column of [aim - away, aim + away]) {
			if (column < 0 || column >= count || Number.isNaN(columns[column * 4]!)) continue;
			return {
				x: lasts[column] ?? from + width * (column + 0.5),
				low: columns[column * 4]!,
				high: columns[column * 4 + 1]!,
				value: columns[column * 4 + 3]!,
			};
		}
	}
	return null;
}

/**
 * What a curve says at x: nothing before it begins, and after its end no longer than until its next point would have come, so that what is
 * logged seldom can be read at the end of what is logged often.
 *
 * @param curve with the x of its first and last point, which may lie outside of the view
 */
export function readWithin(curve: Sample & {first: number; last: number}, x: number): ReadOut | null {
	const {first, last, from, to, points} = curve;
	const gap = points > 1 ? (Math.min(to, last) - Math.max(from, first)) / (points - 1) : 0;
	return x < first || x > last + gap ? null : readSample(curve, x);
}

/** The last finite value in view, NaN for none. */
export function lastOf({exact, columns}: Sample): number {
	for (let i = exact.length - 1; i > 0; i -= 2) if (Number.isFinite(exact[i]!)) return exact[i]!;
	for (let i = columns.length - 1; i > 0; i -= 4) if (!Number.isNaN(columns[i]!)) return columns[i]!;
	return Number.NaN;
}
