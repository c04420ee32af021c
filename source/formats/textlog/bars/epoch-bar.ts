/** Where a bar stands that may count epochs. */
export interface Place {
	/** On the run's count. */
	step: number;
	total: number | null;
	restarts: number;
}

/** What a bar showed when it was drawn last. */
interface Shown {
	step: number;
	/** Its values, as they are written. */
	text: string;
	/** The step that they are of, null for one that shows later. */
	place: number | null;
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
	/** True where it showed values before the first step was done: those of a step are set before it is counted. */
	private setsFirst = false;
	/** True once a row has named an epoch that it may count, and once it had begun there. */
	private isBeside = false;
	private hasMoved = false;
	/** The first epoch that a row has named. */
	private first: number | null = null;
	private shown: Shown | null = null;

	/** @param begin where it stood before its first step, NaN where that was not drawn */
	constructor(private readonly begin: number) {}

	/** Takes the number of an epoch that a row names; true where the bar counts epochs and says values of its own. */
	takeRow(epoch: number, {step, total, restarts}: Place): boolean {
		this.first ??= epoch;
		const ahead = this.first === 0 ? 1 : 0;
		this.mayBe &&= restarts === 0 && total !== null && epoch <= total && step <= epoch + ahead;
		if (!this.hasMoved && step > 0) {
			this.hasMoved = true;
			// A training that was resumed may name later epochs than its bar has batches so far.
			this.mayBe &&= 2 * step >= epoch - 1;
		}
		this.isBeside ||= this.mayBe;
		return this.mayBe && this.hasValues;
	}

	/**
	 * Takes the values that it shows where it stands; gives the step that they are of, null for those of a later one that shows then: it comes to
	 * a step with the values of that, and is drawn with others before it comes to the next. Where both are new the next one is under way.
	 *
	 * @param text the values as they are written
	 * @param isOfEpochs true where something else says that it counts epochs, whose values are not many a second
	 */
	takeValues(step: number, text: string, isOfEpochs: boolean): number | null {
		this.hasValues = true;
		if (step === this.begin) this.setsFirst = true;
		const place = this.placeOf(step, text);
		this.shown = {step, text, place};
		return this.setsFirst && (isOfEpochs || (this.mayBe && this.isBeside)) ? place : step;
	}

	private placeOf(step: number, text: string): number | null {
		const {shown} = this;
		if (shown === null) return step === this.begin ? null : step;
		if (shown.step === step) return shown.text === text ? shown.place : null;
		return shown.text === text ? step : step + 1;
	}
}
