import {type Parameter, rankKnown} from './parameter.ts';
import type {Random} from './random.ts';
import {correlate, rank} from './ranks.ts';

/** How much one setting alone tells about the ranking of the runs, for few of them. */
export interface Association {
	/** Share of the variance of the ranks that it explains, corrected for what chance explains; 0 … 1. */
	share: number;
	/** How often a random order of the results would look at least as telling. */
	chance: number;
}

const permutations = 2000;

/** Levels that a number is looked at in, besides its order: its values where each has several runs, else lower, middle and upper third. */
export function levelsOf({kind, values, distinct}: Pick<Parameter, 'kind' | 'values' | 'distinct'>): Int32Array | null {
	const count = values.length;
	if (kind === 'category') return Int32Array.from(values);
	if (distinct * 2 <= count && distinct <= 6) {
		const places = [...new Set(values)].sort((a, b) => a - b);
		return Int32Array.from(values, value => places.indexOf(value));
	}
	if (count < 9) return null;
	return Int32Array.from(rank(values), place => Math.min(2, Math.floor(((place - 0.5) / count) * 3)));
}

/** Sum of squares between levels over the whole (η²), corrected for their number: ε² (Kelley 1935), of ranks as in Kruskal & Wallis. */
function explainByLevels(levels: Int32Array, ranks: Float64Array): number {
	const count = ranks.length;
	const sums = new Map<number, {sum: number; count: number}>();
	const mean = (count + 1) / 2;
	let whole = 0;
	for (let i = 0; i < count; i++) {
		const level = sums.get(levels[i]!) ?? {sum: 0, count: 0};
		level.sum += ranks[i]! - mean;
		level.count++;
		sums.set(levels[i]!, level);
		whole += (ranks[i]! - mean) ** 2;
	}
	let between = 0;
	for (const level of sums.values()) between += level.sum ** 2 / level.count;
	return whole > 0 ? correct(between / whole, count, sums.size) : 0;
}

/** An explained share without what `groups` means, or a line through two, explain by chance. */
const correct = (explained: number, count: number, groups: number): number =>
	count > groups ? 1 - ((1 - explained) * (count - 1)) / (count - groups) : 0;

/**
 * The larger of what the order of the values and their levels explain of the ranks of the results, with the chance of that under random
 * permutations: a setting whose best value lies in the middle is found too, and trying both ways is paid for. Runs that lack the setting
 * are left out.
 */
export function associate(parameter: Parameter, results: Float64Array, random: Random): Association {
	const {values, ranks} = rankKnown(parameter, results);
	const order = parameter.kind === 'number' ? rank(values) : null;
	const levels = levelsOf({...parameter, values});
	const explain = (): number =>
		Math.max(
			order === null ? 0 : correct(correlate(order, ranks) ** 2, ranks.length, 2),
			levels === null ? 0 : explainByLevels(levels, ranks),
			0,
		);
	const share = explain();
	let asTelling = 0;
	for (let i = 0; i < permutations; i++) {
		random.shuffle(ranks);
		if (explain() >= share - 1e-9) asTelling++;
	}
	return {share, chance: (asTelling + 1) / (permutations + 1)};
}

/** Holm's correction: the chance that at least one of so many settings looks that telling, in the order they came. */
export function correctChances(chances: readonly number[]): number[] {
	const order = [...chances.keys()].sort((a, b) => chances[a]! - chances[b]!);
	const corrected = new Array<number>(chances.length).fill(1);
	let least = 0;
	order.forEach((at, place) => {
		least = Math.max(least, Math.min(1, chances[at]! * (chances.length - place)));
		corrected[at] = least;
	});
	return corrected;
}
