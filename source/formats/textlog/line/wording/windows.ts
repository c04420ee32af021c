/**
 * "Average reward over the last 100 episodes: 2.5", "Avg Score (last 10): 4.5", "Train error last 870 batches: 0.5": how many a value is the mean of,
 * between the end of its name and its sign.
 */
const window =
	/(?<=[\p{L}\d])\s*,?(?:\s*\(\s*|\s+(?:(?:over|of|for|in|from|across|on)\s+)?)(?:the\s+)?last\s+(\d+)(?:\s+(?:episodes?|eps|games?|rounds?|runs?|trials?|epochs?|steps?|iterations?|updates?|batch(?:es)?|samples?))?\s*\)?(?=\s*[:=])/giu;

/** A line in which that is the last word of the name: "Average reward last_100: 2.5". Others may be of all, or of other windows. */
export const withNamedWindows = (line: string): string =>
	line.includes('ast ') ? line.replaceAll(window, (_, count: string) => ` last_${count}`) : line;
