import assert from 'node:assert/strict';
import {type CompileContext, compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {QueryFault} from '../../../source/core/query/language/syntax.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {nowMs} from './rows.ts';

/** Names of the rows that a query means, in its order. */
export function ask(query: string, rows: RunRow[], context: Partial<CompileContext> = {}): string {
	const compiled = compileQuery(query, {rows, ...context});
	assert.ok(compiled.ok, `${query}: ${compiled.ok ? '' : compiled.error.message}`);
	return runQuery(compiled.query, rows, nowMs)
		.map(row => row.name)
		.join(' ');
}

/** What is wrong with a query that is refused. */
export function fail(query: string, rows: RunRow[] = []): QueryFault {
	const compiled = compileQuery(query, {rows});
	assert.ok(!compiled.ok, `${query} is refused`);
	return compiled.error;
}

/** What is doubtful in a query that works. */
export function warn(query: string, rows: RunRow[]): QueryFault[] {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return compiled.query.warnings;
}
