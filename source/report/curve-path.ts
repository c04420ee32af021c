import type {Sample} from '../core/series/sample.ts';

/** Where a point of a curve lies in the picture, in its units. */
export interface Place {
	x: (value: number) => number;
	y: (value: number) => number;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** Collects the commands of an SVG path; a point by itself becomes a dot. */
class Pen {
	private path = '';
	private isDown = false;
	private points = 0;

	to(x: number, y: number): void {
		this.path += `${this.isDown ? 'L' : 'M'}${short(x)} ${short(y)}`;
		this.isDown = true;
		this.points++;
	}

	lift(): void {
		// A path of no length is drawn as a dot where its ends are round.
		if (this.points === 1) this.path += 'h0';
		this.isDown = false;
		this.points = 0;
	}

	end(): string {
		this.lift();
		return this.path;
	}
}

/** The `d` of a curve: its points where they are known, else down and up through the extremes of each column. Gaps stay gaps. */
export function curvePath(sample: Sample, place: Place): string {
	return sample.exact.length > 0 ? pointsPath(sample.exact, place) : columnsPath(sample, place);
}

/** The `d` of a curve's means, for what only lies behind. */
export function meanPath(sample: Sample, place: Place): string {
	if (sample.exact.length > 0) return pointsPath(sample.exact, place);
	const pen = new Pen();
	for (const {x, mean, afterGap} of columnsOf(sample)) {
		if (afterGap) pen.lift();
		pen.to(place.x(x), place.y(mean));
	}
	return pen.end();
}

function pointsPath(exact: Float64Array, place: Place): string {
	const pen = new Pen();
	for (let i = 0; i + 1 < exact.length; i += 2) {
		if (Number.isFinite(exact[i + 1]!)) pen.to(place.x(exact[i]!), place.y(exact[i + 1]!));
		else pen.lift();
	}
	return pen.end();
}

function columnsPath(sample: Sample, place: Place): string {
	const pen = new Pen();
	let before = Number.NaN;
	for (const {x, low, high, last, afterGap} of columnsOf(sample)) {
		if (afterGap) pen.lift();
		// The nearer extreme first, so that the line does not cross the column twice.
		const ends = Math.abs(before - high) < Math.abs(before - low) ? [high, low] : [low, high];
		pen.to(place.x(x), place.y(ends[0]!));
		if (low !== high) pen.to(place.x(x), place.y(ends[1]!));
		before = last;
	}
	return pen.end();
}

interface CurveColumn {
	x: number;
	low: number;
	high: number;
	mean: number;
	last: number;
	/** A point that is NaN or infinite lies between it and the one before. */
	afterGap: boolean;
}

/** Columns with values. An empty one is no gap: only what is not finite parts a curve. */
function* columnsOf({columns, from, to, nonfinite}: Sample): Generator<CurveColumn> {
	const count = columns.length / 4;
	const width = (to - from) / Math.max(1, count);
	let gap = 0;
	for (let column = 0; column < count; column++) {
		const low = columns[column * 4]!;
		if (Number.isNaN(low)) continue;
		const x = from + width * (column + 0.5);
		const start = gap;
		while (gap < nonfinite.length && nonfinite[gap]! < x) gap++;
		yield {
			x,
			low,
			high: columns[column * 4 + 1]!,
			mean: columns[column * 4 + 2]!,
			last: columns[column * 4 + 3]!,
			afterGap: gap > start,
		};
	}
}
