import {assignRunLooks, type RunLook} from '../../draw/palette.ts';
import type {State} from '../../store/state.ts';
import type {PlannedChart} from './plan-charts.ts';

const keyOf = ({requests, metric, rect}: PlannedChart) => `${requests[0]?.run} ${metric} ${rect.cols}`;

/** What charts remember from frame to frame, so that axes and colours stay: the room of the y labels, and each run's colour. */
export class ChartMemory {
	private readonly widths = new Map<string, number>();
	private looks = new Map<string, RunLook>();

	labelWidth(chart: PlannedChart): number | undefined {
		return this.widths.get(keyOf(chart));
	}

	keepLabelWidth(chart: PlannedChart, cells: number): void {
		if (this.widths.size > 500) this.widths.clear();
		this.widths.set(keyOf(chart), cells);
	}

	/** By key, as text. A run's own id decides, so that it has the same colour at the next start. */
	looksOf(keys: readonly number[], {rows}: Pick<State, 'rows'>): ReadonlyMap<string, RunLook> {
		this.looks = assignRunLooks(keys.map(String), this.looks, key => rows.get(Number(key))?.id || key);
		return this.looks;
	}
}
