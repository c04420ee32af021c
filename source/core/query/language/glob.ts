/** Whether text is meant as a glob: it holds `*` (any letters) or `?` (one letter). */
export const isGlob = (text: string): boolean => /[*?]/.test(text);

/**
 * Whether the whole text fits the glob. Greedy with one place to go back to, so the time is at most the product of the lengths,
 * whatever the glob.
 */
export function matchGlob(glob: string, text: string): boolean {
	let at = 0;
	let place = 0;
	let star = -1;
	let resume = 0;
	while (at < text.length) {
		const letter = glob[place];
		if (letter === '*') {
			star = place++;
			resume = at;
		} else if (letter === '?' || letter === text[at]) {
			place++;
			at++;
		} else if (star >= 0) {
			place = star + 1;
			at = ++resume;
		} else return false;
	}
	while (glob[place] === '*') place++;
	return place === glob.length;
}
