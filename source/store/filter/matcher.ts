import {type CompiledKey, compileQuery} from '../../core/query/compile/compile.ts';
import type {GroupBy} from '../../core/query/compile/group-by.ts';
import {everyRow, type Predicate} from '../../core/query/compile/predicate.ts';
import type {Field} from '../../core/query/fields/field.ts';
import {listChips} from '../../core/query/language/edit.ts';
import type {QueryFault} from '../../core/query/language/syntax.ts';
import type {RunRow} from '../../core/row.ts';
import type {ZoneOffset} from '../../core/text/units.ts';

/** One condition of a filter, which can be dropped by itself. */
export interface Chip {
	text: string;
	/** Which runs it lets through by itself; null for what is no condition but a directive. */
	select: Predicate['select'] | null;
	/** The field that it asks about. */
	asks?: Field;
}

/** A filter that is in force: the text's, or while that cannot be understood the last one that could. */
export interface Matcher extends Predicate {
	/** Text and state of the data that it was made from. */
	madeFor: string;
	chips: readonly Chip[];
	/** Order that the filter asks for; empty for none. */
	sort: readonly CompiledKey[];
	/** Fields that the filter groups by; empty for none. */
	group: readonly GroupBy[];
	/** Columns that the filter names or hides; empty for none. */
	show: readonly Field[];
	hide: readonly Field[];
	limit: number | null;
	error: QueryFault | null;
	/** What works but may not be meant: a field that no run has. */
	warnings: readonly QueryFault[];
}

export const everything: Matcher = {
	madeFor: '',
	chips: [],
	...everyRow,
	sort: [],
	group: [],
	show: [],
	hide: [],
	limit: null,
	error: null,
	warnings: [],
};

/** Compiles a filter over the runs that are known; `version` changes whenever these may have other fields. */
export function makeMatcher(
	text: string,
	rows: readonly RunRow[],
	version: string,
	zone: ZoneOffset,
	previous: Matcher,
): Matcher {
	if (text.trim() === '') return everything;
	const madeFor = `${version}\n${text}`;
	if (previous.madeFor === madeFor) return previous;
	const compiled = compileQuery(text, {rows, zone});
	if (!compiled.ok) return {...previous, madeFor, error: compiled.error, warnings: []};
	const {parts, matches, select, sort, group, show, hide, limit, warnings} = compiled.query;
	const chips = listChips(text).map((chip, at) => ({
		text: chip.text,
		select: chip.kind === 'condition' ? (parts[at]?.select ?? null) : null,
		asks: parts[at]?.asks,
	}));
	// By what no run has nothing is put in order, as long as that is so; it is warned of.
	const known = sort.filter(({field}) => field.source.from !== 'nowhere');
	return {madeFor, chips, matches, select, sort: known, group, show, hide, limit, error: null, warnings};
}
