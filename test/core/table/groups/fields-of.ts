import assert from 'node:assert/strict';
import {compileQuery, runQuery} from '../../../../source/core/query/compile/compile.ts';
import type {Field} from '../../../../source/core/query/fields/field.ts';
import type {RunRow} from '../../../../source/core/row.ts';
import {fieldsOfLevels} from '../../../../source/core/table/groups/levels.ts';
import {nowMs} from '../../query/rows.ts';

/** What a query finds, and the fields that it groups by. */
export function fieldsOf(query: string, rows: RunRow[]): {rows: RunRow[]; group: readonly Field[]} {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return {rows: runQuery(compiled.query, rows, nowMs), group: fieldsOfLevels(compiled.query.group, rows).flat()};
}
