import type {QueryFault} from './query/language/syntax.ts';
import {isLongInteger} from './text/long-integer.ts';

const sliceStatistics = ['mean', 'min', 'max', 'count'] as const;
export type SliceStatistic = (typeof sliceStatistics)[number];

const sliceComparisons = ['=', '!=', '<', '<=', '>', '>='] as const;
export type SliceComparison = (typeof sliceComparisons)[number];

/**
 * One condition on a key of a record. Only numbers are less or more; `!=` is true of a record without the key too, as in queries. The texts "nan", "inf"
 * and "-inf" are equal to these numbers as well.
 */
export interface SliceCondition {
	key: string;
	is: SliceComparison;
	value: number | string | boolean;
	/** All digits of `value`, where it is a whole number that a number does not hold. */
	digits?: string;
}

/** "mean x where episode=2 by seed": which number of which records, for each value of which other key. */
export interface SliceQuestion {
	statistic: SliceStatistic;
	of: string;
	/** What keys are equal to. */
	where: Record<string, number | string | boolean>;
	/** Conditions besides, where there are any. */
	and?: SliceCondition[];
	by?: string;
}

interface Token {
	text: string;
	quoted: boolean;
	from: number;
	to: number;
}

const tokenPattern = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(==?|!=|<=?|>=?|,)|((?:[^\s=<>!,"']|!(?!=))+)/g;

function tokenize(text: string): Token[] {
	return [...text.matchAll(tokenPattern)].map(match => {
		const [whole, double, single] = match;
		const quoted = double ?? single;
		return {
			text: quoted === undefined ? whole : quoted.replace(/\\(.)/g, '$1'),
			quoted: quoted !== undefined,
			from: match.index,
			to: match.index + whole.length,
		};
	});
}

function readValue({text, quoted}: Token): number | string | boolean {
	if (quoted) return text;
	if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	const value = Number(text);
	return Number.isNaN(value) ? text : value;
}

/** The digits of a whole number beyond 2^53, which `readValue` rounds; null for anything else. */
function digitsOf({text, quoted}: Token): string | null {
	return !quoted && isLongInteger(text) ? text.replace('+', '') : null;
}

const hint =
	'As in: mean x where episode=2 and step>=100 by experiment_number; a name with one of = ! < > in it stands in quotes';

/** Words that are no keys and no values unless they are quoted. */
const isSign = ({text, quoted}: Token): boolean => !quoted && /^(?:[=,<>]|[=!<>]=)$/.test(text);

/**
 * Reads a question to records: [mean|min|max|count] KEY [where KEY=VALUE {and KEY=VALUE}] [by KEY], with any of = != < <= > >= for the =; keys
 * and values may be quoted.
 */
export function parseSlice(text: string): {ok: true; question: SliceQuestion} | {ok: false; error: QueryFault} {
	const tokens = tokenize(text);
	let at = 0;
	const fail = (message: string): {ok: false; error: QueryFault} => {
		const token = tokens[at];
		return {ok: false, error: {from: token?.from ?? text.length, to: token?.to ?? text.length + 1, message, hint}};
	};
	const isWord = (...words: string[]): boolean => {
		const token = tokens[at];
		return token !== undefined && !token.quoted && words.includes(token.text.toLowerCase());
	};
	const takeKey = (): string | null => {
		const token = tokens[at];
		if (token === undefined || isSign(token) || isWord('where', 'by', 'and')) return null;
		at++;
		return token.text;
	};
	let statistic: SliceStatistic = 'mean';
	// A key may itself be called "min": the word before a key is the statistic, the last word is the key.
	const next = tokens[at + 1];
	const isStatistic =
		isWord(...sliceStatistics, 'average') && next !== undefined && (next.quoted || !/^(?:where|by)$/i.test(next.text));
	if (isStatistic) {
		const word = tokens[at++]!.text.toLowerCase();
		statistic = sliceStatistics.find(name => name === word) ?? 'mean';
		if (isWord('of') && tokens[at + 1] !== undefined) at++;
	}
	const of = takeKey();
	if (of === null) return fail('The key is missing');
	const question: SliceQuestion = {statistic, of, where: {}};
	if (isWord('where')) {
		do {
			at++;
			const key = takeKey();
			if (key === null) return fail('The key of a condition is missing');
			const is = sliceComparisons.find(sign => isWord(sign)) ?? (isWord('==') ? '=' : null);
			if (is === null) return fail('One of = != < <= > >= is missing');
			at++;
			const token = tokens[at];
			if (token === undefined || isSign(token)) return fail('The value is missing');
			const value = readValue(token);
			if (is !== '=' && is !== '!=' && typeof value !== 'number') return fail(`Only numbers can be asked for by ${is}`);
			at++;
			const digits = digitsOf(token);
			if (digits !== null) question.and = [...(question.and ?? []), {key, is, value, digits}];
			else if (is === '=' && !Object.hasOwn(question.where, key)) question.where[key] = value;
			else question.and = [...(question.and ?? []), {key, is, value}];
		} while (isWord('and', ','));
	}
	if (isWord('by')) {
		at++;
		const key = takeKey();
		if (key === null) return fail('The key to group by is missing');
		question.by = key;
	}
	return at < tokens.length ? fail('This has no place here') : {ok: true, question};
}
