import {splitFieldName} from '../language/field-name.ts';
import {readItem} from '../language/items.ts';
import {readOperator, readWord, skipSpace} from '../language/lex.ts';
import {Fault, type FieldName, type Operator, type Span} from '../language/syntax.ts';

/**
 * What is being typed at the cursor. `typed` is the part of the word before it, without an opening quote; the span is the whole word,
 * which a completion replaces. `part` is the condition that the word belongs to.
 */
export type CursorPlace = Span & {typed: string; part: Span} & (
		| {kind: 'field' | 'list'}
		| {kind: 'value'; field: FieldName; op: Operator}
		| {kind: 'none'}
	);

const directive = /(sort|group|show|hide|limit|has):/iy;
const joint = /[()!|&,-]|\s/;

interface Walk {
	text: string;
	cursor: number;
}

/** Reads with `read`; where a quote is still open, everything up to the cursor is the word. */
function readOpen<T extends Span>(walk: Walk, from: number, read: () => T | null): {to: number; open: boolean} {
	try {
		return {to: read()?.to ?? from, open: false};
	} catch (error) {
		if (error instanceof Fault) return {to: walk.cursor, open: true};
		throw error;
	}
}

const typedText = ({text, cursor}: Walk, from: number): string => text.slice(from, cursor).replace(/^['"`]/, '');

/** Names behind a directive or `has:`. */
function findInList(walk: Walk, start: number, from: number, name: string): CursorPlace | number {
	let at = from;
	for (;;) {
		const sign = /[-+]/.test(walk.text[at] ?? '') ? 1 : 0;
		const {to} = readOpen(walk, at, () => readWord(walk.text, at + sign, 'name'));
		if (walk.cursor <= to) {
			const place = {from: at + sign, to, typed: typedText(walk, at + sign), part: {from: start, to}};
			return name === 'limit' ? {kind: 'none', ...place} : {kind: 'list', ...place};
		}
		if (walk.text[to] !== ',') return to;
		at = to + 1;
	}
}

function findInValues(walk: Walk, start: number, field: FieldName, op: Operator, from: number): CursorPlace | number {
	const mode = op === '~' || op === '!~' ? 'pattern' : 'value';
	let at = from;
	for (;;) {
		const {to} = readOpen(walk, at, () => readItem(walk.text, at, mode));
		if (walk.cursor <= to) return {kind: 'value', field, op, from: at, to, typed: typedText(walk, at), part: {from: start, to}};
		if (walk.text[to] !== ',') return to;
		at = to + 1;
	}
}

/** Finds what a completion at the cursor would complete. Never throws. */
export function findPlace(text: string, cursor: number): CursorPlace {
	const walk = {text, cursor: Math.max(0, Math.min(cursor, text.length))};
	let at = 0;
	while (at < walk.cursor) {
		const start = at;
		directive.lastIndex = at;
		const named = directive.exec(text);
		if (named && directive.lastIndex <= walk.cursor) {
			const place = findInList(walk, start, directive.lastIndex, named[1]!.toLowerCase());
			if (typeof place !== 'number') return place;
			at = place;
			continue;
		}
		if (joint.test(text[at]!)) {
			at++;
			continue;
		}
		const {to, open} = readOpen(walk, at, () => readWord(text, at, 'name'));
		if (walk.cursor <= to || open)
			return {kind: 'field', from: start, to, typed: typedText(walk, start), part: {from: start, to}};
		const sign = readOperator(text, skipSpace(text, to));
		if (!sign || sign.from >= walk.cursor) {
			at = Math.max(to, at + 1);
			continue;
		}
		if (sign.to > walk.cursor)
			return {kind: 'none', from: walk.cursor, to: walk.cursor, typed: '', part: {from: start, to: sign.to}};
		const word = to > at ? readWord(text, at, 'name') : null;
		const place = findInValues(
			walk,
			start,
			splitFieldName(word ?? {pieces: [], from: at, to: at}),
			sign.op,
			Math.min(skipSpace(text, sign.to), walk.cursor),
		);
		if (typeof place !== 'number') return place;
		at = Math.max(place, sign.to);
	}
	return {kind: 'field', from: walk.cursor, to: walk.cursor, typed: '', part: {from: walk.cursor, to: walk.cursor}};
}
