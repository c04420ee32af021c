interface Row {
	/** How many epochs are done, as the row says it. */
	epoch: string;
	step: number;
	/** How often bars had begun anew. */
	falls: number;
}

const epochOf = /['"]epoch['"]\s*:\s*['"]?(\d+(?:\.\d+)?)/;

/**
 * Knows the rows of transformers' Trainer, which say no step but how many epochs are done. An evaluation of as many batches as training has
 * steps has a bar like that of training: the row behind it that says the epoch of the row before belongs to the step of that.
 */
export class TrainerRows {
	private last: Row | null = null;

	/**
	 * The step that a row belongs to.
	 *
	 * @param step where the run's own bar stands
	 * @param falls how often bars have begun anew
	 * @param isOfEvaluation true for a row that only an evaluation says, below a bar that is full
	 */
	stepOf(text: string, step: number, falls: number, isOfEvaluation: boolean): number {
		const epoch = epochOf.exec(text)?.[1];
		if (epoch === undefined) return step;
		const {last} = this;
		if (isOfEvaluation && last?.epoch === epoch && falls > last.falls) return last.step;
		this.last = {epoch, step, falls};
		return step;
	}
}
