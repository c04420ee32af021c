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
	/** True where each epoch has a row of its own, which is written when that is over. */
	haveRows?: boolean;
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

/** How far a counter is in the output; while the run goes on, behind what may be its last row there may be one more. */
function fromMark({step, total, unit, from, isLast}: ProgressMark): Progress {
	if (isLast !== true) return measure(step, total, unit, from, step);
	return {...measure(step, total, unit, from, total), openFraction: step < total ? step / total : step / (step + 1)};
}

/** True for a counter of what a total is of: one of the batches of an epoch may come to the same number by chance. */
export function countsTheSame(counter: ProgressMark, {total, unit}: Pick<ProgressMark, 'total' | 'unit'>): boolean {
	return counter.total === total && counter.unit !== 'batch' && (counter.unit === 'epoch') === (unit === 'epoch');
}

/** The planned number of steps; none where a step is an epoch and fewer epochs are planned: the steps of the plan are others then. */
function findPlannedSteps(flatConfig: Record<string, Json>, done: Done): StepTotal | null {
	const {isByEpoch, logged} = done.counters;
	const isOver = (total: number) => isPassed(done, total) || (logged !== undefined && logged.last > overshoot(total));
	const steps = findStepTotal(flatConfig, isOver) ?? findStepTotal(flatConfig);
	const epochs = steps !== null && isByEpoch === true ? findEpochTotal(flatConfig) : null;
	return epochs !== null && steps !== null && epochs.total < steps.total ? null : steps;
}

/** What a finished run has done of its plan at least, where its config plans what its steps count: below it stands 0 %. Epochs are what they say. */
const leastOfPlan = 0.01;

/**
 * How far a run is whose status is known: of one that did not finish, an epoch that may be over is not. One that finished before a hundredth of the
 * steps that its config plans counts something else: rows of many iterations, say.
 */
export function settleProgress(progress: Progress, isFinished: boolean): Progress {
	const {openFraction, ...settled} = progress;
	const isPlanned = progress.totalFrom?.startsWith('config ') === true && progress.unit !== 'epoch';
	if (isFinished && isPlanned && progress.fraction !== null && progress.fraction < leastOfPlan)
		return {...settled, total: null, totalFrom: null, fraction: null};
	return openFraction === undefined ? progress : isFinished ? settled : {...settled, fraction: openFraction};
}

/** Counters of a run beside what its format proves of them. */
interface Done {
	facts: RunFacts;
	counters: Counters;
	/** What one step of its series is. */
	unit: string;
	/** Steps that are over, by the series or by proof; null where nothing counts them. */
	stepsDone: number | null;
	/** Steps that are over by proof alone. */
	proven: number;
	/** The step that is shown. */
	step: number | null;
	epochsOver: number;
}

function countDone(facts: RunFacts, counters: Counters): Done {
	const {lastStep, firstStep} = counters;
	const unit = counters.unit ?? 'step';
	const epochsOver = Math.max(counters.epochsOver ?? 0, facts.reached?.epochs ?? 0);
	const proven = unit === 'epoch' ? epochsOver : (facts.reached?.steps ?? 0);
	const counted = lastStep === null ? null : firstStep === 0 ? lastStep + 1 : lastStep;
	const isAhead = proven > (counted ?? 0);
	return {facts, counters, unit, stepsDone: isAhead ? proven : counted, proven, step: isAhead ? proven : lastStep, epochsOver};
}

/**
 * How far a run is. The tracker's own total comes first, then a progress bar, then a planned number of steps, then epochs, where something
 * counts epochs. Steps that count from 0 have done one more than the last step says once the end is reached (0..99 of 100). A total that they
 * have passed is none.
 */
