import {LateRows, type Pace, type PaceNote} from './late-rows.ts';

interface Row {
	/** How many epochs are done, as the row says it. */
	epoch: string;
	step: number;
	/** How often bars had begun anew. */
	falls: number;
}

const ofEnd = 'train_runtime';
/** Where it counts tokens, each row says how long it has taken so far. */
const ofLoss = /['"]loss['"]\s*:/;
/** How far an epoch may be from what is printed of it. */
const rounding = 0.005;
const epochOf = /['"]epoch['"]\s*:\s*['"]?(\d+(?:\.\d+)?)/;

/**
 * Knows the rows of transformers' Trainer, which say no step but how many epochs are done. An evaluation of as many batches as training has
 * steps has a bar like that of training: the row behind it that says the epoch of the row before belongs to the step of that.
 */
export class TrainerRows {
	private last: Row | null = null;
	private late = new LateRows();
	/** How many epochs the last row of training had done, and which of those rows it was. */
	private lastEpoch = 0;
	private lastRow = 0;

	/**
	 * The step that a row belongs to.
	 *
	 * @param step where the run's own bar stands
	 * @param falls how often bars have begun anew
	 * @param isOfEvaluation true for a row that only an evaluation says
	 * @param isFull true where the bar is
	 */
	stepOf(text: string, step: number, falls: number, isOfEvaluation: boolean, isFull: boolean): number {
		const epoch = epochOf.exec(text)?.[1];
		if (epoch === undefined) return step;
		const {last} = this;
		if (isOfEvaluation && isFull && last?.epoch === epoch && falls > last.falls) return last.step;
		this.last = {epoch, step, falls};
		return step;
	}

	/**
	 * The step of such a row in a log whose rows come late.
	 *
	 * @param step what the bar says it is
	 * @param known how far rows are from each other, null where they are not known to come late
	 * @param note takes what they show of that
	 */
	lateStepOf(text: string, step: number, isOfEvaluation: boolean, known: Pace | null, note: (shown: PaceNote) => void): number {
		const epoch = Number(epochOf.exec(text)?.[1]);
		if (Number.isNaN(epoch)) return step;
		const isEnd = text.includes(ofEnd) && !ofLoss.test(text);
		if (isOfEvaluation) return known === null ? step : Math.min(step, Math.round((epoch / known.epochs) * known.steps));
		if (epoch < this.lastEpoch) {
			this.late = new LateRows();
			this.lastRow = 0;
		}
		this.lastEpoch = epoch;
		const pace = this.late.take(epoch, step, isEnd);
		if (pace !== null && (known === null || differs(pace, known, epoch, isEnd)))
			note(`rows come late: ${pace.steps} steps in ${Number(pace.epochs.toPrecision(6))} epochs`);
		if (known === null || isEnd) return step;
		this.lastRow = rowAt(epoch, known, this.lastRow + 1);
		return Math.min(step, Math.max(1, this.lastRow * known.steps));
	}
}

/** Which row of training one is, of which `next` would come next: epochs are rounded, so that several rows may say the same one; some may be lost. */
function rowAt(epoch: number, {epochs}: Pace, next: number): number {
	const row = epoch / epochs;
	return row - next <= 0.5 + rounding / epochs ? next : Math.round(row);
}

/** True where a row is elsewhere by another pace: by as much as pays for reading all once more, as long as more will be known. */
function differs(pace: Pace, known: Pace, epoch: number, isEnd: boolean): boolean {
	const rows = epoch / pace.epochs;
	return pace.steps !== known.steps || Math.abs(rows - epoch / known.epochs) > (isEnd ? 0.5 : Math.max(1, rows / 50));
}
