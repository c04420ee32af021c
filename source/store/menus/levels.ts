import {compileQuery} from '../../core/query/compile/compile.ts';
import {butSeed} from '../../core/query/compile/group-by.ts';
import type {Field} from '../../core/query/fields/field.ts';
import type {RunRow} from '../../core/row.ts';
import {fieldsOfLevels} from '../../core/table/groups/levels.ts';
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
	const compiled = compileQuery(`group:${String(group)}`, {rows});
	return compiled.ok ? fieldsOfLevels(compiled.query.group, rows) : [];
}

/** The levels of the filter's `group:`, else of the view's choice; the same ones for as long as neither choice nor fields change. */
export function findLevels({group}: Matcher, {all, version, view}: LevelSource, previous: Levels): Levels {
	if (group.length > 0) {
		const madeFor = `${version}\nfilter ${group.map(by => (by === butSeed ? by : by.label)).join()}`;
		return group.includes(butSeed) && previous.madeFor === madeFor ? previous : {madeFor, fields: fieldsOfLevels(group, all)};
	}
	if (view.group.length === 0) return noLevels;
	const madeFor = `${version}\n${String(view.group)}`;
	return previous.madeFor === madeFor ? previous : {madeFor, fields: fieldsOf(view, all)};
}
