import type {LineResult, StepAxis} from '../../line-result.ts';

const fewestTotals = 3;

/** Learns whether "Total steps: 10" is no plan but what counts the rows: it comes again before each of them, always with a higher number. */
export class CountedTotals {
	private last: {total: number; row: number} | null = null;
	private count = 0;
	private row = -1;
	private isPlan = false;

	/** Takes what a line says, where steps are what `axis` says; true where it shows that such lines count. */
	take({total, step}: LineResult, axis: StepAxis): boolean {
		if (!Number.isNaN(step)) this.row = step;
		if (total === null || this.isPlan) return false;
		const {last} = this;
		const isNext = last === null || (total.total > last.total && this.row === last.row + 1);
		this.isPlan = axis !== 'row' || !isNext || !/^total steps$/i.test(total.phrase);
		this.last = {total: total.total, row: this.row};
		this.count++;
		return !this.isPlan && this.count === fewestTotals;
	}
}
