import {describeSpread} from '../table/groups/statistics.ts';
import {binParameter} from './bins.ts';
import type {Influence, Interaction} from './influence.ts';
import type {Parameter} from './parameter.ts';
import {type Measured, measureForest, type Table} from './permutation.ts';
import type {Random} from './random.ts';

export interface ForestEstimate {
	measures: Pick<Influence, 'share' | 'interval' | 'certainty'>[];
	interactions: Interaction[];
	explained: number;
}

const treesOfAll = 120;
const subsamples = 24;
const treesOfEach = 20;
const pairedSettings = 4;
const ninetyPercent = 1.6449;
/** Less is no hint worth a line. */
const leastInteraction = 0.02;

/**
 * Shares by a forest of all runs, and how sure they are by forests of random halves of them: the spread of those is the standard error
 * (delete-d jackknife, as Ishwaran & Lu, "Standard errors and confidence intervals for variable importance in random forest regression",
 * 2019). Yields often.
 */
export function* estimateByForest(
	parameters: readonly Parameter[],
	results: Float64Array,
	random: Random,
): Generator<void, ForestEstimate> {
	const table: Table = {features: parameters.map(binParameter), results};
	const rows = Int32Array.from(results.keys());
	const first = yield* measureForest(table, rows, {trees: treesOfAll / 4, pairs: []}, random);
	const pairs = pairsOfBest(first.shares);
	const whole = yield* measureForest(table, rows, {trees: treesOfAll, pairs}, random);
	const halves: Measured[] = [];
	for (let i = 0; i < subsamples; i++) {
		const half = random.shuffle(rows.slice()).subarray(0, Math.ceil(rows.length / 2));
		halves.push(yield* measureForest(table, half, {trees: treesOfEach, pairs}, random));
	}
	const measures = parameters.map((_, at) => {
		const {share, low, high, error} = withInterval(
			whole.shares[at]!,
			halves.map(half => half.shares[at]!),
		);
		const certainty = judge(low > 0, share > error, whole.explained > 0);
		return {share: Math.max(0, share), interval: {low: Math.max(0, low), high: Math.max(0, high)}, certainty};
	});
	const interactions = pairs.flatMap(([a, b], at): Interaction[] => {
		// Where one of both is uncertain itself, what they do together is more so.
		if (measures[a]!.certainty !== 'clear' || measures[b]!.certainty !== 'clear') return [];
		const {share, low, high} = withInterval(
			whole.pairShares[at]!,
			halves.map(half => half.pairShares[at]!),
		);
		if (low <= 0 || share < leastInteraction) return [];
		return [{keys: [parameters[a]!.key, parameters[b]!.key], share, interval: {low, high}}];
	});
	return {measures, interactions: interactions.sort((a, b) => b.share - a.share), explained: whole.explained};
}

/** Where the forest foretells nothing, nothing that it found is sure. */
function judge(isSure: boolean, isLikely: boolean, foretells: boolean): 'clear' | 'perhaps' | 'none' {
	if (!foretells) return isSure ? 'perhaps' : 'none';
	return isSure ? 'clear' : isLikely ? 'perhaps' : 'none';
}

function pairsOfBest(shares: Float64Array): [number, number][] {
	const best = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!).slice(0, pairedSettings);
	return best.flatMap((a, at) => best.slice(at + 1).map((b): [number, number] => [a, b]));
}

function withInterval(share: number, halves: readonly number[]): {share: number; low: number; high: number; error: number} {
	// Around their own mean: half the runs find less, which is no uncertainty of what all of them find.
	const {deviation} = describeSpread(halves);
	const half = ninetyPercent * deviation;
	return {share, low: share - half, high: Math.min(1, share + half), error: deviation};
}
