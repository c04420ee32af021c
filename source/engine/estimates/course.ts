import type {Series} from '../../core/series/series.ts';

/**
 * Goes through the points of a timed series as the run went from one to the next.
 * @param from index of the first one
 * @param stride so many points count as one; the last one is told in any case
 * @param tell called with the index of a point, and whether a later attempt begins between the one told before and this one
 */
export function followCourse(
	series: Series,
	from: number,
	stride: number,
	tell: (index: number, isLater: boolean) => void,
): void {
	if (series.rule === 'replace' || series.wallsAscend) followReplaced(series, from, stride, tell);
	else followSorted(series, from, stride, tell);
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
 * Of points that are all kept, in order of their steps, those that were written last of each step: those of an earlier attempt lie among them. Its points
 * from where the later one is on are left out.
 */
function followSorted({steps, walls, length}: Series, from: number, stride: number, tell: Tell): void {
	let isLater = false;
	let beforeMs = Number.NEGATIVE_INFINITY;
	let skipped = stride;
	let waiting = -1;
	for (let i = from; i < length; ) {
		let end = i + 1;
		while (end < length && steps.at(end) === steps.at(i)) end++;
		const firstMs = walls!.at(i);
		const lastMs = walls!.at(end - 1);
		// The earlier attempt had done this step, and more, by then.
		if (firstMs >= beforeMs && end - i > 1 && end < length && walls!.at(end) < lastMs) isLater = true;
		if (lastMs >= beforeMs) {
			beforeMs = lastMs;
			waiting = end - 1;
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
}
