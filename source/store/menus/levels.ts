import {compileQuery} from '../../core/query/compile/compile.ts';
import type {Field} from '../../core/query/fields/field.ts';
import type {RunRow} from '../../core/row.ts';
import {configColumn} from '../../core/table/columns.ts';
import {keysButSeed} from '../../core/table/config-keys.ts';
import type {Matcher} from '../filter/matcher.ts';
import type {View} from '../view.ts';

/** What the list is grouped by: a level of headings for each entry, from the outermost in. */
export interface Levels {
	/** Choice and state of the data that they were found for. */
	madeFor: string;
	fields: readonly (readonly Field[])[];
}

export const noLevels: Levels = {madeFor: '', fields: []};

export interface LevelSource {
	all: readonly RunRow[];
	/** Changes whenever the runs may have other fields. */
	version: string;
	view: View;
}

function fieldsOf({group}: View, rows: readonly RunRow[]): (readonly Field[])[] {
	if (group === 'but-seed') return [keysButSeed(rows).map(key => configColumn(key).field)];
	const compiled = compileQuery(`group:${group.join(',')}`, {rows});
	return compiled.ok ? compiled.query.group.map(field => [field]) : [];
}

/** The levels of the filter's `group:`, else of the view's choice; the same ones for as long as neither choice nor fields change. */
export function findLevels({group}: Matcher, {all, version, view}: LevelSource, previous: Levels): Levels {
	if (group.length > 0) return {madeFor: '', fields: group.map(field => [field])};
	if (view.group.length === 0) return noLevels;
	const madeFor = `${version}\n${String(view.group)}`;
	return previous.madeFor === madeFor ? previous : {madeFor, fields: fieldsOf(view, all)};
}
