import type {RunRow} from '../../row.ts';
import type {ZoneOffset} from '../../text/clock.ts';
import {type Runs, rowsAt, tableOf} from '../columns/row-table.ts';
import {readableOf} from '../columns/table.ts';
import type {ResolveContext} from '../fields/candidates.ts';
import {readCatalogue} from '../fields/catalogue.ts';
import type {Field, ProblemsOf, ValueAt} from '../fields/field.ts';
import {resolveField} from '../fields/resolve.ts';
import {statusOrder} from '../fields/status-order.ts';
import {catchFault} from '../language/fault.ts';
import {parseQuery} from '../language/parse.ts';
import type {FieldName, QueryFault, QueryNode, QuerySyntax, SortName, Span} from '../language/syntax.ts';
import {type ConditionContext, compileCondition} from './compile-condition.ts';
import {compileWord} from './compile-word.ts';
import {findDoubts} from './doubts.ts';
import {type GroupBy, resolveGroup} from './group-by.ts';
import {allOf, anyOf, askField, not, type Predicate, placesOf} from './predicate.ts';
import {type RowKey, sortTable} from './sort.ts';

export interface CompileContext {
	/** All runs that are known: they say which fields there are. Not changed in place. */
	rows: Runs;
	/** Minutes east of UTC, or how many at a moment; UTC without it. */
	zone?: ZoneOffset;
	/** For `loss@500`. */
	valueAt?: ValueAt;
	/** For `problem`; without it only the first of each run is looked at. */
	problemsOf?: ProblemsOf;
}

export interface CompiledKey extends RowKey {
	field: Field;
}

export interface CompiledQuery extends Predicate {
	text: string;
	syntax: QuerySyntax;
	/** The parts that must all hold, each with its place in the text. */
	parts: (Span & Predicate)[];
	sort: CompiledKey[];
	group: GroupBy[];
	show: Field[];
	hide: Field[];
	limit: number | null;
	/** Fields that no run has, and other doubts; the query works all the same. */
	warnings: QueryFault[];
}
export type Compiled = {ok: true; query: CompiledQuery} | {ok: false; error: QueryFault};

type Environment = ResolveContext & ConditionContext;

function compileNode(node: QueryNode, context: Environment): Predicate {
	switch (node.kind) {
		case 'word':
			return compileWord(node);
		case 'condition': {
			const asks = resolveField(node.field, context);
			return {...compileCondition(asks, node.op, node.items, context), asks};
		}
		case 'range': {
			const asks = resolveField(node.field, context);
			const above = compileCondition(asks, node.lowOp === '<' ? '>' : '>=', [node.low], context);
			const below = compileCondition(asks, node.highOp, [node.high], context);
			return {...allOf([above, below]), asks};
		}
		case 'has': {
			return anyOf(node.fields.map(field => askField(resolveField(field, context), value => value !== null)));
		}
		case 'not':
			return not(compileNode(node.part, context));
		case 'and':
			return allOf(node.parts.map(part => compileNode(part, context)));
		case 'or':
			return anyOf(node.parts.map(part => compileNode(part, context)));
	}
}

function makeKey(field: Field, descending: boolean): CompiledKey {
	const textual = field.kind === 'text' || field.kind === 'list';
	if (field.source.from !== 'attribute' || field.source.name !== 'status')
		return {...readableOf(field), field, descending, textual};
	// Statuses have an order of their own.
	return {field, descending, id: 'status order', read: row => statusOrder.indexOf(row.status)};
}

function makeEnvironment({rows, zone, valueAt, problemsOf}: CompileContext): Environment {
	return {catalogue: readCatalogue(tableOf(rows)), valueAt, problemsOf, zone: zone ?? 0, warnings: []};
}

function compileSyntax(text: string, syntax: QuerySyntax, context: Environment): CompiledQuery {
	const nodes = syntax.node?.kind === 'and' ? syntax.node.parts : syntax.node ? [syntax.node] : [];
	const asked = {...context, takesEchoes: true};
	const parts = nodes.map(node => ({from: node.from, to: node.to, ...compileNode(node, asked)}));
	if (syntax.node) findDoubts(syntax.node, context);
	const query: CompiledQuery = {
		text,
		syntax,
		...allOf(parts),
		parts,
		sort: [],
		group: [],
		show: [],
		hide: [],
		limit: null,
		warnings: context.warnings,
	};
	const resolve = (name: FieldName): Field => resolveField(name, context);
	const key = ({field, descending}: SortName): CompiledKey => makeKey(resolve(field), descending);
	for (const directive of syntax.directives) {
		if (directive.name === 'limit') query.limit = directive.count;
		else if (directive.name === 'sort') query.sort.push(...directive.keys.map(key));
		else if (directive.name === 'group') query.group.push(...directive.fields.map(name => resolveGroup(name, context)));
		else query[directive.name].push(...directive.fields.map(resolve));
	}
	return query;
}

/** Text to closures over rows. Never throws; an error or a warning says where in the text it is. */
export function compileQuery(text: string, context: CompileContext): Compiled {
	const parsed = parseQuery(text);
	if (!parsed.ok) return parsed;
	const result = catchFault(text, () => compileSyntax(text, parsed.syntax, makeEnvironment(context)));
	return result.ok ? {ok: true, query: result.value} : result;
}

/** The rows that a query means, in its order and up to its limit; `now` in milliseconds since the epoch. Never changes `rows`. */
export function runQuery(query: CompiledQuery, rows: readonly RunRow[], nowMs: number): RunRow[] {
	const table = tableOf(rows);
	const found = placesOf(query.select(table, nowMs), table.places);
	const sorted = sortTable(table, query.sort, nowMs, found).subarray(0, query.limit ?? found.length);
	return rowsAt(rows, sorted);
}
