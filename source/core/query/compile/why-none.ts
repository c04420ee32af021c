import {madeOnce} from '../../made-once.ts';
import {numberText} from '../../table/columns/cell-text.ts';
import {cleanText} from '../../text/clean-text.ts';
import type {ZoneOffset} from '../../text/clock.ts';
import type {TextOptions} from '../../text/numbers.ts';
import type {Column} from '../columns/column.ts';
import {countValues, numbersOf} from '../columns/count-values.ts';
import type {Table} from '../columns/table.ts';
import type {Field} from '../fields/field.ts';
import {makeItem} from '../language/items.ts';
import {printItem} from '../language/print.ts';
import type {Predicate} from './predicate.ts';

const mostValues = 4;
/** Longer texts, such as prompts, would fill the screen. */
const longestText = 60;

/** The values of whole columns: what holds nothing is drawn again and again. */
const counted = new WeakMap<Column, ReturnType<typeof countValues>>();

/** What a field holds in these runs, as it would be asked for: `optim is adam (9), sgd (3)`, `lr is 1e-5 to 0.1`; null where no run has it, or each another text, or long ones. */
export function sayValues(field: Field, table: Table, nowMs: number, options: TextOptions & {zone: ZoneOffset}): string | null {
	const column = table.column(field, nowMs);
	const values = madeOnce(counted, column, () => countValues(column, table.places));
	const [most] = values;
	if (most === undefined) return null;
	const isRepeated = most.runs > 1;
	if (values.every(({value}) => typeof value === 'number')) {
		const numbers = numbersOf(column, table.places);
		const [low, high] = [numbers[0], numbers.at(-1)];
		if (low !== undefined && high !== low && (values.length > mostValues || !isRepeated))
			return `${field.label} is ${numberText(low, field.kind, options)} to ${numberText(high!, field.kind, options)}`;
	} else if (values.length > mostValues && !isRepeated) return null;
	const textOf = (value: number | string): string =>
		typeof value === 'number'
			? numberText(value, field.kind, options)
			: printItem(makeItem(cleanText(value), false, {from: 0, to: 0}));
	const first = values.slice(0, mostValues);
	if (first.some(({value}) => typeof value === 'string' && value.length > longestText)) return null;
	const listed = first.map(({value, runs}) => `${textOf(value)}${table.places.length > 1 ? ` (${runs})` : ''}`);
	return `${field.label} is ${listed.join(', ')}${values.length > mostValues ? ', …' : ''}`;
}

/** A condition of a query that lets no run through by itself, or fewer than the others. */
export interface Strictest<Part> {
	part: Part;
	/** How many of the runs it leaves out. */
	excluded: number;
	/** What its field holds, where it leaves out all of them. */
	holds: string | null;
}

/** The part that leaves out most of the runs, the first of several; null without parts. */
export function findStrictest<Part extends {select: Predicate['select'] | null; asks?: Field}>(
	parts: readonly Part[],
	table: Table,
	nowMs: number,
	options: TextOptions & {zone: ZoneOffset},
): Strictest<Part> | null {
	let worst: Strictest<Part> | null = null;
	for (const part of parts) {
		if (part.select === null) continue;
		const mask = part.select(table, nowMs);
		const excluded = table.places.reduce((count, place) => count + 1 - mask[place]!, 0);
		if (worst === null || excluded > worst.excluded) worst = {part, excluded, holds: null};
	}
	if (worst?.part.asks === undefined || worst.excluded < table.places.length) return worst;
	return {...worst, holds: sayValues(worst.part.asks, table, nowMs, options)};
}
