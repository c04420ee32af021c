import type {RuledValue} from './value-rule.ts';

/** The word that stands in front of a value. */
const wordBefore = /([A-Za-z_][\w./@-]*)\s*[:=]?\s*$/;
/** A name all of which stands in front of a value is more than one of which the last word does. */
const wholeName = 1000;

/**
 * Which of the values that a line was read for, by name, are those that the project's patterns take from it: at the index of each value the pattern's,
 * null for none. Several patterns may take one value; only the first of them is paired with it.
 */
export function pairRuled(
	line: string,
	read: readonly {name: string; value: number}[],
	ruled: readonly RuledValue[],
): (RuledValue | null)[] {
	const pairs: (RuledValue | null)[] = read.map(() => null);
	for (const one of ruled) {
		if (one.isWithinWord) continue;
		const before = line.slice(0, one.at);
		const fits = read.map(({name, value}, i) => (pairs[i] === null && Object.is(value, one.value) ? fitOf(name, before) : 0));
		const best = Math.max(0, ...fits);
		if (best > 0) pairs[fits.indexOf(best)] = one;
	}
	return pairs;
}

/** How well a name tells of what stands in front of a value, 0 for not at all. */
function fitOf(name: string, before: string): number {
	const bare = squeeze(name);
	if (bare !== '' && squeeze(before).endsWith(bare)) return wholeName + bare.length;
	const word = wordBefore.exec(before)?.[1];
	return word !== undefined && name.endsWith(word) ? word.length : 0;
}

const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
