import {Fault, type Span} from '../language/syntax.ts';
import {countTradingRepeats} from './pattern-cost.ts';

const patternLimit = 300;
/** Letters of a text that are looked at, by the number of repetitions that trade letters: more would take too long. */
const lengthLimits = [16_384, 4096, 1000, 250, 120];

function explain(error: unknown): string {
	if (!(error instanceof Error)) return 'not readable';
	return error.message.replace(/^Invalid regular expression: /, '').replace(/^\/.*\/\w*: /s, '');
}

/** A test of a text against a pattern, without regard to case. Throws a fault for one that is wrong, or that could run away. */
export function compilePattern(source: string, span: Span): (text: string) => boolean {
	if (source.length > patternLimit) throw new Fault(span, `The pattern is longer than ${patternLimit} characters`);
	let pattern: RegExp;
	try {
		pattern = new RegExp(source, 'i');
	} catch (error) {
		throw new Fault(
			span,
			`The pattern is no regular expression: ${explain(error)}`,
			'A backslash makes ( [ . * + ? plain letters',
		);
	}
	const limit = longestFor(source);
	if (typeof limit !== 'number') throw new Fault(span, limit.why, limit.instead);
	return text => pattern.test(text.length > limit ? text.slice(0, limit) : text);
}

/**
 * How many letters of a text a regular expression may be given, so that it takes no noticeable time; for one that could run away on any, why, and
 * what to write instead.
 */
export function longestFor(source: string): number | {why: string; instead: string} {
	const repeats = countTradingRepeats(source);
	if (!Number.isFinite(repeats)) {
		return {
			why: 'A repeated group that repeats or chooses inside can take forever',
			instead: 'Write it without a repetition inside a repetition',
		};
	}
	const limit = lengthLimits[repeats];
	if (limit === undefined || (/\\[1-9]|\\k</.test(source) && repeats > 2))
		return {why: 'The pattern has too many repetitions that overlap', instead: 'Say what each repeats: [a-z]+- rather than .*'};
	return limit;
}
