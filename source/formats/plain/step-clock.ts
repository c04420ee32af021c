/**
 * Makes one rising count of a counter that begins anew in every epoch. A counter that falls while the epoch rises did not go back: it
 * counts on from where it was. Without an epoch, or where the epoch does not rise, a step stays as it was written.
 */
export class StepClock {
	/** What is added in each epoch that was seen. */
	private readonly bases = new Map<number, number>();
	private epoch = Number.NaN;
	private base = 0;
	private last = Number.NaN;
	private gap = 1;

	/** Step on the whole run's count, from the step and epoch of a row; epoch NaN where it has none. */
	count(step: number, epoch: number): number {
		if (Number.isNaN(epoch) || epoch === this.epoch) return this.advance(step);
		const known = this.bases.get(epoch);
		if (known !== undefined) this.base = known;
		else if (epoch > this.epoch && step + this.base <= this.last && step <= this.last - this.base)
			this.base = this.last + this.gap - step;
		else if (!(epoch > this.epoch)) this.base = 0;
		this.epoch = epoch;
		this.bases.set(epoch, this.base);
		return this.advance(step);
	}

	private advance(step: number): number {
		const counted = step + this.base;
		if (counted > this.last) this.gap = counted - this.last;
		this.last = counted;
		return counted;
	}
}
