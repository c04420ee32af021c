import {rowsAt, tableOf} from '../../query/columns/row-table.ts';
import type {Table} from '../../query/columns/table.ts';
import type {Field} from '../../query/fields/field.ts';
import {numberOfText} from '../../query/language/numbers.ts';
import type {RunRow} from '../../row.ts';
import {cleanText} from '../../text/clean-text.ts';
import {formatParameter} from '../../text/numbers.ts';
import {isPrintedNumber} from '../../text-numbers.ts';
import {gather} from '../gather.ts';
import {groupScope, isScoped, nameScoped} from './group-scopes.ts';
import {partByEach} from './part-by-each.ts';
import {isTextual, partPlaces, readValues, type ValueColumn} from './part-rows.ts';

/** Runs below headings: one level for each field, or several fields as one level. */

export interface RunGroup {
	/** Says which group it is for as long as its values are the same; what is folded is remembered by it. */
	path: string;
	/** `lr 0.001, bs 32`; a field that all groups of a level share is left out where another tells them apart. */
	label: string;
	/** The values alone, for where there is little room: `0.001, 32`; the same as the label where another group has them of other fields. */
	short: string;
	depth: number;
	/** The fields of its level with the value of each, null where its runs lack it. */
	values: {field: string; title: string; value: string | null}[];
	/** All runs below it, in their order, and their places in the table that they were taken from. */
	rows: RunRow[];
	places: Uint32Array;
	/** Whether its runs may stand in others of its level, too. */
	isShared: boolean;
	/** Groups of the next level; empty in the last. */
	groups: RunGroup[];
}

/** Name of a field in a heading: a setting or metric without the words that only say where it is from. */
export function groupTitle({source, label}: Field): string {
	return source.from === 'config' || (source.from === 'metric' && source.aggregate === 'last') ? source.name : label;
}

function labelOf(key: string | null, isText: boolean): string {
	if (key === null) return '–';
	const number = isText ? null : numberOfText(key);
	// A text that means itself is shown as it is written.
	const isItself = number !== null && Number.isFinite(number) && String(number) !== key && !isPrintedNumber(key);
	return number === null || isItself ? cleanText(key) : formatParameter(number);
}

/**
 * Divides rows by the values of fields; by lists, such as tags, a row stands below each of its values. `levels` go from the outermost in; a level of several fields makes one group for each
 * combination. Groups stand in the order of their first run, so that they follow the sorting; rows keep theirs.
 * @param places order of the rows, from `sortTable`; of those left out nothing is shown
 */
export function groupRows(
	rows: readonly RunRow[],
	levels: readonly (readonly Field[])[],
	nowMs: number,
	places: Uint32Array = Uint32Array.from(rows.keys()),
): RunGroup[] {
	const table = tableOf(rows);
	const read = levels.map((fields): Level => ({fields, part: partsBy(fields, table, nowMs)}));
	return divide(rows, read, places, '', 0);
}

/** More names of what all lack say nothing. */
const mostLacking = 3;

function nameGroup(told: readonly {title: string; text: string}[], isLacking: boolean): Pick<RunGroup, 'label' | 'short'> {
	if (told.length === 0) return {label: 'all alike', short: 'all alike'};
	const label = told.map(({title, text}) => `${title} ${text}`).join(', ');
	if (!isLacking || told.length === 1) return {label, short: told.map(({text}) => text).join(', ')};
	const names = told.map(({title}) => title).join(', ');
	return {label: `without ${names}`, short: told.length > mostLacking ? 'without any of these' : `without ${names}`};
}

/** `b 2` and `c 2` would both be called 2. */
function nameApart(groups: readonly RunGroup[]): RunGroup[] {
	const alike = gather(groups, ({short}) => short);
	return groups.map(group => (alike.get(group.short)!.length > 1 ? {...group, short: group.label} : group));
}

interface Level {
	fields: readonly Field[];
	/** Divides places by the fields, with the value of each in each part. */
	part: (places: Uint32Array) => {members: Uint32Array; values: (string | null)[]}[];
}

/** True for a field whose values are lists that are not taken as a whole: a run stands below each. */
export const isEach = (fields: readonly Field[]): boolean =>
	fields.length === 1 && fields[0]!.kind === 'list' && fields[0]!.isWhole !== true;

function partsBy(fields: readonly Field[], table: Table, nowMs: number): Level['part'] {
	if (isEach(fields)) {
		const column = table.column(fields[0]!, nowMs);
		return places => partByEach(places, column).map(({value, members}) => ({members, values: [value]}));
	}
	const columns = fields.map(field => readValues(table, field, nowMs));
	const scoped = fields.findIndex(isScoped);
	const scopes = scoped < 0 ? null : readValues(table, {...groupScope, kind: 'text'}, nowMs);
	return places => {
		const parts = partPlaces(places, scopes === null ? columns : [...columns, scopes]).map(members => ({
			members,
			values: columns.map(column => keyAt(column, members[0]!)),
		}));
		if (scopes === null) return parts;
		const names = nameScoped(
			parts.map(({values}) => values[scoped]!),
			parts.map(({members}) => keyAt(scopes, members[0]!)),
		);
		return parts.map(({members, values}, at) => ({members, values: values.with(scoped, names[at]!)}));
	};
}

const keyAt = ({keys, numbers}: ValueColumn, place: number): string | null => keys[numbers[place]!]!;

function divide(
	rows: readonly RunRow[],
	levels: readonly Level[],
	places: Uint32Array,
	above: string,
	depth: number,
): RunGroup[] {
	const [level, ...inner] = levels;
	if (!level) return [];
	const {fields} = level;
	const parts = level.part(places);
	const titles = fields.map(groupTitle);
	const telling = fields.map((_, at) => parts.some(({values}) => values[at] !== parts[0]!.values[at]));
	const isTold = (at: number): boolean => telling[at]! || !telling.includes(true);
	const groups = parts.map(({values, members}): RunGroup => {
		const id = values.map(value => (value === null ? '' : `=${value}`)).join('\0');
		const path = `${above}\0\0${id}`;
		// Where several fields tell groups apart, what a group lacks says less than what it has.
		const isLacking = values.every((value, at) => !isTold(at) || value === null);
		const told = values.flatMap((value, at) =>
			isTold(at) && (value !== null || isLacking) ? [{title: titles[at]!, text: labelOf(value, isTextual(fields[at]!))}] : [],
		);
		return {
			path,
			...nameGroup(told, isLacking),
			depth,
			values: values.map((value, at) => ({field: fields[at]!.label, title: titles[at]!, value})),
			rows: rowsAt(rows, members),
			places: members,
			isShared: isEach(fields),
			groups: divide(rows, inner, members, path, depth + 1),
		};
	});
	return nameApart(groups);
}
