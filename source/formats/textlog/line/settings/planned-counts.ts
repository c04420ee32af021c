const plurals = /^(?:step|iter|iteration|update|timestep|epoch)s\b/i;
const planned = /^(?:max(?:imum)?|min(?:imum)?|total|num|number|n|start(?:ing)?|end|warm-?up|decay)$/i;

/**
 * True for a counter whose number may be how many there will be, by its own word, the last of these, and the one before it. "Starting epoch 2" says
 * where the run is, "starting epoch: 2" what it was told.
 */
export function isPlannedCounter(words: readonly string[], sign: string): boolean {
	const [before, own] = words.length > 1 ? words.slice(-2) : ['', words[0]];
	const begins = sign === '' && /^starting$/i.test(before!);
	return own !== undefined && (plurals.test(own) || (planned.test(before!) && !begins));
}

/** True for a counter of the whole run by its own word, the last of these, and those before it: "global_step", "global step". */
export const isGlobalCounter = (words: readonly string[]): boolean =>
	/(?:^|[ _/])global[_-]?(?:step|iter(?:ation)?)$/i.test(words.join('_'));
