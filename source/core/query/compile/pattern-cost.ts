/**
 * What a regular expression can cost. JavaScript's engine goes back and tries again: a repeated group that can match one text in
 * several ways takes time exponential in the text, and open repetitions that can trade letters with each other (`.*.*x`) polynomial
 * time of their number. `\d+-\d+` costs nothing: where one ends the other cannot go on.
 */

const unit =
	/\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|k<[^>]*>|p\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|\||[*+?]\??|\{\d*,?\d*\}\??|./gisu;
const letters = `${Array.from({length: 95}, (_, i) => String.fromCharCode(32 + i)).join('')}\té`;

interface Group {
	repeats: boolean;
	/** First letters of the branches, null for one that is not a plain letter. */
	starts: (string | null)[];
	fresh: boolean;
	options: boolean;
}
interface Repetition {
	token: string;
	counted: boolean;
}

const isEndless = (token: string): boolean => /^(?:[*+]|\{\d*,\}|\{\d*,?\d{3,}\})/.test(token);
const isRepeat = (token: string): boolean => /^(?:[*+?]|\{)\S*$/.test(token) && token !== '{';
const isOptional = (token: string): boolean => /^(?:[*?]|\{0*,)/.test(token);
const isPlace = (token: string): boolean => /^(?:[$^]|\\b)$/i.test(token);

/** Letters that one atom can match; a group or a reference back counts as any. */
function lettersOf(token: string): Set<string> {
	if (token === ')' || /^\\[1-9k]/.test(token)) return new Set(letters);
	try {
		const pattern = new RegExp(`^(?:${token})$`, 'is');
		return new Set([...letters].filter(letter => pattern.test(letter)));
	} catch {
		return new Set(letters);
	}
}

/** Whether a repeated group can be gone through in one way only. */
function isPlain(group: Group): boolean {
	const distinct = new Set(group.starts).size === group.starts.length && !group.starts.includes(null);
	return !group.repeats && !group.options && (group.starts.length === 1 || distinct);
}

/** Open repetitions that trade letters with their neighbours; infinite for what can take exponential time. */
export function countTradingRepeats(source: string): number {
	const newGroup = (): Group => ({repeats: false, starts: [], fresh: true, options: false});
	const stack = [newGroup()];
	let closed: Group | null = null;
	let count = 0;
	let atom = '';
	let traded = false;
	let waiting: Repetition[] = [];
	let before: Repetition[] = [];
	for (const [token] of source.matchAll(unit)) {
		const group = stack.at(-1)!;
		if (isRepeat(token)) {
			if (closed && !isPlain(closed) && !/^(?:\?|\{[1-3]\})/.test(token)) return Number.POSITIVE_INFINITY;
			if (isEndless(token)) {
				for (const open of stack) open.repeats = true;
				waiting = [{token: atom, counted: traded}];
				if (traded) count++;
			} else group.options ||= token.includes(',') || token.startsWith('?');
			if (isOptional(token)) waiting = [...waiting, ...before];
			closed = null;
			continue;
		}
		closed = null;
		if (token === '|') {
			group.fresh = true;
			waiting = [];
			continue;
		}
		if (token === ')') {
			closed = stack.length > 1 ? stack.pop()! : null;
			if (closed) stack.at(-1)!.options ||= !isPlain(closed);
			atom = token;
			before = waiting;
			continue;
		}
		if (group.fresh) group.starts.push(/^\w$/.test(token) ? token.toLowerCase() : null);
		group.fresh = false;
		if (token.startsWith('(')) {
			stack.push(newGroup());
			continue;
		}
		if (isPlace(token)) continue;
		const own = lettersOf(token);
		before = waiting;
		traded = false;
		for (const repetition of waiting) {
			if (![...lettersOf(repetition.token)].some(letter => own.has(letter))) continue;
			traded = true;
			if (!repetition.counted) count++;
			repetition.counted = true;
		}
		waiting = [];
		atom = token;
	}
	return count;
}
