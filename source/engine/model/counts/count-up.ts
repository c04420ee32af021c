import type {Series} from '../../../core/series/series.ts';

/** What was read of a series so far. */
interface Read {
	length: number;
	pushes: number;
	reorders: number;
	/** Times that its values went back, and whether once to less than half: then they begin anew, as within an epoch. */
	backs: number;
	isAnew: boolean;
}

const reads = new WeakMap<Series, Read>();

/** Where it went back from, a run goes on from a checkpoint; more often than this in a hundred points, it is no count. */
const mostBacksInHundred = 1;

/** What is known of a series whose points are as they were, and more: one that lost some, or has them in another order, is read from its start. */
function knownOf(series: Series): Read {
	const {length, pushes, reorders} = series;
	const known = reads.get(series);
	const isLonger = known !== undefined && known.reorders === reorders && pushes - known.pushes === length - known.length;
	const read = isLonger ? known : {length: 0, pushes, reorders, backs: 0, isAnew: false};
	reads.set(series, read);
	return read;
}

/**
 * True where the values of a settled series count something up over a whole run: they move, and do not begin anew; going on from a checkpoint, they
 * go back by less than half, and rarely. A single value may be the first of such a count.
 */
export function countUp(series: Series): boolean {
	const {values, length} = series;
	const read = knownOf(series);
	for (let i = Math.max(1, read.length); i < length; i++) {
		const [before, value] = [values.at(i - 1), values.at(i)];
		if (value >= before) continue;
		read.backs++;
		if (value < before / 2) read.isAnew = true;
	}
	read.length = length;
	read.pushes = series.pushes;
	if (read.isAnew || read.backs > 1 + (mostBacksInHundred * length) / 100) return false;
	return length < 2 || values.at(length - 1) > values.at(0);
}
