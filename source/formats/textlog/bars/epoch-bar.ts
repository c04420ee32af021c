/** Where a bar stands that may count epochs. */
export interface Place {
	step: number;
	/** The same on the run's count. */
	counted: number;
	total: number | null;
	restarts: number;
}

/**
 * Tells whether a bar counts the epochs that rows beside it name: "Epoch 3: val_loss=0.5" between "Training: 20% 2/10 [..., loss=0.5]" and
 * "30% 3/10". tqdm shows fewer steps than are done, as many as there were when it was drawn last, and never more; a bar of batches comes to
 * more than that in its first epoch, or begins anew in the next. One that begins anew where the epochs do is of the next fold or attempt.
 */
export class EpochBar {
	private mayBe = true;
	/** True once it has shown values. */
	hasValues = false;
	/** True once it had begun where a row named an epoch. */
	private hasMoved = false;
	/** The first epoch that a row has named. */
	private first: number | null = null;
	/** The last one, and how often the bar had begun anew there. */
	private last: {epoch: number; restarts: number} | null = null;

	/** Takes the number of an epoch that a row names; gives the step of that where the bar may count epochs, null where it does not. */
	takeRow(epoch: number, {step, counted, total, restarts}: Place): number | null {
		const {last} = this;
		this.first ??= epoch;
		this.last = {epoch, restarts};
		if (last !== null && restarts > last.restarts) this.mayBe &&= epoch < last.epoch;
		// Where the first of a range is not 1 the last ones are beyond what the bar counts.
		const ahead = this.first === 0 ? 1 : 0;
		this.mayBe &&= total !== null && this.first <= total && step <= epoch + ahead;
		if (!this.hasMoved && step > 0) {
			this.hasMoved = true;
			// A training that was resumed may name later epochs than its bar has batches so far.
			this.mayBe &&= 2 * step >= epoch - 1;
		}
		return this.mayBe ? counted - step + epoch : null;
	}
}
