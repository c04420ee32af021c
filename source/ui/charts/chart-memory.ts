import {assignRunLooks, type RunLook} from '../../draw/palette.ts';

/** What charts remember from frame to frame, so that axes and colours stay: the room of the y labels, and each run's colour. */
export class ChartMemory {
	private readonly widths = new Map<string, number>();
	private looks = new Map<string, RunLook>();

	labelWidth(chart: string): number | undefined {
		return this.widths.get(chart);
	}

	keepLabelWidth(chart: string, cells: number): void {
		if (this.widths.size > 500) this.widths.clear();
		this.widths.set(chart, cells);
	}

	looksOf(ids: readonly string[]): ReadonlyMap<string, RunLook> {
		this.looks = assignRunLooks(ids, this.looks);
		return this.looks;
	}
}
