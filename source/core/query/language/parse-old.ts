import {splitFieldName} from './field-name.ts';
import {makeFirstItem, makeItem, readItem, readItems} from './items.ts';
import {readOperator, readWord, skipSpace, type Word} from './lex.ts';
import type {Reading} from './reading.ts';
import {Fault, type FieldName, type Item, type QueryNode, type Suffix} from './syntax.ts';

/**
 * Spellings of other tools: `label contains x`, `lr in [1, 2]`, `x not in (1, 2)`, `x is undefined`, `flag:lr = 1`,
 * `min(loss) < 1` (Guild), `name like '%x%'`, `lr between 1 and 2` (MLflow's SQL), `x is not None`, `x is 1` (Aim). They become the same
 * nodes as the new ones.
 */

const guildScopes: Record<string, string> = {flag: 'cfg.', scalar: 'm.', attr: 'run.'};
const guildValues: Record<string, Suffix> = {min: 'min', max: 'max', mean: 'mean', avg: 'mean', first: 'first', last: 'last'};

/** The word at `from`: the name of a field, also as `min(loss)` or `flag:lr` before an operator, or any other word. */
export function readName(text: string, from: number): Word {
	const word = readWord(text, from, 'name');
	const bare = word.pieces.length === 1 && !word.pieces[0]!.quoted ? word.pieces[0]!.text.toLowerCase() : '';
	const isCall = text[word.to] === '(' && Object.hasOwn(guildValues, bare);
	if (!isCall && !(text[word.to] === ':' && Object.hasOwn(guildScopes, bare))) return word;
	const inner = readWord(text, word.to + 1, 'name');
	const to = isCall ? inner.to + 1 : inner.to;
	const isClosed = !isCall || text[inner.to] === ')';
	if (inner.pieces.length === 0 || !isClosed || !isBeforeOperator(text, to)) return word;
	const pieces = isCall
		? [...inner.pieces, {text: `.${guildValues[bare]}`, quoted: false}]
		: [{text: guildScopes[bare]!, quoted: false}, ...inner.pieces];
	return {pieces, from, to};
}

/** Words that mean something behind a field; as bare words they are printed in quotes. */
export const wordOperators = /^(?:and|or|not|contains|in|is|i?like|between)$/i;

const operator =
	/(not\s+)?(?:(contains|i?like)(?=\s+[^\s)|&]|\s*["'])|(in)(?=\s*[[(])|(between)(?=\s+[^\s)|&]))|is\s+(not\s+)?(?:(undefined|defined|null|none|missing)(?=[\s)&|]|$)|(?!(?:and|or|not)\b)(?=[^\s()&|:=<>!~]))/iy;

/** Whether a field that ends at `at` has an operator behind it, in either spelling. */
function isBeforeOperator(text: string, at: number): boolean {
	const next = skipSpace(text, at);
	operator.lastIndex = next;
	return readOperator(text, next) !== null || (next > at && operator.test(text));
}

/** SQL's % and _ as a regular expression over the whole text. */
function patternOfLike(text: string): string {
	const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return `^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`;
}

function readList(reading: Reading, open: number): Item[] {
	const {text} = reading;
	const close = text[open] === '[' ? ']' : ')';
	const items: Item[] = [];
	let at = open + 1;
	for (;;) {
		at = skipSpace(text, at);
		const item = readItem(text, at, 'list');
		if (!item) {
			const to = Math.min(text.length, at + 1);
			throw new Fault(
				{from: at < text.length ? at : open, to: at < text.length ? to : open + 1},
				'A value is missing in the list',
				'lr in [1e-3, 1e-4]',
			);
		}
		items.push(item);
		at = skipSpace(text, item.to);
		if (text[at] === close) break;
		if (text[at] !== ',')
			throw new Fault({from: open, to: item.to}, 'The list is not closed', `Values with commas between them, then ${close}`);
		at++;
	}
	reading.at = at + 1;
	return items;
}

/** `lr between 1e-4 and 1e-2`, both included; null where the second value is missing. */
function readBetween(reading: Reading, field: FieldName, after: number): QueryNode | null {
	const {text} = reading;
	const low = readItem(text, skipSpace(text, after), 'value');
	const and = /\s+and\s+|\s*,\s*/iy;
	and.lastIndex = low?.to ?? text.length;
	const high = low && and.test(text) ? readItem(text, and.lastIndex, 'value') : null;
	if (low === null || high === null) return null;
	reading.at = high.to;
	const first = makeFirstItem(low.text, low.quoted, low);
	return {kind: 'range', low: first, lowOp: '<=', field, highOp: '<=', high, from: field.from, to: high.to};
}

/** A condition in an older spelling whose operator would stand at `at`; null where there is none. */
export function readOldCondition(reading: Reading, word: Word, at: number): QueryNode | null {
	const {text} = reading;
	operator.lastIndex = at;
	const match = operator.exec(text);
	if (!match) return null;
	const [, not, textual, within, between, isNot, state] = match;
	const field = splitFieldName(word);
	const after = operator.lastIndex;
	const deny = (node: QueryNode, denied: boolean): QueryNode =>
		denied ? {kind: 'not', part: node, from: node.from, to: node.to} : node;
	if (within) {
		const items = readList(reading, skipSpace(text, after));
		return deny({kind: 'condition', field, op: '=', items, from: word.from, to: reading.at}, not !== undefined);
	}
	if (textual) {
		const {items, to} = readItems(text, skipSpace(text, after), ':', {from: at, to: after});
		reading.at = to;
		const span = {from: word.from, to};
		if (textual.toLowerCase() === 'contains') {
			const literal = items.map(item => makeItem(item.text, item.quoted, item));
			return deny({kind: 'condition', field, op: ':', items: literal, ...span}, not !== undefined);
		}
		const patterns = items.map(item => ({...item, text: patternOfLike(item.text), quoted: false}));
		return deny({kind: 'condition', field, op: '~', items: patterns, ...span}, not !== undefined);
	}
	if (between) {
		const range = readBetween(reading, field, after);
		return range && deny(range, not !== undefined);
	}
	if (state === undefined) {
		const {items, to} = readItems(text, after, '=', {from: at, to: after});
		reading.at = to;
		return deny({kind: 'condition', field, op: '=', items, from: word.from, to}, isNot !== undefined);
	}
	reading.at = after;
	const span = {from: word.from, to: after};
	if (/^n/i.test(state)) {
		// Of a setting that was given as nothing, or not at all.
		const items = ['null', 'None'].map(word => makeItem(word, false, span));
		const given: QueryNode = {kind: 'condition', field, op: '=', items, ...span};
		const lacking: QueryNode = {kind: 'not', part: {kind: 'has', fields: [field], ...span}, ...span};
		return deny({kind: 'or', parts: [lacking, given], ...span}, isNot !== undefined);
	}
	const absent = !/^defined$/i.test(state);
	return deny({kind: 'has', fields: [field], ...span}, absent !== (isNot !== undefined));
}
