/** So many letters apart weigh as much as a gap. */
const lettersWorthAGap = 8;

/**
 * How well letters fit a text that holds them in their order: lower is better, null where it does not hold them. As in fzf, a piece that is
 * whole counts most, then one at the start of a word, then few gaps, close to each other.
 */
function rateFuzzy(text: string, letters: string): number | null {
	const [lower, wanted] = [text.toLowerCase(), letters.toLowerCase()];
	const whole = lower.indexOf(wanted);
	if (whole >= 0) return whole === 0 ? 0 : isWordStart(text, whole) ? 1 : 2;
	let at = -1;
	let first = -1;
	let gaps = 0;
	for (const letter of wanted) {
		if (letter === ' ') continue;
		const next = lower.indexOf(letter, at + 1);
		if (next < 0) return null;
		if (first < 0) first = next;
		if (at >= 0 && next > at + 1 && !isWordStart(text, next)) gaps++;
		at = next;
	}
	return 3 + gaps + (at - first) / lettersWorthAGap;
}

function isWordStart(text: string, at: number): boolean {
	return at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]!) || (/\p{Ll}/u.test(text[at - 1]!) && /\p{Lu}/u.test(text[at]!));
}

/** Things whose text holds the letters, the best first; all in their order where nothing is typed. */
export function findFuzzy<Thing>(things: readonly Thing[], letters: string, textOf: (thing: Thing) => string): Thing[] {
	if (letters.trim() === '') return [...things];
	const rated = things.flatMap(thing => {
		const rate = rateFuzzy(textOf(thing), letters);
		return rate === null ? [] : [{thing, rate}];
	});
	return rated.sort((a, b) => a.rate - b.rate).map(({thing}) => thing);
}
