import {LateRows, type Pace, type PaceNote, stepAt} from './late-rows.ts';

interface Row {
	/** How many epochs are done, as the row says it. */
	epoch: string;
	step: number;
	/** How often bars had begun anew. */
	falls: number;
}

const end = 'train_runtime';
const epochOf = /['"]epoch['"]\s*:\s*['"]?(\d+(?:\.\d+)?)/;

/**
 * Knows the rows of transformers' Trainer, which say no step but how many epochs are done. An evaluation of as many batches as training has
 * steps has a bar like that of training: the row behind it that says the epoch of the row before belongs to the step of that.
 */
export class TrainerRows {
	private last: Row | null = null;
	private readonly late = new LateRows();

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
		if (!(epoch > 0)) return step;
		const isEnd = text.includes(end);
		const pace = isOfEvaluation ? null : this.late.take(epoch, step, isEnd);
		if (pace !== null && (known === null || stepAt(epoch, pace, isEnd) !== stepAt(epoch, known, isEnd)))
			note(`rows come late: ${pace.steps} steps in ${Number(pace.epochs.toPrecision(6))} epochs`);
		return known === null || isEnd ? step : Math.min(step, stepAt(epoch, known, isOfEvaluation));
	}
}
