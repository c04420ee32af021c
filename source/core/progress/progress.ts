import type {Progress} from '../row.ts';
import type {Json, ProgressMark, RunFacts, StepTotal} from '../run.ts';
import {findEpochTotal, findStepTotal, overshoot} from './total.ts';

/** Where a run's counters stand. */
export interface Counters {
	/** Highest last step over its series, null where there is none. */
	lastStep: number | null;
	/** First step of that series. */
	firstStep: number | null;
	/** Last value of a metric that counts epochs; null where there is none. */
	epoch: number | null;
	/** Its first value. */
	firstEpoch: number | null;
	/** What one step of that series is, where its format says so. */
	unit: string | null;
	/** Whether that epoch has only begun: it is counted from 1, in rows of its steps. Absent where it is over, or counted otherwise. */
	begun?: 'begun' | 'unsure';
	/** Epochs that are over, by what is logged at the end of each. */
	epochsOver?: number;
	/** True where each step is an epoch: both are counted side by side. */
	isByEpoch?: boolean;
	/** First and last value of a metric that the run counts its steps by, where its tracker counts something else. */
	logged?: {first: number; last: number};
	/** True where the steps are none of the total's: another tracker counts them. */
	isOther?: boolean;
}

function measure(
	step: number | null,
	total: number | null,
	unit: string,
	totalFrom: string | null,
	done: number | null,
): Progress {
	const fraction = total === null || done === null ? null : Math.min(1, Math.max(0, done / total));
	return {step, total, fraction, unit, totalFrom};
}

/** True for a counter of what a total is of: one of the batches of an epoch may come to the same number by chance. */
export function countsTheSame(counter: ProgressMark, {total, unit}: Pick<ProgressMark, 'total' | 'unit'>): boolean {
	return counter.total === total && counter.unit !== 'batch' && (counter.unit === 'epoch') === (unit === 'epoch');
}

/** The planned number of steps; none where a step is an epoch and fewer epochs are planned: the steps of the plan are others then. */
function findPlannedSteps(flatConfig: Record<string, Json>, isByEpoch: boolean): StepTotal | null {
	const steps = findStepTotal(flatConfig);
	const epochs = steps !== null && isByEpoch ? findEpochTotal(flatConfig) : null;
	return epochs !== null && steps !== null && epochs.total < steps.total ? null : steps;
}

/** How far a run is whose status is known: of one that did not finish, an epoch that may be over is not. */
export function settleProgress(progress: Progress, isFinished: boolean): Progress {
	const {openFraction, ...settled} = progress;
	return openFraction === undefined ? progress : isFinished ? settled : {...settled, fraction: openFraction};
}

/**
 * How far a run is. The tracker's own total comes first, then a progress bar, then a planned number of steps, then epochs, where something
 * counts epochs. Steps that count from 0 have done one more than the last step says once the end is reached (0..99 of 100). A total that they
 * have passed is none.
 */
export function findProgress(facts: RunFacts, flatConfig: Record<string, Json>, counters: Counters): Progress | null {
	const {lastStep, firstStep, epoch, firstEpoch} = counters;
	const unit = counters.unit ?? 'step';
	const {progress, reached} = facts;
	const total = counters.isOther ? null : facts.total;
	const epochsOver = Math.max(counters.epochsOver ?? 0, reached?.epochs ?? 0);
	const proven = unit === 'epoch' ? epochsOver : (reached?.steps ?? 0);
	const counted = lastStep === null ? null : firstStep === 0 ? lastStep + 1 : lastStep;
	const stepsDone = proven > (counted ?? 0) ? proven : counted;
	const isPassed = (number: number): boolean => stepsDone !== null && stepsDone > overshoot(number);
	const isOfSteps = total !== null && (total.unit !== 'epoch' || unit === 'epoch');
	if (isOfSteps && !isPassed(total.total)) return fromSteps(total.total, total.unit, total.from);
	// A bar that is not full when the run is well over counted a part of it only: an epoch, a validation.
	const isOfPart = progress !== null && facts.outcome?.status === 'finished' && progress.step < progress.total;
	if (progress !== null && !isOfPart) return measure(progress.step, progress.total, progress.unit, progress.from, progress.step);
	const planned = facts.isOpenEnded ? null : findPlannedSteps(flatConfig, counters.isByEpoch === true);
	const logged = counters.logged ?? null;
	if (planned !== null && logged !== null && unit !== 'epoch' && logged.last <= overshoot(planned.total)) {
		const {first, last} = logged;
		const done = last + (first === 0 ? 1 : 0) >= planned.total ? planned.total : last;
		return {...measure(last, planned.total, unit, planned.from, done), isByMetric: true};
	}
	if (planned !== null && unit !== 'epoch' && !isPassed(planned.total) && (planned.total <= 1 || isCounted())) {
		return fromSteps(planned.total, unit, planned.from);
	}
	const epochs = isOfSteps || facts.isOpenEnded ? null : (total ?? findEpochTotal(flatConfig));
	if (epochs !== null && unit === 'epoch') {
		if (!isPassed(epochs.total)) return fromSteps(epochs.total, 'epoch', epochs.from);
	} else if (epochs !== null) {
		// The last of epochs that count from 0 is done where the run is over.
		const isLast = firstEpoch === 0 && epoch === epochs.total - 1 && facts.outcome?.status === 'finished';
		if (epoch !== null && epoch <= overshoot(epochs.total)) {
			const begun = facts.outcome?.status === 'finished' ? undefined : counters.begun;
			const over = Math.min(epochs.total, Math.max(begun === 'begun' ? epoch - 1 : epoch, epochsOver));
			const isEnded = epochsOver > epoch;
			const found = measure(isEnded ? over : epoch, epochs.total, 'epoch', epochs.from, isLast ? epochs.total : over);
			if (begun !== 'unsure' || isEnded) return found;
			// Of a single epoch there is no telling how much of it is done.
			return {...found, openFraction: epochs.total === 1 ? null : Math.max(epoch - 1, epochsOver) / epochs.total};
		}
	}
	const step = lastStep ?? (proven > 0 ? proven : null);
	return step === null ? null : measure(step, null, unit, null, null);

	/**
	 * False where no series counts the steps that a config plans: an upper bound (scikit-learn's max_iter) says nothing of a result that is logged
	 * once. Before the run has ended well, a step 0 may still be the first of them, unless it stands for none.
	 */
	function isCounted(): boolean {
		if ((lastStep ?? 0) !== 0 || proven > 0) return true;
		return facts.isZeroUncounted !== true && facts.outcome?.status !== 'finished';
	}

	function fromSteps(number: number, ofUnit: string, from: string): Progress {
		// What counts every step is ahead of the last one that was logged.
		if (progress !== null && countsTheSame(progress, {total: number, unit: ofUnit}) && progress.step > (stepsDone ?? 0))
			return measure(progress.step, number, ofUnit, from, progress.step);
		const step = proven > (counted ?? 0) ? proven : lastStep;
		const done = stepsDone === null ? 0 : stepsDone >= number ? number : step;
		return measure(step, number, ofUnit, from, done);
	}
}
