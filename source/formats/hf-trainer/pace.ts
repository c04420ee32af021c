/** When a checkpoint was written, by the clock of its file. */
export interface Saved {
	step: number;
	atMs: number;
}

/** Files that were written this far apart are none of one copy, milliseconds. */
export const leastGapMs = 1000;
/** Silence that is usual before anything is known of how often a run saves. */
const unknownMs = 3_600_000;

/** Checkpoints whose file times can be believed: they rise with the steps. A copy or a checkout gives all of them one time. */
export function believable(saved: readonly Saved[]): Saved[] {
	const sorted = [...saved].sort((a, b) => a.step - b.step);
	const rises = sorted.every(({atMs}, i) => i === 0 || atMs - sorted[i - 1]!.atMs >= leastGapMs);
	return rises && sorted.length > 1 ? sorted : [];
}

/** The longest time between two checkpoints, milliseconds: nothing else may be written in between. */
export function longestGapMs(saved: readonly Saved[]): number {
	const sorted = believable(saved);
	let longest = 0;
	for (let i = 1; i < sorted.length; i++) longest = Math.max(longest, sorted[i]!.atMs - sorted[i - 1]!.atMs);
	return longest === 0 ? unknownMs : longest;
}
