import type {SeenProgress} from '../../line-result.ts';

/** What may be left of a run behind its last row, where rows are written now and then. */
const mostLeft = 0.05;

/**
 * Knows the last row that a program writes before its counter has come to the total: one that counts from 0 ends at "[19/20]", one that writes each 100th
 * batch at "[1000/1042]". No row would follow it within the total, by how far the rows before were from each other.
 */
export class LastRows {
	private before: SeenProgress | null = null;
	/** True where that one was a row. */
	private wasRow = false;
	private isFromZero = false;
	/** Least distance of two rows. */
	private stride = Number.POSITIVE_INFINITY;
	/** Rows of the step at hand, and the most that a step before it had: those of a batch each, or of training and of evaluation. */
	private readonly rows = {here: 0, most: 0};

	/**
	 * Takes how far a counter is; gives the same, with what is known of its end.
	 *
	 * @param hasValues true for a row: a line that only counts up to another total counts a part of what a row is of, "3/10..." of an evaluation
	 * @param firstEpoch number of the first epoch: below a head "Epoch 1/20" none is done yet, and yet it comes to its total
	 */
	take(seen: SeenProgress, hasValues: boolean, firstEpoch: number): SeenProgress | null {
		const {before} = this;
		const isSame = before !== null && before.total === seen.total && before.unit === seen.unit;
		if (this.wasRow && !isSame && !hasValues && before?.unit === seen.unit && seen.unit !== 'epoch') return null;
		if (seen.isOfPart) return seen;
		const isZero = hasValues && seen.step === 0 && (seen.unit !== 'epoch' || firstEpoch === 0);
		this.takeDistance(isSame ? seen.step - before.step : Number.NaN, isZero);
		if (hasValues) this.rows.here++;
		this.before = seen;
		this.wasRow = hasValues;
		if (this.rows.here < this.rows.most) return seen.isLast === true ? {...seen, isLast: false, isOfPart: true} : seen;
		// The head of the last epoch has that whole epoch below it.
		return hasValues && this.isLast(seen) ? {...seen, isLast: true} : seen;
	}

	/**
	 * @param distance how much further than the one before it is, NaN where it counts anew
	 * @param isZero true for a row that is counted as 0
	 */
	private takeDistance(distance: number, isZero: boolean): void {
		if (isZero) this.isFromZero = true;
		if (distance === 0) return;
		const {rows} = this;
		if (distance > 0) {
			this.stride = Math.min(this.stride, distance);
			rows.most = Math.max(rows.most, rows.here);
		} else {
			this.isFromZero = isZero;
			this.stride = Number.POSITIVE_INFINITY;
			rows.most = 0;
		}
		rows.here = 0;
	}

	private isLast({step, total}: SeenProgress): boolean {
		if (step >= total || step + this.stride <= (this.isFromZero ? total - 1 : total)) return false;
		return Number.isFinite(this.stride) && (this.stride === 1 || total - step <= total * mostLeft);
	}
}
