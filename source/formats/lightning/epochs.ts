/** Where an epoch's rows ended: the highest step in it, and how many rows stand there. */
interface EpochEnd {
	step: number;
	rows: number;
}

/** Learns from the rows how many steps an epoch has. Steps and epochs count from 0. */
export class EpochCounter {
	private readonly ends = new Map<number, EpochEnd>();
	/** Highest step seen, -1 before the first. */
	lastStep = -1;

	/** Takes the step and epoch of one row. */
	add(step: number, epoch: number): void {
		if (!Number.isInteger(epoch) || epoch < 0 || !Number.isInteger(step)) return;
		const end = this.ends.get(epoch);
		if (end === undefined || step > end.step) this.ends.set(epoch, {step, rows: 1});
		else if (step === end.step) end.rows++;
		this.lastStep = Math.max(this.lastStep, step);
	}

	/**
	 * Steps of one epoch, null where the rows do not show it. An epoch that is over ends at a step with several rows: those of training,
	 * epoch and validation are apart. All that are over have to say the same.
	 */
	stepsPerEpoch(): number | null {
		const last = Math.max(...this.ends.keys());
		let found: number | null = null;
		for (const [epoch, {step, rows}] of this.ends) {
			if (rows < 2 || (epoch === last && rows < 3)) continue;
			const steps = (step + 1) / (epoch + 1);
			if (!Number.isInteger(steps) || (found !== null && found !== steps)) return null;
			found = steps;
		}
		return found;
	}
}
