import type {Series} from '../../core/series/series.ts';

/**
 * Goes through the points of a timed series as the run went from one to the next.
 * @param from index of the first one
 * @param stride so many points count as one; the last one is told in any case
 * @param wereBeside what was given for the points before `from`
 * @param tell called with the index of a point, and whether a later attempt begins between the one told before and this one
 * @returns true where two processes write its last points side by side
 */
export function followCourse(
	series: Series,
	from: number,
	stride: number,
	wereBeside: boolean,
	tell: (index: number, isLater: boolean) => void,
): boolean {
	if (series.rule !== 'replace' && !series.wallsAscend) return followSorted(series, from, stride, wereBeside, tell);
	followReplaced(series, from, stride, tell);
	return false;
}

type Tell = (index: number, isLater: boolean) => void;

function followReplaced({steps, seams, length}: Series, from: number, stride: number, tell: Tell): void {
	if (from >= length) return;
	let next = 0;
	while (next < seams.length && seams[next]! <= steps.at(from)) next++;
	// The first point fed may be the first of an attempt, whose step the estimator knows to be none ahead.
	let isLater = from > 0 && next > 0 && seams[next - 1] === steps.at(from);
	for (let i = from; i < length; i += i + stride >= length && i < length - 1 ? length - 1 - i : stride) {
		for (; next < seams.length && seams[next]! <= steps.at(i); next++) isLater = true;
		tell(i, isLater);
		isLater = false;
	}
}

/**
 * Of points that are all kept, in order of their steps, those that were written last of each step, or first where two processes write side by side:
 * those of an earlier attempt lie among them. Its points from where the later one is on are left out.
 */
function followSorted({steps, walls, length}: Series, from: number, stride: number, wereBeside: boolean, tell: Tell): boolean {
	let isLater = false;
	let areBeside = wereBeside;
	let beforeMs = from > 0 ? walls!.at(from - 1) : Number.NEGATIVE_INFINITY;
	let skipped = stride;
	let waiting = -1;
	for (let i = from; i < length; ) {
		let end = i + 1;
		while (end < length && steps.at(end) === steps.at(i)) end++;
		const firstMs = walls!.at(i);
		const lastMs = walls!.at(end - 1);
		// The earlier attempt had done this step, and more, by then.
		const isAgain = firstMs >= beforeMs && end - i > 1 && end < length && walls!.at(end) < lastMs;
		if (!isAgain && end - i === 1 && firstMs >= beforeMs) areBeside = false;
		if (isAgain && !areBeside) {
			areBeside = isBeside(steps, walls!, end, lastMs);
			isLater ||= !areBeside;
		}
		// Of two side by side, the first one tells how far the run is.
		const [index, wallMs] = areBeside ? [i, firstMs] : [end - 1, lastMs];
		if (wallMs >= beforeMs) {
			beforeMs = wallMs;
			waiting = index;
			if (++skipped >= stride || isLater) {
				tell(waiting, isLater);
				isLater = false;
				skipped = 0;
				waiting = -1;
			}
		}
		i = end;
	}
	if (waiting >= 0) tell(waiting, isLater);
	return areBeside;
}

/**
 * True where points that were there before go on behind the moment at which others of their steps begin: two processes write side by side, and no
 * later attempt has begun.
 * @param from index of the first point of the next step
 * @param beginMs when those others begin
 */
function isBeside(steps: Series['steps'], walls: NonNullable<Series['walls']>, from: number, beginMs: number): boolean {
	let newestMs = beginMs;
	for (let i = from; i < steps.length; ) {
		let end = i + 1;
		while (end < steps.length && steps.at(end) === steps.at(i)) end++;
		const firstMs = walls.at(i);
		if (end - i === 1 && firstMs >= newestMs) return false;
		if (firstMs > beginMs) return true;
		newestMs = Math.max(newestMs, walls.at(end - 1));
		i = end;
	}
	return false;
}
