import {endOfBracket, endOfPattern, readOperator, readWord, type WordMode} from './lex.ts';
import {Fault, type Item, type Operator, type Span} from './syntax.ts';

/** Whether text stands for itself without quotes in a value's place. */
function readsBackAsValue(text: string): boolean {
	// A ~ behind = that nothing or a quote follows would be read as =~.
	if (text === '' || /^(?:['"`=]|~(?:['"]|$))/.test(text)) return false;
	if (text.startsWith('[') && endOfBracket(text, 0) > 0) return endOfBracket(text, 0) === text.length && !/\s/.test(text);
	const word = readWord(text.includes('"') ? '' : text, 0, 'value');
	return word.to === text.length;
}

/** Whether a pattern stands for itself without quotes. */
export function readsBackAsPattern(text: string): boolean {
	return text !== '' && !/^['"]/.test(text) && endOfPattern(`${text},`, 0) === text.length;
}

/** An item whose `quoted` says how it would have to be printed, so that printing and reading agree. */
export function makeItem(text: string, quoted: boolean, span: Span): Item {
	return {text, quoted: quoted || !readsBackAsValue(text), from: span.from, to: span.to};
}

/** The same for a value that stands first, as in 1e-4<=lr<1e-2, where a field could stand too. */
export function makeFirstItem(text: string, quoted: boolean, span: Span): Item {
	const item = makeItem(text, quoted, span);
	const bare = !item.quoted && readWord(text, 0, 'name').to === text.length && !/^(?:!|-(?!\.?\d))/.test(text);
	return {...item, quoted: !bare};
}

function readPattern(text: string, from: number): Item | null {
	if (text[from] === '"' || text[from] === "'") return null;
	const to = endOfPattern(text, from);
	return to > from ? {text: text.slice(from, to), quoted: false, from, to} : null;
}

function readBracketed(text: string, from: number): Item | null {
	if (text[from] !== '[') return null;
	const to = endOfBracket(text, from);
	// Lists are recorded as compact JSON, so blanks behind commas are not meant.
	return to > from ? makeItem(text.slice(from, to).replace(/,\s+/g, ','), false, {from, to}) : null;
}

/** One value at `from`, null where none stands there. */
export function readItem(text: string, from: number, mode: WordMode | 'pattern'): Item | null {
	const special = mode === 'pattern' ? readPattern(text, from) : mode === 'value' ? readBracketed(text, from) : null;
	if (special) return special;
	const word = readWord(text, from, mode === 'pattern' ? 'value' : mode);
	if (word.to === from) return null;
	const content = word.pieces.map(piece => piece.text).join('');
	if (mode === 'pattern') return {text: content, quoted: false, from, to: word.to};
	return makeItem(
		content,
		word.pieces.some(piece => piece.quoted),
		word,
	);
}

/** Values behind an operator, divided by commas without blanks. */
export function readItems(text: string, from: number, op: Operator, sign: Span): {items: Item[]; to: number} {
	const mode = op === '~' || op === '!~' ? 'pattern' : 'value';
	const items: Item[] = [];
	let at = from;
	let before = sign;
	for (;;) {
		const item = readItem(text, at, mode);
		if (!item) {
			const behind = text.slice(before.from, before.to);
			const other = readOperator(text, at);
			throw new Fault(
				other ?? before,
				other ? `${text.slice(other.from, other.to)} stands where a value is expected` : `The value behind ${behind} is missing`,
				text[before.from] === ','
					? 'Conditions have a blank between them, several values of one a comma and no blank: bs:32,64 seed=1'
					: mode === 'pattern'
						? 'A pattern such as seed[0-9]$'
						: 'A value, or several with commas; quote what holds blanks or brackets',
			);
		}
		items.push(item);
		at = item.to;
		if (text[at] !== ',') return {items, to: at};
		before = {from: at, to: at + 1};
		at++;
	}
}
