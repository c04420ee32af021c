import type {RunRow} from '../../core/row.ts';
import type {Grid} from '../../draw/grid.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import type {ChartsPlan} from './plan-charts.ts';

/** What a page of charts is drawn from. */
export interface ChartsFrame {
	grid: Grid;
	state: State;
	/** The run that the charts are of. */
	run: RunRow;
	plan: ChartsPlan;
	memory: ChartMemory;
	brush: Brush;
}
