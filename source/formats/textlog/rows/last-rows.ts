import type {SeenProgress} from '../line-result.ts';

/** What may be left of a run behind its last row, where rows are written now and then. */
const mostLeft = 0.1;

/**
 * Knows the last row that a program writes before its counter has come to the total: one that counts from 0 ends at "[19/20]", one that writes each 100th
 * batch at "[1000/1042]". No row would follow it within the total, by how far the rows before were from each other.
 */
export class LastRows {
	private before: SeenProgress | null = null;
	private isFromZero = false;
	/** Least distance of two rows. */
	private stride = Number.POSITIVE_INFINITY;

	/**
	 * Takes how far a counter is; gives the same, with what is known of its end.
	 *
	 * @param hasValues true for a row: a line that only counts up to another total counts a part of what a row is of, "3/10..." of an evaluation
	 */
	take(seen: SeenProgress, hasValues: boolean): SeenProgress | null {
		const {before} = this;
		const isSame = before !== null && before.total === seen.total && before.unit === seen.unit;
		if (before !== null && !isSame && !hasValues && before.unit === seen.unit) return null;
		if (seen.isOfPart) return seen;
		const distance = isSame ? seen.step - before.step : Number.NaN;
		if (!(distance >= 0)) {
			this.isFromZero = seen.step === 0;
			this.stride = Number.POSITIVE_INFINITY;
		} else if (distance > 0) this.stride = Math.min(this.stride, distance);
		this.before = seen;
		// The head of the last epoch has that whole epoch below it.
		return hasValues && this.isLast(seen) ? {...seen, isLast: true} : seen;
	}

	private isLast({step, total}: SeenProgress): boolean {
		if (step >= total || step + this.stride <= (this.isFromZero ? total - 1 : total)) return false;
		return Number.isFinite(this.stride) && (this.stride === 1 || total - step <= total * mostLeft);
	}
}
