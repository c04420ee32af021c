/**
 * Whether steps are whole numbers of one distance, as of most metrics: then where a step stands is reckoned and not looked up, which spares
 * a visit to far memory for each column of a chart.
 */
export class EvenSteps {
	private first = Number.NaN;
	private distance = Number.NaN;
	private isEven = true;

	/** Call for each step that is appended, with its index and the step before. */
	note(step: number, index: number, before: number): void {
		if (index > 1) {
			if (step - before !== this.distance) this.isEven = false;
			return;
		}
		if (index === 0) this.first = step;
		else this.distance = step - before;
		this.isEven = index === 0 ? Number.isSafeInteger(step) : this.isEven && Number.isSafeInteger(step) && step > before;
	}

	/** First index whose step is not below `value`, `length` at the most; -1 where that must be looked up. */
	lowerBound(value: number, length: number): number {
		if (!this.isEven || length < 2) return -1;
		let index = Math.ceil((value - this.first) / this.distance);
		// The quotient is rounded, the steps are not.
		if (this.first + index * this.distance < value) index++;
		else if (this.first + (index - 1) * this.distance >= value) index--;
		return Math.min(length, Math.max(0, index));
	}
}
