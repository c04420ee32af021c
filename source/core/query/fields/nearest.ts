/** Edits (insert, delete, replace, swap neighbours) between two words, or `limit + 1` where there are more. Optimal string alignment. */
function countEdits(left: string, right: string, limit: number): number {
	if (Math.abs(left.length - right.length) > limit) return limit + 1;
	let older: number[] = [];
	let old = Array.from({length: right.length + 1}, (_, i) => i);
	for (let i = 1; i <= left.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= right.length; j++) {
			const same = left[i - 1] === right[j - 1];
			let edits = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (same ? 0 : 1));
			if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
				edits = Math.min(edits, older[j - 2]! + 1);
			row.push(edits);
			least = Math.min(least, edits);
		}
		if (least > limit) return limit + 1;
		older = old;
		old = row;
	}
	return old[right.length]!;
}

/** `lr` of learning_rate; null of a single word. */
function initials(word: string): string | null {
	const parts = word.split(/[_-]+/).filter(Boolean);
	return parts.length > 1 ? parts.map(part => part[0]).join('') : null;
}

function rateLikeness(word: string, candidate: string): number {
	if (candidate === word) return 0;
	const last = candidate.slice(Math.max(candidate.lastIndexOf('/'), candidate.lastIndexOf('.')) + 1);
	if (last === word) return 0.5;
	if (initials(word) === last || initials(last) === word) return 0.75;
	const limit = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
	const edits = Math.min(countEdits(word, candidate, limit), countEdits(word, last, limit) + 0.25);
	if (edits <= limit) return edits;
	if (word.length > 1 && candidate.startsWith(word)) return limit + 1;
	return word.length > 2 && candidate.includes(word) ? limit + 2 : Number.POSITIVE_INFINITY;
}

const mostNear = 3;

/** Some of the known words that are most like `word`, the likest first; case does not matter. */
export function findNearest(word: string, known: Iterable<string>): string[] {
	const wanted = word.toLowerCase().slice(0, 80);
	const rated: {text: string; rate: number}[] = [];
	for (const text of known) {
		const rate = rateLikeness(wanted, text.toLowerCase().slice(0, 200));
		if (Number.isFinite(rate)) rated.push({text, rate});
	}
	return rated
		.sort((a, b) => a.rate - b.rate || a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
		.slice(0, mostNear)
		.map(({text}) => text);
}
