/** What is known of a counter that stands still while the epoch rises: it counts within the epoch, or it says a value once more. */
export type Stands = 'anew' | 'repeats' | 'unknown';

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
	private gapBefore = 1;
	private stills = 0;
	/** True once a line alone has named an epoch behind steps that named none. */
	private mayEndFirst = false;
	/** True once the counter was seen to rise, and to rise since the epoch began. */
	private hasRisen = false;
	private hasRisenInEpoch = false;
	/** True once the counter fell where the epoch rose. */
	private hasFallen = false;

	/** True once the counter began anew in a later epoch. */
	get hasRestarted(): boolean {
		return this.base > 0;
	}

	/** Step that was counted last, NaN before the first. */
	get reached(): number {
		return this.last;
	}

	/** Where a step of that epoch stands on the whole run's count as far as it is known, without being counted. */
	placeOf(step: number, epoch: number): number {
		return step + (this.bases.get(epoch) ?? this.base);
	}

	/** True for a step that may come next: not before the last one, and no further on than those are apart. */
	mayFollow(counted: number): boolean {
		return counted >= this.last && counted <= this.last + this.gap;
	}

	/**
	 * Step on the whole run's count, from the step and epoch of a row; epoch NaN where it has none. `perEpoch` is the number of steps of an
	 * epoch, NaN where that is not known. `stands` is about a counter that stands still while the epoch rises.
	 */
	count(step: number, epoch: number, perEpoch = Number.NaN, stands: Stands = 'unknown'): number {
		const enters = !Number.isNaN(epoch) && epoch !== this.epoch;
		if (enters) this.enter(epoch, step, perEpoch, stands);
		const counted = step + this.base;
		if (counted > this.last) {
			this.gapBefore = this.gap;
			this.gap = counted - this.last;
			this.hasRisen = true;
			if (!enters) this.hasRisenInEpoch = true;
		}
		this.last = counted;
		return counted;
	}

	/**
	 * A counter that stands still while the epoch rises may only be said twice; where that happens again, it began anew. One that has risen
	 * within the epoch would begin anew below: it is the whole run's, said at the end of one epoch and at the start of the next.
	 */
	private beganAnew(counted: number, perEpoch: number, stands: Stands): boolean {
		if (counted !== this.last) {
			this.stills = 0;
			this.hasFallen ||= counted < this.last;
			return counted < this.last;
		}
		const isOfRun = stands !== 'anew' && this.hasRisenInEpoch && !this.hasFallen && Number.isNaN(perEpoch);
		if (isOfRun) {
			this.base = 0;
			this.bases.clear();
			return false;
		}
		this.stills++;
		return stands !== 'unknown' || this.stills > 1 || this.base > 0 || !Number.isNaN(perEpoch);
	}

	/** True where no epoch before that was seen. */
	private isFirst(epoch: number): boolean {
		for (const seen of this.bases.keys()) if (seen < epoch) return false;
		return true;
	}

	/** Takes that a line without a step tells of an epoch, and is no mere head: behind steps that named none it may be their end, "Epoch 1 avg-loss 0.5". */
	takeEpochLine(): void {
		this.mayEndFirst ||= Number.isNaN(this.epoch) && this.hasRisen;
	}

	/** True for a counter that has fallen behind the line that ends the first epoch. */
	private endsFirst(step: number): boolean {
		return this.mayEndFirst && Number.isNaN(this.epoch) && step + this.base < this.last;
	}

	private enter(epoch: number, step: number, perEpoch: number, stands: Stands): void {
		// Another training that begins may have longer or shorter epochs.
		if (epoch < this.epoch - 1 && this.isFirst(epoch)) this.bases.clear();
		const known = this.bases.get(epoch);
		const next = this.base + perEpoch * (epoch - this.epoch);
		// An attempt before this one may have had other epochs.
		if (known !== undefined && !(epoch > this.epoch && known !== next && !Number.isNaN(next))) this.base = known;
		else if (!(epoch > this.epoch || this.endsFirst(step))) this.base = 0;
		else if (this.beganAnew(step + this.base, perEpoch, stands)) {
			// An epoch has as many steps as were counted in it, and maybe more: its last row may tell where it ended, nearer to the one before than others.
			const gap = Math.max(this.gap, this.hasRisen ? Math.min(this.gapBefore, step) : step);
			this.base = next + step >= this.last ? next : this.last + gap - step;
		}
		this.epoch = epoch;
		this.hasRisenInEpoch = false;
		this.bases.set(epoch, this.base);
	}
}
