import {readablesOf} from '../../core/query/columns/asked.ts';
import type {Readable} from '../../core/query/columns/table.ts';
import {compileQuery} from '../../core/query/compile/compile.ts';
import {told} from '../../core/query/compile/compile-word.ts';
import {attributeNames} from '../../core/query/fields/attributes.ts';
import {configNames, metricNames} from '../../core/query/fields/catalogue.ts';
import {attributeField, configField, metricField} from '../../core/query/fields/field.ts';
import {metricsInUse, selectConfig, selectListed, selectMetricNames} from '../selectors.ts';
import type {State} from '../state.ts';

/** Filters of the history that are looked at: one of the last is most likely asked for again. */
const filtersBack = 8;

function* askedByFilter(state: State, filter: string): Iterable<Readable> {
	const compiled = compileQuery(filter, {rows: selectListed(state), zone: state.zone});
	if (!compiled.ok) return;
	yield* compiled.query.sort;
	yield* readablesOf(table => compiled.query.select(table, state.nowMs));
}

/**
 * What the filter's next letters may ask of the runs, the likeliest first: names of fields, the texts that words are looked for in, the fields of
 * earlier filters and of the columns, then all others. Each is found only when it is asked for.
 */
export function* likelyAsked(state: State): Iterable<Readable> {
	yield* [metricNames, configNames, told];
	yield* attributeNames.map(name => attributeField(name, name));
	for (const filter of state.view.history.slice(0, filtersBack)) yield* askedByFilter(state, filter);
	yield* metricsInUse(state).map(name => metricField(name, 'last', name));
	const {differing, constant} = selectConfig(state);
	yield* [...differing, ...constant].map(({key}) => configField(key, key));
	yield* selectMetricNames(state).map(name => metricField(name, 'last', name));
}
