import {splitFieldName} from './field-name.ts';
import {makeItem, readItem, readItems} from './items.ts';
import {skipSpace, type Word} from './lex.ts';
import type {Reading} from './reading.ts';
import {Fault, type Item, type QueryNode} from './syntax.ts';

/**
 * Spellings of other tools: `label contains x`, `lr in [1, 2]`, `x not in (1, 2)`, `x is undefined` (Guild), `name like '%x%'`
 * (MLflow), `x is not None` (Aim). They become the same nodes as the new ones.
 */

/** Words that mean something behind a field; as bare words they are printed in quotes. */
export const wordOperators = /^(?:and|or|not|contains|in|is|i?like)$/i;

const operator =
	/(not\s+)?(?:(contains|i?like)(?=\s+[^\s)|&]|\s*["'])|(in)(?=\s*[[(]))|is\s+(not\s+)?(undefined|defined|null|none|missing)(?=[\s)&|]|$)/iy;

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

/** A condition in an older spelling whose operator would stand at `at`; null where there is none. */
export function readOldCondition(reading: Reading, word: Word, at: number): QueryNode | null {
	const {text} = reading;
	operator.lastIndex = at;
	const match = operator.exec(text);
	if (!match) return null;
	const [, not, textual, within, isNot, state] = match;
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
	reading.at = after;
	const absent = !/^defined$/i.test(state!);
	return deny({kind: 'has', fields: [field], from: word.from, to: after}, absent !== (isNot !== undefined));
}
