import type {Random} from './random.ts';

/** A column of a table that a forest learns from: a small whole number a row. */
export interface Feature {
	bins: Uint16Array;
	/** Different bins there may be. */
	count: number;
	/** True where bins have an order; else any set of them may go to one side. */
	ordered: boolean;
}

/** A regression tree, nodes in arrays: `feature` is -1 in a leaf. */
export interface Tree {
	feature: Int16Array;
	/** Which bins go to the left child, which is the next node; the right one is at `right`. */
	goesLeft: (Uint8Array | null)[];
	right: Int32Array;
	value: Float64Array;
}

export interface TreeOptions {
	/** Features tried at each node. */
	tried: number;
	/** Rows that a leaf keeps at least. */
	leastRows: number;
}

interface Split {
	gain: number;
	feature: number;
	goesLeft: Uint8Array;
}

/**
 * Grows trees as CART does (Breiman et al. 1984), with a random choice of features at each node (Breiman, "Random forests", 2001).
 * The package for it, ml-random-forest, knows neither categories nor missing values nor which features matter.
 */
class Grower {
	private readonly feature: number[] = [];
	private readonly goesLeft: (Uint8Array | null)[] = [];
	private readonly right: number[] = [];
	private readonly value: number[] = [];
	private readonly sums: Float64Array;
	private readonly counts: Int32Array;
	private readonly order: Int32Array;
	private readonly deck: Int32Array;

	constructor(
		private readonly features: readonly Feature[],
		private readonly results: Float64Array,
		private readonly options: TreeOptions,
		private readonly random: Random,
	) {
		const most = features.reduce((size, {count}) => Math.max(size, count), 1);
		this.sums = new Float64Array(most);
		this.counts = new Int32Array(most);
		this.order = new Int32Array(most);
		this.deck = Int32Array.from(features.keys());
	}

	grow(rows: Int32Array): Tree {
		this.addNode(rows);
		const {feature, goesLeft, right, value} = this;
		return {feature: Int16Array.from(feature), goesLeft, right: Int32Array.from(right), value: Float64Array.from(value)};
	}

	private addNode(rows: Int32Array): void {
		const at = this.feature.length;
		const mean = rows.reduce((sum, row) => sum + this.results[row]!, 0) / rows.length;
		this.value.push(mean);
		this.feature.push(-1);
		this.goesLeft.push(null);
		this.right.push(-1);
		const split = rows.length < 2 * this.options.leastRows ? null : this.findSplit(rows, mean);
		if (split === null) return;
		const {bins} = this.features[split.feature]!;
		this.feature[at] = split.feature;
		this.goesLeft[at] = split.goesLeft;
		this.addNode(rows.filter(row => split.goesLeft[bins[row]!] === 1));
		this.right[at] = this.feature.length;
		this.addNode(rows.filter(row => split.goesLeft[bins[row]!] === 0));
	}

	private findSplit(rows: Int32Array, mean: number): Split | null {
		let best: Split | null = null;
		this.random.shuffle(this.deck);
		// Where the first ones cannot divide these rows at all, others are tried until one can.
		for (let i = 0; i < this.deck.length && (i < this.options.tried || best === null); i++)
			best = this.splitBy(this.deck[i]!, rows, mean, best);
		return best;
	}

	/** The best cut of one feature, where it is better than the best so far: bins in order, or by the mean of their results. */
	private splitBy(at: number, rows: Int32Array, mean: number, best: Split | null): Split | null {
		const {bins, count, ordered} = this.features[at]!;
		const {sums, counts, order} = this;
		sums.fill(0, 0, count);
		counts.fill(0, 0, count);
		for (const row of rows) {
			sums[bins[row]!]! += this.results[row]! - mean;
			counts[bins[row]!]!++;
		}
		let used = 0;
		for (let bin = 0; bin < count; bin++) if (counts[bin]! > 0) order[used++] = bin;
		const sorted = order.subarray(0, used);
		if (!ordered) sorted.sort((a, b) => sums[a]! / counts[a]! - sums[b]! / counts[b]!);
		let bestGain = best?.gain ?? 1e-12;
		let cut = -1;
		let sum = 0;
		let size = 0;
		for (let i = 0; i + 1 < used; i++) {
			sum += sums[sorted[i]!]!;
			size += counts[sorted[i]!]!;
			if (size < this.options.leastRows || rows.length - size < this.options.leastRows) continue;
			// Around the mean of all, the sum of the right side is that of the left with the other sign.
			const gain = sum * sum * (1 / size + 1 / (rows.length - size));
			if (gain <= bestGain) continue;
			bestGain = gain;
			cut = i;
		}
		if (cut < 0) return best;
		const goesLeft = new Uint8Array(count);
		for (let i = 0; i <= cut; i++) goesLeft[sorted[i]!] = 1;
		// Bins that no row here has go with their neighbours below, or to the right.
		if (ordered) goesLeft.fill(1, 0, sorted[cut]! + 1);
		return {gain: bestGain, feature: at, goesLeft};
	}
}

/** A tree of `rows`, which may hold a row several times. */
export function growTree(
	features: readonly Feature[],
	results: Float64Array,
	rows: Int32Array,
	options: TreeOptions,
	random: Random,
): Tree {
	return new Grower(features, results, options, random).grow(rows);
}

/** What a tree says of a row; `binOf` may answer with another row's bin for some feature. */
export function predict(tree: Tree, binOf: (feature: number) => number): number {
	let node = 0;
	while (tree.feature[node]! >= 0) {
		const left = tree.goesLeft[node]![binOf(tree.feature[node]!)] === 1;
		node = left ? node + 1 : tree.right[node]!;
	}
	return tree.value[node]!;
}
