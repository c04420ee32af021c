import {StepClock} from './step-clock.ts';

/** Where the rows about one kind of data stand that is not trained on. */
interface Beside {
	/** Their own count, as long as nothing is trained, and where they count their own batches. */
	clock: StepClock;
	epoch: number;
	step: number;
}

const epochsAlone = 'rows of epochs count for themselves';
const ownCount = (data: string) => `rows of ${data} count for themselves`;

/** Places the rows of one file on the count of steps of the run that it is of. */
export class RowSteps {
	/** True when a row showed that rows before it were placed wrongly: what it showed is in the notes, for reading anew. */
	stale = false;
	private readonly clock = new StepClock();
	private readonly besides = new Map<string, Beside>();
	private last = Number.NaN;
	/** Epoch of the last row that had a step too, and of the last that had none. */
	private epochOfStep = Number.NaN;
	private epochAlone = Number.NaN;
	/** First and last step of rows that had no epoch, as long as none has had both. */
	private firstAlone = Number.NaN;
	private stepAlone = Number.NaN;
	/** The epoch that was put at one of them last, and its step; and whether steps went back behind it since. */
	private there = {epoch: Number.NaN, step: Number.NaN};
	private hasFallen = false;
	/** True where the row that was counted last has an epoch alone, and stands at the step that others, which have none, had come to. */
	isBesideSteps = false;

	/** @param epochLength steps of an epoch, where another file tells that; null where it does not yet */
	constructor(
		private readonly notes: Set<string>,
		private readonly epochLength: () => number | null = () => null,
	) {}

	/** True once a row of training was counted. */
	get hasTrained(): boolean {
		return !Number.isNaN(this.clock.reached);
	}

	/** Step of a row with a counter and the epoch beside it, NaN where it has none. `data` is empty for training. */
	count(step: number, epoch: number, data: string): number {
		this.isBesideSteps = false;
		if (!Number.isNaN(epoch)) this.epochOfStep = epoch;
		else if (data === '') {
			if (Number.isNaN(this.firstAlone)) this.firstAlone = step;
			if (step < this.there.step) this.hasFallen = true;
			// Where steps begin anew, an epoch that stands at one of them would be of an attempt before.
			if (this.hasFallen && step <= this.firstAlone) this.leaveEpochsAlone();
			this.stepAlone = step;
		}
		return this.keep(data === '' ? this.countTrained(step, epoch) : this.countBeside(step, epoch, data));
	}

	/** Where the length of an epoch is known, a step within one is no guess from the last that were written. Epochs count from 1. */
	private countTrained(step: number, epoch: number): number {
		const length = Number.isNaN(epoch) ? null : this.epochLength();
		if (length === null || step > length || epoch < 1) return this.clock.count(step, epoch);
		return this.clock.count((epoch - 1) * length + step, Number.NaN);
	}

	/** Step of a row that is counted by its epoch. Where others count steps within epochs, it belongs to the step that was reached. */
	countEpoch(epoch: number): number {
		if (Number.isNaN(this.epochOfStep)) return this.keep(this.isAtStep(epoch) ? this.stepAlone : epoch);
		const isNext = !Number.isNaN(this.epochAlone) && this.epochAlone !== epoch && this.epochAlone === this.epochOfStep;
		this.epochAlone = epoch;
		return this.keep(isNext ? this.last + 1 : this.last);
	}

	/**
	 * True for an epoch of rows that say their steps alone. Where a later one comes without a later step, or epochs came before the steps, they are
	 * counted by themselves; one that goes back looks back, or the run was taken up again.
	 */
	private isAtStep(epoch: number): boolean {
		const {stepAlone, there} = this;
		if (Number.isNaN(stepAlone)) this.notes.add(epochsAlone);
		this.isBesideSteps = epoch <= stepAlone + 1 && !this.notes.has(epochsAlone);
		if (!this.isBesideSteps) return false;
		// What looks back to an epoch tells nothing of where the run is.
		if (stepAlone === there.step && epoch < there.epoch) this.isBesideSteps = false;
		if (epoch > there.epoch && (this.hasFallen || stepAlone <= there.step)) this.leaveEpochsAlone();
		this.there = {epoch: stepAlone === there.step ? Math.max(epoch, there.epoch) : epoch, step: stepAlone};
		this.hasFallen = false;
		return true;
	}

	private leaveEpochsAlone(): void {
		if (this.notes.has(epochsAlone)) return;
		this.notes.add(epochsAlone);
		this.stale = true;
	}

	/** Step of a row that has none: that of the row before; `row` as long as none had one. */
	withoutStep(row: number): number {
		return Number.isNaN(this.last) ? row : this.last;
	}

	private keep(step: number): number {
		this.last = step;
		return step;
	}

	/**
	 * Rows of a validation may have the step of the run, or count the batches of the validation (mmdetection does): then they belong to the step
	 * that training had come to. Where several in a row count up, they are a curve of their own and count for themselves.
	 */
	private countBeside(step: number, epoch: number, data: string): number {
		const {clock} = this;
		if (Number.isNaN(epoch)) return step;
		let beside = this.besides.get(data);
		if (beside === undefined) {
			beside = {clock: new StepClock(), epoch: Number.NaN, step: Number.NaN};
			this.besides.set(data, beside);
		}
		if (!this.hasTrained || this.notes.has(ownCount(data))) return beside.clock.count(step, epoch);
		const length = this.epochLength();
		const counted = clock.placeOf(step, epoch);
		if (length === null && clock.mayFollow(counted)) return counted;
		if (epoch === beside.epoch && step > beside.step) {
			this.notes.add(ownCount(data));
			this.stale = true;
		}
		beside.epoch = epoch;
		beside.step = step;
		const end = length === null ? clock.reached : epoch * length;
		return end >= clock.reached ? end : clock.reached;
	}
}
