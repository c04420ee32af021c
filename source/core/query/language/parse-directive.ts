import {splitFieldName} from './field-name.ts';
import {readWord} from './lex.ts';
import {readNumber} from './numbers.ts';
import type {Reading} from './reading.ts';
import {type Directive, Fault, type SortName} from './syntax.ts';

const start = /(sort|group|show|hide|limit):/iy;

/** Names divided by commas without blanks, each with an optional sign before it. */
function readSortNames(text: string, from: number, what: string): {keys: SortName[]; to: number} {
	const keys: SortName[] = [];
	let at = from;
	for (;;) {
		const sign = text[at] === '-' || text[at] === '+' ? 1 : 0;
		const word = readWord(text, at + sign, 'name');
		if (word.to === at + sign) {
			throw new Fault(
				{from: Math.max(0, at - 1), to: Math.max(1, at + sign)},
				`A field is missing in ${what}`,
				'Fields with commas, without blanks: sort:-acc.max,lr',
			);
		}
		keys.push({field: splitFieldName(word), descending: text[at] === '-'});
		at = word.to;
		if (text[at] !== ',') return {keys, to: at};
		at++;
	}
}

/** A directive at `from`, null where none stands there. Moves the reading on only when there is one. */
export function readDirective(reading: Reading, from: number): Directive | null {
	const {text} = reading;
	start.lastIndex = from;
	const match = start.exec(text);
	if (!match) return null;
	const name = match[1]!.toLowerCase() as Directive['name'];
	const at = start.lastIndex;
	if (name === 'limit') {
		const word = readWord(text, at, 'value');
		const count = readNumber(text.slice(at, word.to));
		if (count === null || !Number.isSafeInteger(count) || count < 0) {
			throw new Fault({from, to: Math.max(word.to, at)}, 'limit: needs a whole number', 'limit:10');
		}
		reading.at = word.to;
		return {name, count, from, to: word.to};
	}
	const {keys, to} = readSortNames(text, at, `${name}:`);
	const next = text[to];
	if (next !== undefined && !/[\s()&|]/.test(next))
		throw new Fault({from: to, to: to + 1}, `${next} does not belong in ${name}:`, 'Quote names that hold it');
	reading.at = to;
	if (name === 'sort') return {name, keys, from, to};
	const signed = keys.find(key => key.descending);
	if (signed)
		throw new Fault(
			{from: signed.field.from - 1, to: signed.field.to},
			`Only sort: takes a sign, not ${name}:`,
			'hide: takes columns away',
		);
	return {name, fields: keys.map(key => key.field), from, to};
}
