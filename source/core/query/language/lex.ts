import {Fault, type Operator, type Span} from './syntax.ts';

/** Pieces of a query's text. What ends a word depends on where it stands, so each kind of word has its own reader. */

/** - `name`: a field or a bare word; `value`: behind an operator; `list`: inside `in [ … ]`. */
export type WordMode = 'name' | 'value' | 'list';

export interface Word extends Span {
	/** In order, without quotes; neighbours may be quoted and not. */
	pieces: {text: string; quoted: boolean}[];
}

const written: [string, Operator][] = [
	['==', '='],
	['≤', '<='],
	['≥', '>='],
	['≠', '!='],
	['<=', '<='],
	['>=', '>='],
	['<>', '!='],
	['!=', '!='],
	['!:', '!:'],
	['!~', '!~'],
	['=', '='],
	['<', '<'],
	['>', '>'],
	[':', ':'],
	['~', '~'],
];
const ends: Record<WordMode, RegExp> = {
	name: /[\s()<>=:~&|,≤≥≠]/,
	value: /[\s()<>&|,]/,
	list: /[\s,\])]/,
};

export function skipSpace(text: string, at: number): number {
	let to = at;
	while (to < text.length && /\s/.test(text[to]!)) to++;
	return to;
}

/** `=~` of Perl and Ruby; before anything but a blank or a quote it is a value that begins with ~, as in dir=~/runs. */
const matches = /=~(?=[\s"'])/y;

export function readOperator(text: string, at: number): (Span & {op: Operator}) | null {
	matches.lastIndex = at;
	if (matches.test(text)) return {op: '~', from: at, to: at + 2};
	for (const [sign, op] of written) if (text.startsWith(sign, at)) return {op, from: at, to: at + sign.length};
	return null;
}

/** Text between quotes; `\"` and `\\` stand for themselves, any other backslash stays, so that patterns need no doubling. */
function readString(text: string, at: number): Span & {text: string} {
	const quote = text[at];
	let content = '';
	for (let to = at + 1; to < text.length; to++) {
		const letter = text[to]!;
		if (letter === quote) return {text: content, from: at, to: to + 1};
		const next = text[to + 1];
		if (letter === '\\' && (next === quote || next === '\\')) {
			content += next;
			to++;
		} else content += letter;
	}
	throw new Fault({from: at, to: text.length}, 'The quote is not closed', `Close it with ${quote}`);
}

/** Reads a word of bare and quoted pieces without a gap; `to === from` where none stands here. MLflow quotes behind a dot: metrics.`a b`. */
export function readWord(text: string, from: number, mode: WordMode): Word {
	const pieces: Word['pieces'] = [];
	let to = from;
	let bare = '';
	const flush = (): void => {
		if (bare !== '') pieces.push({text: bare, quoted: false});
		bare = '';
	};
	while (to < text.length) {
		const letter = text[to]!;
		const isFirst = to === from || (letter === '`' && text[to - 1] === '.');
		if (letter === '"' || (isFirst && (letter === "'" || letter === '`'))) {
			const string = readString(text, to);
			flush();
			pieces.push({text: string.text, quoted: true});
			to = string.to;
			continue;
		}
		if (ends[mode].test(letter) || (mode === 'name' && letter === '!' && /^[=:~]/.test(text.slice(to + 1, to + 2)))) break;
		bare += letter;
		to++;
	}
	flush();
	return {pieces, from, to};
}

/** The end of a balanced `[ … ]` that starts at `at`, or `at` where it is not closed. */
export function endOfBracket(text: string, at: number): number {
	let depth = 0;
	for (let to = at; to < text.length; to++) {
		if (text[to] === '[') depth++;
		else if (text[to] === ']' && --depth === 0) return to + 1;
	}
	return at;
}

/** The end of an unquoted regular expression: blanks, commas, bars and closing brackets belong to it only inside its own brackets. */
export function endOfPattern(text: string, at: number): number {
	const open: string[] = [];
	const closing: Record<string, string> = {'(': ')', '[': ']', '{': '}'};
	let to = at;
	for (; to < text.length; to++) {
		const letter = text[to]!;
		const inner = open.at(-1);
		if (letter === '\\' && to + 1 < text.length && !/\s/.test(text[to + 1]!)) to++;
		else if (letter === inner) open.pop();
		else if (inner === ']') continue;
		else if (closing[letter]) open.push(closing[letter]);
		else if (/\s/.test(letter) || (inner === undefined && /[)|&,]/.test(letter))) break;
	}
	return to;
}
