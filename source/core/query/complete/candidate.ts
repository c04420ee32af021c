/** One thing that Tab can put in the place of the word at the cursor. */
export interface Candidate {
	/** Text to insert, quoted where it has to be. */
	insert: string;
	label: string;
	/** Runs that have the field, or hold the value. */
	runs: number;
	/** What kind of thing it is, or its full name. */
	detail: string;
}

/** How well a word fits what is typed: 0 starts with it, 1 a segment does, 2 holds it, infinite not at all. */
export function rateMatch(word: string, typed: string): number {
	if (typed === '') return 0;
	const [lower, wanted] = [word.toLowerCase(), typed.toLowerCase()];
	const at = lower.indexOf(wanted);
	if (at === 0) return 0;
	if (at < 0) return Number.POSITIVE_INFINITY;
	for (let i = at; i >= 0; i = lower.indexOf(wanted, i + 1)) if (/[/._\-# ]/.test(lower[i - 1]!)) return 1;
	return 2;
}
