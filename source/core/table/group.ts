import {formatParameter} from '../numbers.ts';
import type {FieldValue} from '../query/attributes.ts';
import {textOfFieldValue} from '../query/distinct.ts';
import type {Field} from '../query/field.ts';
import {numberOfText} from '../query/numbers.ts';
import type {RunRow} from '../row.ts';
import {cleanText} from '../text.ts';

/** Runs below headings: one level for each field, or several fields as one level. */

export interface RunGroup {
	/** Says which group it is for as long as its values are the same; what is folded is remembered by it. */
	path: string;
	/** `lr 0.001, bs 32`; a field that all groups of a level share is left out where another tells them apart. */
	label: string;
	depth: number;
	/** The fields of its level with the value of each, null where its runs lack it. */
	values: {field: string; value: string | null}[];
	/** All runs below it, in their order. */
	rows: RunRow[];
	/** Groups of the next level; empty in the last. */
	groups: RunGroup[];
}

/** Name of a field in a heading: a setting or metric without the words that only say where it is from. */
export function groupTitle({source, label}: Field): string {
	return source.from === 'config' || (source.from === 'metric' && source.aggregate === 'last') ? source.name : label;
}

/** Gives values a text that equal ones share: equal numbers are one value, however they were written: 1e-3, "0.001". */
function makeKeyOf(): (value: FieldValue) => string | null {
	const known = new Map<FieldValue, string | null>();
	return value => {
		let key = known.get(value);
		if (key === undefined) {
			const number = typeof value === 'string' ? numberOfText(value) : null;
			key = number === null ? textOfFieldValue(value) : String(number);
			known.set(value, key);
		}
		return key;
	};
}

function labelOf(key: string | null): string {
	if (key === null) return '–';
	const number = numberOfText(key);
	return number === null ? cleanText(key) : formatParameter(number);
}

interface Part {
	values: (string | null)[];
	rows: RunRow[];
}

/** Rows by their values, in the order of the first row of each. */
function partBy(rows: readonly RunRow[], fields: readonly Field[], nowMs: number): Map<string, Part> {
	const keysOf = fields.map(makeKeyOf);
	const parts = new Map<string, Part>();
	for (const row of rows) {
		const values = fields.map((field, at) => keysOf[at]!(field.read(row, nowMs)));
		const id = values.map(value => (value === null ? '' : `=${value}`)).join('\0');
		const part = parts.get(id);
		if (part) part.rows.push(row);
		else parts.set(id, {values, rows: [row]});
	}
	return parts;
}

/**
 * Divides rows by the values of fields. `levels` go from the outermost in; a level of several fields makes one group for each
 * combination. Groups stand in the order of their first run, so that they follow the sorting; rows keep theirs.
 */
export function groupRows(
	rows: readonly RunRow[],
	levels: readonly (readonly Field[])[],
	nowMs: number,
	above = '',
	depth = 0,
): RunGroup[] {
	const [fields, ...inner] = levels;
	if (!fields) return [];
	const parts = [...partBy(rows, fields, nowMs)];
	const titles = fields.map(groupTitle);
	const telling = fields.map((_, at) => parts.some(([, {values}]) => values[at] !== parts[0]![1].values[at]));
	const isTold = (at: number): boolean => telling[at]! || !telling.includes(true);
	return parts.map(([id, {values, rows: members}]): RunGroup => {
		const path = `${above}\0\0${id}`;
		const named = values.flatMap((value, at) => (isTold(at) ? [`${titles[at]} ${labelOf(value)}`] : []));
		return {
			path,
			label: named.length > 0 ? named.join(', ') : 'all alike',
			depth,
			values: values.map((value, at) => ({field: fields[at]!.label, value})),
			rows: members,
			groups: groupRows(members, inner, nowMs, path, depth + 1),
		};
	});
}
