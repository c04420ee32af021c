import type {RunRow} from '../../core/row.ts';
import type {Grid} from '../../draw/grid.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import type {ChartsPlan} from './plan-charts.ts';

/** What curves are drawn from. */
export interface CurvesFrame {
	grid: Grid;
	state: State;
	memory: ChartMemory;
	brush: Brush;
}

/** What a page of charts of a run is drawn from. */
export interface ChartsFrame extends CurvesFrame {
	/** The run that the charts are of, null where they are of several as one. */
	run: RunRow | null;
	plan: ChartsPlan;
}
