import {formatParameter} from '../numbers.ts';
import type {FieldValue} from '../query/attributes.ts';
import {textOfFieldValue} from '../query/distinct.ts';
import type {Field} from '../query/field.ts';
import {numberOfText} from '../query/numbers.ts';
import type {RunRow} from '../row.ts';

/** Runs below headings: one level for each field, or several fields as one level. */

export interface RunGroup {
	/** Says which group it is for as long as its values are the same; what is collapsed is remembered by it. */
	path: string;
	/** `lr 0.001, bs 32` */
	label: string;
	depth: number;
	/** The fields of its level with the value of each, null where its runs lack it. */
	values: {field: string; value: string | null}[];
	/** All runs below it, in their order. */
	rows: RunRow[];
	/** Groups of the next level; empty in the last. */
	groups: RunGroup[];
}

/** Equal numbers are one value, however they were written: 1e-3, "0.001". */
function keyOf(value: FieldValue): string | null {
	const number = typeof value === 'string' ? numberOfText(value) : null;
	return number === null ? textOfFieldValue(value) : String(number);
}

function labelOf(key: string | null): string {
	if (key === null) return '–';
	const number = numberOfText(key);
	return number === null ? key : formatParameter(number);
}

/**
 * Divides rows by the values of fields. `levels` go from the outermost in; a level of several fields makes one group for each
 * combination. Groups stand in the order of their first run, so that they follow the sorting; rows keep theirs.
 */
export function groupRows(rows: readonly RunRow[], levels: readonly (readonly Field[])[], nowMs: number): RunGroup[] {
	return divide(rows, levels, nowMs, '', 0);
}

function divide(
	rows: readonly RunRow[],
	levels: readonly (readonly Field[])[],
	nowMs: number,
	above: string,
	depth: number,
): RunGroup[] {
	const [fields, ...inner] = levels;
	if (!fields) return [];
	const groups = new Map<string, RunGroup>();
	for (const row of rows) {
		const keys = fields.map(field => keyOf(field.read(row, nowMs)));
		const id = JSON.stringify(keys);
		let group = groups.get(id);
		if (!group) {
			const values = fields.map((field, i) => ({field: field.label, value: keys[i]!}));
			const label = values.map(({field, value}) => `${field} ${labelOf(value)}`).join(', ');
			group = {path: `${above}${id}`, label, depth, values, rows: [], groups: []};
			groups.set(id, group);
		}
		group.rows.push(row);
	}
	for (const group of groups.values()) group.groups = divide(group.rows, inner, nowMs, `${group.path}/`, depth + 1);
	return [...groups.values()];
}

export type GroupLine = {kind: 'group'; group: RunGroup; open: boolean} | {kind: 'run'; row: RunRow; depth: number};

/** The tree as lines from top to bottom; of the groups in `closed` (by path) only the heading is left. */
export function flattenGroups(groups: readonly RunGroup[], closed: ReadonlySet<string>): GroupLine[] {
	const lines: GroupLine[] = [];
	const add = (group: RunGroup): void => {
		const open = !closed.has(group.path);
		lines.push({kind: 'group', group, open});
		if (!open) return;
		if (group.groups.length > 0) group.groups.forEach(add);
		else for (const row of group.rows) lines.push({kind: 'run', row, depth: group.depth + 1});
	};
	groups.forEach(add);
	return lines;
}
