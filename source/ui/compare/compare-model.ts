import {bandGroups} from '../../core/rank/band-groups.ts';
import type {RunRow} from '../../core/row.ts';
import type {RunLook} from '../../draw/palette.ts';
import {chosenRun} from '../../store/compare/compared.ts';
import {type ScreenComparison, selectComparison} from '../../store/compare/comparison.ts';
import {showsPairs} from '../../store/shelves/chart-settings.ts';
import type {State} from '../../store/state.ts';
import type {ChartBands} from '../charts/plan-charts.ts';
import type {ScreenMemory} from '../memory.ts';

/** Everything that the panes of the Compare screen are drawn from. */
export interface CompareModel {
	rows: readonly RunRow[];
	comparison: ScreenComparison;
	looks: ReadonlyMap<string, RunLook>;
	/** What is summed up as one curve each; null where each run is drawn by itself. */
	bands: ChartBands | null;
	/** Key of the run that keys are about. */
	chosen: number | null;
	/** Training and validation of several runs lie in one chart. */
	isPaired: boolean;
}

export function modelOf(state: State, runs: readonly number[], memory: ScreenMemory): CompareModel {
	const comparison = selectComparison(state, runs);
	const {hidden, chart} = state.view;
	const drawn = comparison.rows.filter(({key}) => !hidden.has(key));
	const bands: ChartBands | null =
		chart.band === 'none' || drawn.length < 2 ? null : {groups: bandGroups(drawn), style: chart.band};
	return {
		rows: comparison.rows,
		comparison,
		// In the order of choosing, so that another baseline changes no colour.
		looks: memory.charts.looksOf(runs, state),
		bands,
		isPaired: bands === null && showsPairs(chart, drawn.length),
		chosen: chosenRun(state, runs)?.key ?? null,
	};
}
