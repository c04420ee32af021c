import {type Runs, tableOf} from '../columns/row-table.ts';
import type {Shown} from '../columns/table.ts';
import {type CompileContext, compileQuery} from '../compile/compile.ts';
import {placesOf} from '../compile/predicate.ts';
import {readCatalogue} from '../fields/catalogue.ts';
import type {Field} from '../fields/field.ts';
import {resolveField} from '../fields/resolve.ts';
import {catchFault} from '../language/fault.ts';
import {directiveNames, type Span} from '../language/syntax.ts';
import type {Candidate} from './candidate.ts';
import {type CursorPlace, findPlace} from './cursor.ts';
import {suggestFields} from './suggest-fields.ts';
import {suggestValues} from './suggest-values.ts';

export interface Completion extends Span {
	kind: 'field' | 'value' | 'none';
	/** Best first. The span of the text is what each of them replaces. */
	candidates: Candidate[];
}

const candidateLimit = 50;

/** Rows that the query would list without the part that is being typed; all of them where that is no query. */
function rowsAround(text: string, part: Span, context: CompileContext, nowMs: number): Shown {
	const table = tableOf(context.rows);
	const all = {table, places: table.places};
	const rest = `${text.slice(0, part.from)} ${text.slice(part.to)}`;
	const compiled = compileQuery(rest, context);
	if (!compiled.ok || !compiled.query.syntax.node) return all;
	const places = placesOf(compiled.query.select(table, nowMs), table.places);
	return places.length > 0 ? {table, places} : all;
}

function suggestKeywords(typed: string): Candidate[] {
	if (typed === '') return [];
	const words = [...directiveNames.map(name => `${name}:`), 'has:', 'not ', 'and ', 'or '];
	return words
		.filter(word => word.startsWith(typed.toLowerCase()))
		.map(word => ({
			insert: word,
			label: word.trim(),
			runs: 0,
			detail: word.endsWith(':') ? 'directive' : 'keyword',
		}));
}

function findField(place: CursorPlace & {kind: 'value'}, text: string, runs: Runs): Field | null {
	const found = catchFault(text, () => resolveField(place.field, {catalogue: readCatalogue(tableOf(runs)), warnings: []}));
	return found.ok ? found.value : null;
}

/**
 * What Tab can put at the cursor: fields (those that differ among the runs first) or the real values of a field, with counts over the
 * runs that the rest of the query lists. `context.rows` are all runs that are known. Never throws.
 */
export function completeQuery(text: string, cursor: number, context: CompileContext, nowMs: number): Completion {
	const place = findPlace(text, cursor);
	const {from, to, typed, part} = place;
	if (place.kind === 'none') return {kind: 'none', from, to, candidates: []};
	const shown = rowsAround(text, part, context, nowMs);
	if (place.kind === 'value') {
		const field = findField(place, text, context.rows);
		const candidates = field ? suggestValues(field, typed, shown, nowMs, context.zone ?? 0) : [];
		return {kind: 'value', from, to, candidates: candidates.slice(0, candidateLimit)};
	}
	const fields = suggestFields(typed, shown, nowMs);
	const candidates = place.kind === 'field' ? [...fields.slice(0, candidateLimit - 8), ...suggestKeywords(typed)] : fields;
	return {kind: 'field', from, to, candidates: candidates.slice(0, candidateLimit)};
}

/** The text with a candidate put in, and where the cursor stands then. */
export function applyCompletion(text: string, completion: Span, candidate: Candidate): {text: string; cursor: number} {
	return {
		text: text.slice(0, completion.from) + candidate.insert + text.slice(completion.to),
		cursor: completion.from + candidate.insert.length,
	};
}

/** The letters that all candidates share beyond what is typed: what a first Tab can put in without choosing. */
export function sharedStart(candidates: readonly Candidate[]): string {
	const [first, ...others] = candidates.map(({insert}) => insert);
	let length = first?.length ?? 0;
	for (const other of others) {
		let same = 0;
		while (same < length && other[same] === first![same]) same++;
		length = same;
	}
	return first?.slice(0, length) ?? '';
}
