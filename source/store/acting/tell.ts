import type {ActPlan, RunPlan} from '../../core/acting/act.ts';
import {holds, type Telling, type TellOn} from '../../core/acting/telling.ts';
import {compileQuery} from '../../core/query/compile/compile.ts';
import type {RunRow} from '../../core/row.ts';
import {isLive} from '../order/sort-values.ts';
import {selectRows} from '../selectors.ts';
import type {State} from '../state.ts';
import type {Dialog, Field} from './dialog.ts';

/** What can be waited for; the last one waits for nothing any more. */
export const tellChoices = ['it ends', 'it fails or diverges', 'it stalls', 'a condition', 'nothing'] as const;
const kinds: readonly (TellOn | null)[] = ['end', 'failure', 'stall', 'condition', null];

/** What a dialog asks to be told of, null for nothing; the fault in words where its condition cannot be understood. */
function tellingOf({fields, runs}: Pick<Dialog, 'fields' | 'runs'>, state: State): Telling | null | {fault: string} {
	const choice = fields.find((field): field is Extract<Field, {kind: 'choice'}> => field.id === 'when');
	const text = fields.find((field): field is Extract<Field, {kind: 'text'}> => field.id === 'condition')?.text.trim() ?? '';
	const on = kinds[choice?.at ?? 0] ?? null;
	if (on === null) return null;
	const keys = new Set(runs);
	if (on !== 'condition') return {keys, on, condition: '', matches: null};
	if (text === '') return {fault: 'there is no condition yet'};
	const compiled = compileQuery(text, {rows: selectRows(state), zone: state.zone});
	return compiled.ok ? {keys, on, condition: text, matches: compiled.query.matches} : {fault: compiled.error.message};
}

/** Why nothing is waited for of a run; null where it is. */
function whyNot(telling: Telling, row: RunRow, nowMs: number): string | null {
	if (holds(telling, row, nowMs)) return `that holds already: ${row.status}, ${row.statusWhy}`;
	return isLive(row) || telling.on === 'condition' ? null : `it does not run: ${row.status}`;
}

/** What would be waited for, run by run. */
export function planTelling(dialog: Dialog, state: State): ActPlan {
	const telling = tellingOf(dialog, state);
	const runs = dialog.runs.flatMap((key): RunPlan[] => {
		const row = state.rows.get(key);
		if (row === undefined) return [];
		const {id, name, path} = row;
		const run = {id, name, path};
		if (telling === null) return [{run, lines: [{label: 'waits', text: 'for nothing any more'}], refusal: null}];
		if ('fault' in telling) return [{run, lines: [], refusal: telling.fault}];
		const refusal = whyNot(telling, row, state.nowMs);
		if (refusal !== null) return [{run, lines: [], refusal}];
		const what = telling.on === 'condition' ? telling.condition : tellChoices[kinds.indexOf(telling.on)]!;
		return [{run, lines: [{label: 'waits', text: `until ${what}, then rings and tells`}], refusal: null}];
	});
	return {runs, flags: [], total: null, offers: []};
}

/** The wishes with those of a dialog in place of what was wished of its runs before. */
export function withTelling(dialog: Dialog, state: State): readonly Telling[] {
	const telling = tellingOf(dialog, state);
	const others = state.tellings.flatMap(other => {
		const keys = new Set([...other.keys].filter(key => !dialog.runs.includes(key)));
		return keys.size === 0 ? [] : [{...other, keys}];
	});
	if (telling === null || 'fault' in telling) return others;
	const keys = [...telling.keys].filter(key => {
		const row = state.rows.get(key);
		return row !== undefined && whyNot(telling, row, state.nowMs) === null;
	});
	return keys.length === 0 ? others : [...others, {...telling, keys: new Set(keys)}];
}
