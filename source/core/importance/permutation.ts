import {type Feature, growTree, predict, type Tree} from './forest.ts';
import type {Random} from './random.ts';

/** What a forest says of its features, as shares of the variance of the results. */
export interface Measured {
	/** One a feature. */
	shares: Float64Array;
	/** One a pair: what both explain only together. */
	pairShares: Float64Array;
	/** How well the forest foretells rows that it has not seen: 1 perfectly, 0 or less not at all. */
	explained: number;
}

export interface ForestOptions {
	trees: number;
	pairs: readonly (readonly [number, number])[];
}

const leastRows = 2;
const treesAtOnce = 4;
/** Share of the features tried at each node: fewer hide what matters, all make the trees alike. */
const triedShare = 0.8;

function drawRows(rows: Int32Array, random: Random): {drawn: Int32Array; rest: Int32Array} {
	const isDrawn = new Uint8Array(rows.length);
	const drawn = Int32Array.from(rows, () => {
		const at = random.below(rows.length);
		isDrawn[at] = 1;
		return rows[at]!;
	});
	return {drawn, rest: rows.filter((_, at) => isDrawn[at] === 0)};
}

/** Mean squared error on `rows`, where features `a` and `b` (-1 for none) take their bin from the row at the same place of `others`. */
function measureError(tree: Tree, {features, results}: Table, rows: Int32Array, others: Int32Array, a = -1, b = -1): number {
	let sum = 0;
	let row = 0;
	let other = 0;
	const binOf = (feature: number): number => features[feature]!.bins[feature === a || feature === b ? other : row]!;
	for (let i = 0; i < rows.length; i++) {
		row = rows[i]!;
		other = others[i]!;
		sum += (results[row]! - predict(tree, binOf)) ** 2;
	}
	return sum / rows.length;
}

export interface Table {
	features: readonly Feature[];
	results: Float64Array;
}

/**
 * Grows a forest on `rows` and measures each feature by how much worse its trees foretell the rows they have not seen when that feature
 * is shuffled among them (Breiman, "Random forests", 2001). Half of that over the variance is the share of the variance that the feature
 * has a part in, Sobol's total effect, where features are independent (Gregorutti, Michel & Saint-Pierre, "Correlation and variable
 * importance in random forests", 2017). What two explain alone, each, beyond what they explain together is their interaction. Yields
 * every few trees, so that whoever asks can do other things between.
 */
export function* measureForest(
	table: Table,
	rows: Int32Array,
	{trees, pairs}: ForestOptions,
	random: Random,
): Generator<void, Measured> {
	const {features, results} = table;
	const losses = new Float64Array(features.length);
	const pairLosses = new Float64Array(pairs.length);
	const said = new Float64Array(results.length);
	const asked = new Int32Array(results.length);
	const options = {tried: Math.max(1, Math.ceil(features.length * triedShare)), leastRows};
	for (let i = 0; i < trees; i++) {
		if (i % treesAtOnce === treesAtOnce - 1) yield;
		const {drawn, rest} = drawRows(rows, random);
		if (rest.length < 2) continue;
		const tree = growTree(features, results, drawn, options, random);
		const others = random.shuffle(rest.slice());
		const base = measureError(tree, table, rest, others);
		const used = new Set(tree.feature);
		const alone = features.map((_, at) => (used.has(at) ? measureError(tree, table, rest, others, at) - base : 0));
		alone.forEach((loss, at) => {
			losses[at]! += loss;
		});
		pairs.forEach(([a, b], at) => {
			if (used.has(a) && used.has(b))
				pairLosses[at]! += alone[a]! + alone[b]! - (measureError(tree, table, rest, others, a, b) - base);
		});
		for (const row of rest) {
			said[row]! += predict(tree, feature => features[feature]!.bins[row]!);
			asked[row]!++;
		}
	}
	const mean = rows.reduce((sum, row) => sum + results[row]!, 0) / rows.length;
	const variance = rows.reduce((sum, row) => sum + (results[row]! - mean) ** 2, 0) / rows.length;
	const share = (loss: number): number => (variance > 0 ? loss / trees / (2 * variance) : 0);
	const tested = rows.filter(row => asked[row]! > 0);
	const error = tested.reduce((sum, row) => sum + (results[row]! - said[row]! / asked[row]!) ** 2, 0) / tested.length;
	return {
		shares: losses.map(share),
		pairShares: pairLosses.map(share),
		explained: variance > 0 && tested.length > 0 ? 1 - error / variance : 0,
	};
}
