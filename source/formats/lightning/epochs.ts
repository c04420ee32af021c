import type {Trained} from './trained.ts';

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
	/** What an epoch's length lies between by the rows: none ends before its last row, and none begins after its first one. */
	private least = 1;
	private most = Number.POSITIVE_INFINITY;

	/** Highest epoch seen, counted from 0; -1 before the first. */
	get lastEpoch(): number {
		return Math.max(-1, ...this.ends.keys());
	}

	/** Takes the step and epoch of one row. */
	add(step: number, epoch: number): void {
		if (!Number.isInteger(epoch) || epoch < 0 || !Number.isInteger(step)) return;
		this.least = Math.max(this.least, Math.ceil((step + 1) / (epoch + 1)));
		// Rows of a test are said to be of the epoch behind the last, at the step that was done.
		if (epoch > 0 && step > this.lastStep) this.most = Math.min(this.most, Math.floor(step / epoch));
		const end = this.ends.get(epoch);
		if (end === undefined || step > end.step) this.ends.set(epoch, {step, rows: 1});
		else if (step === end.step) end.rows++;
		this.lastStep = Math.max(this.lastStep, step);
	}

	/**
	 * Steps of one epoch, null where nothing shows them: neither rows that end an epoch, nor where its rows begin and end, nor a checkpoint.
	 * All of them have to agree.
	 */
	stepsPerEpoch(trained: Trained | null): number | null {
		if (this.least > this.most) return null;
		const found = this.fromEnds() ?? (this.least === this.most ? this.least : fromCheckpoint(trained));
		return found !== null && found >= this.least && found <= this.most ? found : null;
	}

	/**
	 * An epoch that is over ends at a step with several rows: those of training, epoch and validation are apart. All that are over have to say the
	 * same.
	 */
	private fromEnds(): number | null {
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

function fromCheckpoint(trained: Trained | null): number | null {
	if (trained === null || trained.steps === null || trained.epochs === 0) return null;
	const steps = trained.steps / trained.epochs;
	return Number.isInteger(steps) && steps > 0 ? steps : null;
}
