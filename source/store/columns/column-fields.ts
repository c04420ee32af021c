import {splitFieldName} from '../../core/query/language/field-name.ts';
import {readWord} from '../../core/query/language/lex.ts';
import {printField} from '../../core/query/language/print.ts';
import type {SortKey} from '../view.ts';
import {metricColumnId, readMetricColumn} from './metric-column.ts';

/** Columns of the list that the query language calls otherwise. */
const names: Record<string, string> = {left: 'eta', tags: 'tag'};
/** Sort keys that stand for another field the other way round. */
const turned: Record<string, string> = {started: 'age', updated: 'silent'};
const plain = new Set(['status', 'name', 'progress', 'step', 'runtime', 'dir', 'group', 'format', 'host', 'age', 'ended']);

const columnOf = new Map(Object.entries(names).map(([column, field]) => [field, column]));

/** A column as the query language writes its field; null for what only the screen has (live first). */
export function fieldOfColumn(column: string): string | null {
	const name = column.slice(2);
	const shown = readMetricColumn(column);
	if (shown !== null) {
		const suffix = shown.aggregate === 'last' ? null : shown.aggregate;
		return printField({scope: 'metric', name: shown.metric, suffix, step: null});
	}
	if (column.startsWith('c:')) return printField({scope: 'config', name, suffix: null, step: null});
	if (column.startsWith('f:')) return name;
	return names[column] ?? (plain.has(column) ? column : null);
}

/** The column that shows a field, by the field as it is typed; `f:FIELD` where the list has none of its own. */
export function columnOfField(field: string): string {
	const word = readWord(field, 0, 'name');
	const {scope, name, suffix, step} = splitFieldName(word);
	if (word.to !== field.length || step !== null || (suffix !== null && scope !== 'metric')) return `f:${field}`;
	if (scope === 'metric') return metricColumnId(name, suffix ?? 'last');
	if (scope === 'config') return `c:${name}`;
	return columnOf.get(name) ?? (plain.has(name) ? name : `f:${field}`);
}

/** A sort key as the query language writes it; null for what only the screen has. */
export function fieldOfKey({column, descending}: SortKey): {field: string; descending: boolean} | null {
	const other = turned[column];
	if (other !== undefined) return {field: other, descending: !descending};
	const field = fieldOfColumn(column);
	return field === null ? null : {field, descending};
}

/** The sort key of a field; ages and silences are sorted by the moment they begin at. */
export function keyOfField({field, descending}: {field: string; descending: boolean}): SortKey {
	const other = Object.keys(turned).find(column => turned[column] === field);
	return other === undefined ? {column: columnOfField(field), descending} : {column: other, descending: !descending};
}
