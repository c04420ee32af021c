import {Fault, type Span} from './syntax.ts';

/**
 * Regular expressions of a query, kept from running away. JavaScript's engine goes back and tries again, so a repeated group that
 * can match the same text in several ways takes time exponential in the text: such patterns are refused. What is left is at worst
 * polynomial in the number of open repetitions, so the text is cut shorter the more of them there are.
 */

const patternLimit = 300;
const repeatLimit = 5;
const unit =
	/\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|k<[^>]*>|p\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|\||[*+?]\??|\{\d*,?\d*\}\??|./gisu;

interface Group {
	repeats: boolean;
	/** First letters of the branches, null for one that is not a plain letter. */
	starts: (string | null)[];
	fresh: boolean;
	options: boolean;
}

const isEndless = (token: string): boolean =>
	token[0] === '*' || token[0] === '+' || /^\{\d*,\}/.test(token) || /^\{\d*,?\d{3,}\}/.test(token);
const isRepeat = (token: string): boolean => isEndless(token) || /^\{\d*,?\d*\}/.test(token);

/** Whether a group that is repeated can be gone through in one way only. */
function isPlain(group: Group): boolean {
	const distinct = new Set(group.starts).size === group.starts.length && !group.starts.includes(null);
	return !group.repeats && !group.options && (group.starts.length === 1 || distinct);
}

/** Number of open repetitions, or a complaint. */
function countRepeats(source: string): number | string {
	const newGroup = (): Group => ({repeats: false, starts: [], fresh: true, options: false});
	const stack = [newGroup()];
	let closed: Group | null = null;
	let repeats = 0;
	for (const [token] of source.matchAll(unit)) {
		const group = stack.at(-1)!;
		if (isRepeat(token)) {
			if (closed && !isPlain(closed) && !/^\{\d\}/.test(token))
				return 'A repeated group that repeats or chooses inside can take forever';
			if (isEndless(token)) {
				repeats++;
				for (const open of stack) open.repeats = true;
			} else group.options ||= token.includes(',');
			closed = null;
			continue;
		}
		if (token[0] === '?') {
			group.options = true;
			closed = null;
			continue;
		}
		closed = null;
		if (token === '|') group.fresh = true;
		else if (token === ')') {
			closed = stack.length > 1 ? stack.pop()! : null;
			if (closed) stack.at(-1)!.options ||= !isPlain(closed);
		} else {
			if (group.fresh) group.starts.push(/^\w$/.test(token) ? token.toLowerCase() : null);
			group.fresh = false;
			if (token[0] === '(') stack.push(newGroup());
		}
	}
	return repeats;
}

const lengthLimits = [65_536, 4096, 1000, 300, 150, 100];

/** A test of a text against the pattern, without regard to case. Throws a fault for a bad or a dangerous one. */
export function compilePattern(source: string, span: Span): (text: string) => boolean {
	if (source.length > patternLimit) throw new Fault(span, `The pattern is longer than ${patternLimit} characters`);
	let pattern: RegExp;
	try {
		pattern = new RegExp(source, 'i');
	} catch (error) {
		const why =
			error instanceof Error
				? error.message.replace(/^Invalid regular expression: /, '').replace(/^\/.*\/\w*: /s, '')
				: 'not readable';
		throw new Fault(span, `The pattern is no regular expression: ${why}`, 'A backslash makes ( [ . * + ? plain letters');
	}
	const repeats = countRepeats(source);
	if (typeof repeats === 'string') throw new Fault(span, repeats, 'Write it without a repetition inside a repetition');
	if (repeats > repeatLimit) throw new Fault(span, `The pattern has more than ${repeatLimit} open repetitions`);
	if (/\\[1-9]|\\k</.test(source) && repeats > 2) throw new Fault(span, 'The pattern goes back to a group too often');
	const limit = lengthLimits[Math.min(repeats, lengthLimits.length - 1)]!;
	return text => pattern.test(text.length > limit ? text.slice(0, limit) : text);
}
