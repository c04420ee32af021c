/** A long series in few pieces of equal length, merged in pairs when there are too many: enough to see a course, not a point. */
export interface Blocks {
	/** Pieces that are full; the newest, open one is beyond them. */
	count: number;
	/** Points in a full piece. */
	size: number;
	/** Raised with each piece that became full: what is made of full pieces is the same until then. */
	version: number;
	/** First step, mean and deviation of each piece. */
	step: Float64Array;
	mean: Float64Array;
	deviation: Float64Array;
	add(step: number, value: number): void;
}

const blockCapacity = 48;

/** Room for the pieces of a short series: V8 keeps an array of so many numbers in its own heap, where it is made in a third of the time. */
export const firstRoom = 8;

/** The same numbers, with room for twice as many, and for `most` at last. */
export function enlarge(values: Float64Array, most: number): Float64Array {
	const larger = new Float64Array(Math.min(most, 2 * values.length));
	larger.set(values);
	return larger;
}

export function createBlocks(): Blocks {
	let square: Float64Array = new Float64Array(firstRoom);
	const open = {points: 0, step: 0, sum: 0, squares: 0};
	const blocks: Blocks = {
		count: 0,
		size: 2,
		version: 0,
		step: new Float64Array(firstRoom),
		mean: new Float64Array(firstRoom),
		deviation: new Float64Array(firstRoom),
		add(atStep, value) {
			if (open.points === 0) open.step = atStep;
			open.points++;
			open.sum += value;
			open.squares += value * value;
			if (open.points < blocks.size) return;
			if (blocks.count === square.length) grow();
			const at = blocks.count++;
			blocks.version++;
			const mean = open.sum / open.points;
			blocks.step[at] = open.step;
			blocks.mean[at] = mean;
			square[at] = open.squares / open.points;
			blocks.deviation[at] = Math.sqrt(Math.max(0, square[at]! - mean ** 2));
			open.points = open.sum = open.squares = 0;
			if (blocks.count === blockCapacity) merge();
		},
	};
	const grow = () => {
		square = enlarge(square, blockCapacity);
		blocks.step = enlarge(blocks.step, blockCapacity);
		blocks.mean = enlarge(blocks.mean, blockCapacity);
		blocks.deviation = enlarge(blocks.deviation, blockCapacity);
	};
	const merge = () => {
		const {step, mean, deviation} = blocks;
		blocks.count >>= 1;
		blocks.size *= 2;
		for (let at = 0; at < blocks.count; at++) {
			step[at] = step[2 * at]!;
			mean[at] = (mean[2 * at]! + mean[2 * at + 1]!) / 2;
			square[at] = (square[2 * at]! + square[2 * at + 1]!) / 2;
			deviation[at] = Math.sqrt(Math.max(0, square[at]! - mean[at]! ** 2));
		}
	};
	return blocks;
}

/** Keeps what was made of full pieces until there is another one. */
export function lasting<Made>(blocks: Blocks, make: () => Made): () => Made {
	let kept: {version: number; made: Made} | null = null;
	return () => {
		if (kept?.version !== blocks.version) kept = {version: blocks.version, made: make()};
		return kept.made;
	};
}

const few = 32;
const scratch = new Float64Array(few);

/** Middle of some values; NaN for none. Sorts a copy, a small one without making it anew. */
export function median(values: ArrayLike<number>): number {
	if (values.length <= few) return medianOfFew(values);
	const sorted = Float64Array.from(values).sort();
	return sorted.length === 0 ? Number.NaN : (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

function medianOfFew(values: ArrayLike<number>): number {
	const {length} = values;
	if (length === 0) return Number.NaN;
	for (let size = 0; size < length; size++) {
		const value = values[size]!;
		let at = size;
		for (; at > 0 && scratch[at - 1]! > value; at--) scratch[at] = scratch[at - 1]!;
		scratch[at] = value;
	}
	return (scratch[(length - 1) >> 1]! + scratch[length >> 1]!) / 2;
}

/**
 * Random noise of one point, robustly, from how neighbouring pieces differ beyond their trend: the spread inside a piece, and what
 * second differences of the means leave, whichever is larger.
 */
export function noiseOf(blocks: Blocks, from = 0): number {
	const {count, mean, deviation} = blocks;
	const inside = median(deviation.subarray(from, count));
	const bends: number[] = [];
	for (let at = from + 1; at < count - 1; at++) bends.push(Math.abs(mean[at]! - (mean[at - 1]! + mean[at + 1]!) / 2));
	return Math.max(inside || 0, (median(bends) || 0) * 1.2);
}
