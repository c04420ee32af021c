import type {RunRow} from '../../core/row.ts';
import type {Pattern, RunLook} from '../../draw/palette.ts';
import {chosenRun} from '../../store/compared.ts';
import {type ScreenComparison, selectComparison} from '../../store/comparison.ts';
import type {State} from '../../store/state.ts';
import type {ScreenMemory} from '../memory.ts';
import {type CompareLine, compareLines} from './table-lines.ts';

/** Everything that the panes of the Compare screen are drawn from. */
export interface CompareModel {
	rows: readonly RunRow[];
	comparison: ScreenComparison;
	lines: readonly CompareLine[];
	looks: ReadonlyMap<string, RunLook>;
	/** Key of the run that keys are about. */
	chosen: number | null;
}

export function modelOf(state: State, runs: readonly number[], memory: ScreenMemory): CompareModel {
	const comparison = selectComparison(state, runs);
	return {
		rows: comparison.rows,
		comparison,
		lines: compareLines(comparison, state.view.compareAll),
		// In the order of choosing, so that another baseline changes no colour.
		looks: comparedLooks(runs.map(String), memory.charts.looksOf(runs.map(String))),
		chosen: chosenRun(state, runs)?.key ?? null,
	};
}

const patterns: readonly Pattern[] = ['solid', 'dashed', 'dotted'];

/** Looks whose lines differ as well as their colours, for eyes and terminals without colour; where runs share a colour, as they are. */
function comparedLooks(ids: readonly string[], looks: ReadonlyMap<string, RunLook>): ReadonlyMap<string, RunLook> {
	const found = ids.flatMap(id => looks.get(id) ?? []);
	if (found.length < ids.length || new Set(found.map(look => look.role)).size < ids.length) return looks;
	return new Map(found.map((look, at) => [ids[at]!, {...look, pattern: patterns[at % patterns.length]!}]));
}
