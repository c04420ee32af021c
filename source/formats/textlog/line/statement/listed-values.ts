import {isMetricName} from '../../../plain/names/telling.ts';
import type {Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';
import type {Pair} from './said.ts';

/** A list of more is a curve, or a histogram. */
const mostValues = 16;
/** Names of histories, one value an epoch, as often as of values beside each other. */
const plural = /(?:losses|rewards|returns)$/i;
const ofClasses = /^(.*?)[-_ ]?per[-_ ]class$/i;

/**
 * The values of a list in square brackets from `start` to `end`: "[0.9, 0.8]", "[1e-4 2e-5]"; null where it is too long, or holds no measured
 * value: sizes, shapes and indices are whole.
 */
export function listedValues(tokens: readonly Token[], start: number, end: number): readonly number[] | null {
	// "'lr=[0.1, 0.2]'" is what a program was given.
	if (!isMark(tokens[start], '[') || isMark(tokens[end + 1], "'") || isMark(tokens[end + 1], '"')) return null;
	const values: number[] = [];
	let isMeasured = false;
	for (const token of tokens.slice(start + 1, end)) {
		if (token.kind !== 'number') continue;
		// "[0,15, 0,2]" may have two values, or four.
		if (token.joined !== null || token.isGrouped) return null;
		values.push(token.value);
		isMeasured ||= !token.isWhole;
	}
	return isMeasured && values.length > 0 && values.length <= mostValues ? values : null;
}

/** True for a measured number at `i` that is all that is between square brackets. */
export function isListOfOne(tokens: readonly Token[], i: number): boolean {
	const token = tokens[i];
	return token?.kind === 'number' && !token.isWhole && isMark(tokens[i - 1], '[') && isMark(tokens[i + 1], ']');
}

/** True for a name that ends with what is measured: "Pseudo dice", "val_loss", "IoU per class"; not "loss_weights", "score thresholds". */
export function namesList(name: string): boolean {
	const words = (ofClasses.exec(name)?.[1] ?? name).split(/[-_/.\s]+/);
	const last = words.at(-1)!;
	const before = words.at(-2);
	if (plural.test(last) || !/[\p{L}\d]$/u.test(last)) return false;
	return isMetricName(last) || (before !== undefined && !isMetricName(before) && isMetricName(`${before}_${last}`));
}

/** Makes pairs of lists a pair for each of their values: "Pseudo dice/0". */
export function spreadLists(pairs: readonly Pair[], lists: ReadonlyMap<Pair, readonly number[]>): Pair[] {
	return pairs.flatMap(pair => {
		const values = lists.get(pair);
		if (values === undefined) return [pair];
		return values.map((value, i) => ({...pair, value, name: `${pair.name}/${i}`, parts: values.length}));
	});
}