export function findProgress(facts: RunFacts, flatConfig: Record<string, Json>, counters: Counters): Progress | null {
	const done = countDone(facts, counters);
	const {unit, proven} = done;
	const total = counters.isOther ? null : facts.total;
	const isOfSteps = total !== null && (total.unit !== 'epoch' || unit === 'epoch');
	const epochs = () => (isOfSteps || facts.isOpenEnded ? null : (total ?? findEpochTotal(flatConfig)));
	const step = counters.lastStep ?? (proven > 0 ? proven : null);
	return (
		(isOfSteps && !isPassed(done, total.total) ? ofSteps(done, total) : null) ??
		ofBar(facts) ??
		(facts.isOpenEnded ? null : ofPlan(done, findPlannedSteps(flatConfig, done))) ??
		ofEpochs(done, epochs()) ??
		(step === null ? null : measure(step, null, unit, null, null))
	);
}

const isPassed = ({stepsDone}: Done, total: number): boolean => stepsDone !== null && stepsDone > overshoot(total);

function ofSteps({facts: {progress}, stepsDone, step}: Done, {total, unit, from}: StepTotal): Progress {
	// What counts every step is ahead of the last one that was logged.
	if (progress !== null && countsTheSame(progress, {total, unit}) && progress.step > (stepsDone ?? 0))
		return measure(progress.step, total, unit, from, progress.step);
	return measure(step, total, unit, from, stepsDone === null ? 0 : stepsDone >= total ? total : step);
}

function ofBar({progress, outcome}: RunFacts): Progress | null {
	// A bar that is not full when the run is well over counted a part of it only: an epoch, a validation.
	const isShort = progress !== null && progress.step < progress.total && progress.isLast !== true;
	return progress === null || (isShort && outcome?.status === 'finished') ? null : fromMark(progress);
}

function ofPlan(done: Done, planned: StepTotal | null): Progress | null {
	const {counters, unit} = done;
	if (planned === null || unit === 'epoch') return null;
	const {total, from} = planned;
	const logged = counters.logged ?? null;
	if (logged !== null && logged.last <= overshoot(total)) {
		const {first, last} = logged;
		const over = last + (first === 0 ? 1 : 0) >= total ? total : last;
		return {...measure(last, total, unit, from, over), isByMetric: true};
	}
	return !isPassed(done, total) && (total <= 1 || isCounted(done)) ? ofSteps(done, {total, unit, from}) : null;
}

/**
 * False where no series counts the steps that a config plans: an upper bound (scikit-learn's max_iter) says nothing of a result that is logged
 * once. Before the run has ended well, a step 0 may still be the first of them, unless it stands for none.
 */
function isCounted({facts, counters, proven}: Done): boolean {
	if ((counters.lastStep ?? 0) !== 0 || proven > 0) return true;
	return facts.isZeroUncounted !== true && facts.outcome?.status !== 'finished';
}

function ofEpochs(done: Done, epochs: StepTotal | null): Progress | null {
	if (epochs === null) return null;
	const {facts, counters, unit, epochsOver} = done;
	const {total, from} = epochs;
	if (unit === 'epoch') return isPassed(done, total) ? null : ofSteps(done, {total, unit, from});
	const {epoch, firstEpoch} = counters;
	if (epoch === null || epoch > overshoot(total)) return null;
	const isFinished = facts.outcome?.status === 'finished';
	// The last of epochs that count from 0 is done where the run is over, or that epoch.
	const isLast = firstEpoch === 0 && epoch === total - 1 && (isFinished || counters.haveRows === true);
	const begun = isFinished ? undefined : counters.begun;
	const over = Math.min(total, Math.max(begun === 'begun' ? epoch - 1 : epoch, epochsOver));
	const isEnded = epochsOver > epoch;
	const found = measure(isEnded ? over : epoch, total, 'epoch', from, isLast ? total : over);
	if (begun !== 'unsure' || isEnded) return found;
	// Of a single epoch there is no telling how much of it is done.
	return {...found, openFraction: total === 1 ? null : Math.max(epoch - 1, epochsOver) / total};
}
