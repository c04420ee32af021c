import {compileQuery} from '../../core/query/compile/compile.ts';
import type {Field} from '../../core/query/fields/field.ts';
import type {RunRow} from '../../core/row.ts';
import type {Matcher} from '../filter/matcher.ts';
import type {View} from '../view.ts';
import {columnOfField} from './column-fields.ts';
import {metricColumnId} from './metric-column.ts';

/** The column that shows a field which was found. */
export function columnOfFound({source, label}: Field): string {
	if (source.from === 'attribute') return columnOfField(source.name);
	if (source.from === 'metric') return metricColumnId(source.name, source.aggregate);
	return source.from === 'config' ? `c:${source.name}` : `f:${label}`;
}

/** Fields of the columns that are written as fields (`f:loss@500`), by the field as it is typed. */
export interface FieldColumns {
	madeFor: string;
	fields: ReadonlyMap<string, Field>;
}

export const noFieldColumns: FieldColumns = {madeFor: '', fields: new Map()};

/** Finds the fields anew only where the columns or the runs' fields have changed. */
export function findFieldColumns(
	{view, all, version}: {view: View; all: readonly RunRow[]; version: string},
	{show, madeFor: filtered}: Matcher,
	previous: FieldColumns,
): FieldColumns {
	const ids = [...Object.keys(view.columns), ...view.sort.map(({column}) => column)].filter(id => id.startsWith('f:'));
	if (ids.length === 0 && show.length === 0) return noFieldColumns;
	const madeFor = [version, filtered, ...ids].join('\n');
	if (previous.madeFor === madeFor) return previous;
	const found = ids.flatMap((id): [string, Field][] => {
		const compiled = compileQuery(`show:${id.slice(2)}`, {rows: all});
		const field = compiled.ok ? compiled.query.show[0] : undefined;
		return field === undefined ? [] : [[id, field]];
	});
	return {madeFor, fields: new Map([...found, ...show.map((field): [string, Field] => [columnOfFound(field), field])])};
}
