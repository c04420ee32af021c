/** Where a bar stands that may count epochs. */
export interface Place {
	/** On the run's count. */
	step: number;
	total: number | null;
	restarts: number;
}

/**
 * Tells whether a bar counts the epochs that rows beside it name: "Epoch 3: val_loss=0.5" between "Training: 20% 2/10 [..., loss=0.5]" and
 * "30% 3/10". tqdm shows fewer steps than are done, as many as there were when it was drawn last, and never more; a bar of batches comes to
 * more than that in its first epoch, or begins anew in the next.
 */
export class EpochBar {
	private mayBe = true;
	/** True once it has shown values. */
	hasValues = false;
	/** True where it showed values before its first step was done: those of a step are set before it is counted. */
	private setsFirst = false;
	/** True once a row has named an epoch that it may count. */
	private isBeside = false;
	/** Where it said values last. */
	private said = Number.NaN;

	/** Takes the number of an epoch that a row names, the first of which is that; true where the bar counts epochs and says values of its own. */
	takeRow(epoch: number, first: number, {step, total, restarts}: Place): boolean {
		const ahead = first === 0 ? 1 : 0;
		this.mayBe &&= restarts === 0 && total !== null && epoch <= total && step <= epoch + ahead;
		this.isBeside ||= this.mayBe;
		return this.mayBe && this.hasValues;
	}

	/**
	 * Takes that it shows values where it stands; false for those that are of a later epoch: it comes to a step with the values of that, and
	 * is drawn with others before it comes to the next.
	 *
	 * @param isOfEpochs true where something else says that it counts epochs, whose values are not many a second
	 */
	takeValues(step: number, isOfEpochs: boolean): boolean {
		this.hasValues = true;
		if (step === 0) this.setsFirst = true;
		const isLater = this.setsFirst && this.said === step && (isOfEpochs || (this.mayBe && this.isBeside));
		this.said = step;
		return !isLater;
	}
}
