import {type CompiledQuery, compileQuery, runQuery} from '../../core/query/compile/compile.ts';
import {isInScope, scopeOf} from '../../core/query/compile/scope.ts';
import {standingOf} from '../../core/query/fields/standing.ts';
import type {QueryFault} from '../../core/query/language/syntax.ts';
import type {RunRow} from '../../core/row.ts';
import {valueAtStep} from '../../core/series/value-at-step.ts';
import {localZone} from '../../io/local-zone.ts';
import type {CommandInput} from '../command.ts';
import type {Scanned} from './scan.ts';

/** A fault in two lines: the message, and the text with the place underlined. */
export function describeFault(text: string, {from, to, message, hint}: QueryFault): string {
	const mark = `${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`;
	return `xtui: ${message} at column ${from + 1}${hint === null ? '' : `; ${hint}`}\n  ${text}\n  ${mark}`;
}

/** Said where a limit of none was asked for, of so many runs. */
export const limitOfNone = (runs: number): string =>
	`xtui: a limit of 0 lists no run, of ${runs}; give a number above 0, or leave it out`;

export interface Selection {
	query: CompiledQuery;
	rows: RunRow[];
	/** Those that it would mean too if they were not put away. */
	leftOut: RunRow[];
}

function readSort(input: CommandInput): string {
	const {sort} = input.flags;
	const keys = Array.isArray(sort) ? sort : typeof sort === 'string' ? [sort] : [];
	return keys.map(key => ` sort:${key}`).join('');
}

/** `--by` as a part of the query. */
const readBy = ({flags: {by}}: CommandInput): string => (typeof by === 'string' ? ` group:${by}` : '');

/** `--columns` as a part of the query; `all` is no field. */
function readColumns({flags: {columns}}: CommandInput): string {
	return typeof columns === 'string' && columns !== 'all' ? ` show:${columns}` : '';
}

/** Which runs a command is about: `active` are all but those put away, unless the query speaks of these. */
export type Reach = 'active' | 'put away' | 'deleted' | 'all';

function isReached(row: RunRow, reach: Reach, {syntax}: CompiledQuery): boolean {
	if (reach === 'active') return isInScope(row, scopeOf(syntax));
	const standing = standingOf(row);
	return reach === 'all' || (reach === 'deleted' ? standing === 'deleted' : standing !== 'active');
}

/** The rows that the query of a command means, in its order; null where the query is wrong, which has been said then. */
export function selectRows(
	input: CommandInput,
	words: string,
	scanned: Scanned,
	nowMs: number,
	reach: Reach = 'active',
): Selection | null {
	const {where, limit} = input.flags;
	const text =
		`${[words, where].filter(Boolean).join(' ')}${readSort(input)}${readBy(input)}${readColumns(input)}${typeof limit === 'number' ? ` limit:${limit}` : ''}`.trim();
	const valueAt = (row: RunRow, metric: string, step: number) =>
		valueAtStep(scanned.runs.get(row.key)?.metrics.get(metric), step);
	const problemsOf = (row: RunRow) => (scanned.runs.get(row.key)?.problems ?? []).map(({message}) => message);
	const compiled = compileQuery(text, {rows: scanned.rows, zone: localZone, valueAt, problemsOf});
	if (!compiled.ok) {
		input.warn(describeFault(text, compiled.error));
		return null;
	}
	for (const warning of compiled.query.warnings) input.warn(describeFault(text, warning));
	const {query} = compiled;
	const reached = scanned.rows.filter(row => isReached(row, reach, query));
	const leftOut = scanned.rows.filter(row => !isReached(row, reach, query) && query.matches(row, nowMs));
	return {query, rows: runQuery(query, reached, nowMs), leftOut};
}
