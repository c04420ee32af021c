import {catchFault} from './fault.ts';
import {skipSpace} from './lex.ts';
import {readAtom} from './parse-atom.ts';
import {readDirective} from './parse-directive.ts';
import type {Reading} from './reading.ts';
import {Fault, type QueryFault, type QueryNode, type QuerySyntax, type Span} from './syntax.ts';

/** Deeper nesting than this is refused, so that no query can exhaust the stack. */
const depthLimit = 100;
const lengthLimit = 20_000;

const keywords = {
	and: /(?:and(?=[\s()"']|$)|&&?)/iy,
	or: /(?:or(?=[\s()"']|$)|\|\|?)/iy,
	not: /(?:not(?=[\s()"']|$)|!(?![=:~])|-(?!\.?\d))/iy,
};

function readKeyword(reading: Reading, keyword: keyof typeof keywords): Span | null {
	const from = skipSpace(reading.text, reading.at);
	const pattern = keywords[keyword];
	pattern.lastIndex = from;
	const match = pattern.exec(reading.text);
	if (!match) return null;
	reading.at = from + match[0].length;
	return {from, to: reading.at};
}

function enter(reading: Reading, span: Span): void {
	if (++reading.depth > depthLimit) throw new Fault(span, 'The query is nested too deeply', `At most ${depthLimit} levels`);
}

function readNot(reading: Reading): QueryNode {
	const signs: Span[] = [];
	const depth = reading.depth;
	for (let sign = readKeyword(reading, 'not'); sign; sign = readKeyword(reading, 'not')) {
		signs.push(sign);
		enter(reading, sign);
	}
	const at = skipSpace(reading.text, reading.at);
	const sign = signs.at(-1);
	if (sign) {
		if (at >= reading.text.length)
			throw new Fault(sign, `Nothing follows ${reading.text.slice(sign.from, sign.to)}`, 'A condition to deny, such as -tag:bad');
		const directive = readDirective(reading, at);
		if (directive) {
			throw new Fault(
				{from: sign.from, to: directive.to},
				`${directive.name}: cannot be denied`,
				directive.name === 'sort'
					? 'sort:-loss sorts downwards'
					: directive.name === 'group'
						? 'group=name asks for the group'
						: null,
			);
		}
	}
	let node = at < reading.text.length && reading.text[at] === '(' ? readParenthesis(reading, at) : readAtom(reading, at);
	for (const {from} of signs.reverse()) node = {kind: 'not', part: node, from, to: node.to};
	reading.depth = depth;
	return node;
}

function readParenthesis(reading: Reading, from: number): QueryNode {
	const open = {from, to: from + 1};
	enter(reading, open);
	reading.at = open.to;
	const node = readOr(reading);
	const at = skipSpace(reading.text, reading.at);
	if (reading.text[at] !== ')') throw new Fault(open, 'The parenthesis is not closed', 'Close it with )');
	if (!node) throw new Fault({from, to: at + 1}, 'Nothing stands between the parentheses', null);
	reading.at = at + 1;
	reading.depth--;
	return node;
}

function join(kind: 'and' | 'or', parts: QueryNode[]): QueryNode | null {
	const flat = parts.flatMap(part => (part.kind === kind ? part.parts : [part]));
	const first = flat[0];
	if (!first || flat.length === 1) return first ?? null;
	return {kind, parts: flat, from: first.from, to: flat.at(-1)!.to};
}

function readAnd(reading: Reading): QueryNode | null {
	const parts: QueryNode[] = [];
	let heard = false;
	for (;;) {
		const at = skipSpace(reading.text, reading.at);
		if (at >= reading.text.length || reading.text[at] === ')') break;
		const before = reading.at;
		if (readKeyword(reading, 'or')) {
			reading.at = before;
			break;
		}
		const and = readKeyword(reading, 'and');
		if (and) {
			const next = skipSpace(reading.text, reading.at);
			const word = reading.text.slice(and.from, and.to);
			if (!heard) throw new Fault(and, `Nothing stands before ${word}`, `Quote it to search for the word: "${word}"`);
			if (next >= reading.text.length || reading.text[next] === ')') throw new Fault(and, `Nothing follows ${word}`, null);
			const again = {...reading};
			const double = readKeyword(again, 'and') ?? readKeyword(again, 'or');
			if (double)
				throw new Fault(double, `Nothing stands between ${word} and ${reading.text.slice(double.from, double.to)}`, null);
			continue;
		}
		heard = true;
		const directive = readDirective(reading, at);
		if (directive) reading.directives.push(directive);
		else parts.push(readNot(reading));
	}
	return join('and', parts);
}

/** Alternatives up to a closing parenthesis or the end; null where there is nothing but directives. */
function readOr(reading: Reading): QueryNode | null {
	const parts: QueryNode[] = [];
	let left = readAnd(reading);
	for (;;) {
		if (left) parts.push(left);
		const or = readKeyword(reading, 'or');
		if (!or) break;
		const word = reading.text.slice(or.from, or.to);
		if (!left) throw new Fault(or, `Nothing stands before ${word}`, `Quote it to search for the word: "${word}"`);
		left = readAnd(reading);
		if (!left) throw new Fault(or, `Nothing follows ${word}`, null);
	}
	return join('or', parts);
}

export type Parsed = {ok: true; syntax: QuerySyntax} | {ok: false; error: QueryFault};

/** Reads a query. Never throws; every error has a place in the text. */
export function parseQuery(text: string): Parsed {
	const result = catchFault(text, (): QuerySyntax => {
		if (text.length > lengthLimit)
			throw new Fault({from: lengthLimit, to: text.length}, `The query is longer than ${lengthLimit} characters`);
		const reading: Reading = {text, at: 0, depth: 0, directives: []};
		const node = readOr(reading);
		const at = skipSpace(text, reading.at);
		if (at < text.length)
			throw new Fault({from: at, to: at + 1}, 'No parenthesis is open here', 'Quote it to search for it: ")"');
		return {node, directives: reading.directives};
	});
	return result.ok ? {ok: true, syntax: result.value} : result;
}
