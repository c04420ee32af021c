import {splitFieldName} from './field-name.ts';
import {makeFirstItem, makeItem, readItems} from './items.ts';
import {readOperator, readWord, skipSpace, type Word} from './lex.ts';
import {readNumber, readSpan} from './numbers.ts';
import {readName, readOldCondition, wordOperators} from './parse-old.ts';
import type {Reading} from './reading.ts';
import {type Below, Fault, type FieldName, type Item, type Operator, type QueryNode, type Span} from './syntax.ts';

const mirrored: Partial<Record<Operator, Operator>> = {'<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '='};

/** Whether a word can only be meant as a value when it stands left of a comparison. */
export function looksLikeValue(text: string): boolean {
	return readNumber(text) !== null || readSpan(text) !== null || /^\d{4}-\d\d-\d\d/.test(text);
}

function itemOfWord(word: Word, make = makeItem): Item {
	return make(
		word.pieces.map(piece => piece.text).join(''),
		word.pieces.some(piece => piece.quoted),
		word,
	);
}

function readField(reading: Reading, from: number): FieldName {
	const word = readName(reading.text, from);
	reading.at = word.to;
	const field = splitFieldName(word);
	if (field.name === '') throw new Fault({from, to: Math.max(word.to, from + 1)}, 'The name of a field is empty', null);
	return field;
}

function readHas(reading: Reading, op: Operator, sign: Span, word: Word): QueryNode {
	const fields: FieldName[] = [];
	let at = skipSpace(reading.text, sign.to);
	for (let before: Span = sign; ; before = {from: at, to: at + 1}, at++) {
		if (readWord(reading.text, at, 'name').to === at) throw new Fault(before, 'has: needs a field', 'has:val/acc');
		fields.push(readField(reading, at));
		at = reading.at;
		if (reading.text[at] !== ',') break;
	}
	const span = {from: word.from, to: reading.at};
	const node: QueryNode = {kind: 'has', fields, ...span};
	return op.startsWith('!') ? {kind: 'not', part: node, ...span} : node;
}

/** `1e-4 <= lr < 1e-2`, also written downwards (`1e-2 > lr >= 1e-4`); null where no second sign follows. */
function readRange(reading: Reading, word: Word, op: Operator, sign: Span): QueryNode | null {
	if (!/^[<>]/.test(op)) return null;
	const middle = skipSpace(reading.text, sign.to);
	const name = readName(reading.text, middle);
	const second = readOperator(reading.text, skipSpace(reading.text, name.to));
	if (name.to === middle || !second || second.op[0] !== op[0]) return null;
	const field = readField(reading, middle);
	const {items, to} = readItems(reading.text, skipSpace(reading.text, second.to), second.op, second);
	const high = items[0]!;
	if (items.length > 1) throw new Fault({from: high.from, to}, 'A range ends at one value', '1e-4<=lr<1e-2');
	reading.at = to;
	const span = {from: word.from, to};
	const upward = (sign: Operator): Below => (sign.length > 1 ? '<=' : '<');
	if (op.startsWith('<'))
		return {
			kind: 'range',
			low: itemOfWord(word, makeFirstItem),
			lowOp: upward(op),
			field,
			highOp: upward(second.op),
			high,
			...span,
		};
	return {
		kind: 'range',
		low: makeFirstItem(high.text, high.quoted, high),
		lowOp: upward(second.op),
		field,
		highOp: upward(op),
		high: itemOfWord(word),
		...span,
	};
}

function readCondition(reading: Reading, word: Word, sign: Span & {op: Operator}): QueryNode {
	const {text} = reading;
	const bare = word.pieces.length === 1 && !word.pieces[0]!.quoted ? word.pieces[0]!.text : '';
	if (/^has$/i.test(bare) && /^!?[:=]$/.test(sign.op)) return readHas(reading, sign.op, sign, word);
	const range = readRange(reading, word, sign.op, sign);
	if (range) return range;
	const at = skipSpace(text, sign.to);
	const {items, to} = readItems(text, at, sign.op, sign);
	const [item] = items;
	const turned = mirrored[sign.op];
	if (turned && looksLikeValue(bare) && !looksLikeValue(item!.text)) {
		// 0.5<acc: the value came first.
		const field = readField(reading, at);
		if (reading.at === to) return {kind: 'condition', field, op: turned, items: [itemOfWord(word)], from: word.from, to};
	}
	const field = readField(reading, word.from);
	reading.at = to;
	return {kind: 'condition', field, op: sign.op, items, from: word.from, to};
}

/** A condition, a range, `has:`, or a bare word at `from`. */
export function readAtom(reading: Reading, from: number): QueryNode {
	const {text} = reading;
	const word = readName(text, from);
	if (word.to === from) {
		const sign = readOperator(text, from);
		if (sign)
			throw new Fault(sign, `The field before ${text.slice(sign.from, sign.to)} is missing`, 'A field and a value: loss<0.3');
		throw new Fault({from, to: from + 1}, `${text[from]} does not belong here`, 'Quote it to search for it');
	}
	const next = skipSpace(text, word.to);
	const sign = readOperator(text, next);
	if (sign) return readCondition(reading, word, sign);
	const old = next > word.to ? readOldCondition(reading, word, next) : null;
	if (old) return old;
	reading.at = word.to;
	const content = word.pieces.map(piece => piece.text).join('');
	if (content === '') throw new Fault(word, 'The quotes are empty', 'Text to find between them');
	const quoted = word.pieces.some(piece => piece.quoted) || wordOperators.test(content);
	return {kind: 'word', text: content, quoted, from, to: word.to};
}
