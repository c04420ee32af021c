import {StepClock} from '../../plain/rows/step-clock.ts';
import {isOfSideUnit} from './bar-labels.ts';
import type {Bar} from './bars.ts';
import {EpochBar} from './epoch-bar.ts';

const ofSteps = /^(?:\w+ )?steps?$/i;

/** A bar as the output has drawn it so far. */
export interface Known {
	kind: Bar['kind'];
	step: number;
	total: number | null;
	label: string;
	postfix: string;
	unit: string;
	side: boolean;
	/** True where its unit says that it is beside the run, as long as it says no metric. */
	isOfSideUnit: boolean;
	epoch: number | null;
	epochs: number | null;
	restarts: number;
	/** Epoch that the output was in when the bar was seen last. */
	inEpoch: number | null;
	/** True for a bar that was under way when an epoch ended, and went on: it counts the run. */
	spansEpochs: boolean;
	clock: StepClock;
	/** Where it stands on the count of the run. */
	counted: number;
	/** How many lines below the first bar it was drawn: tqdm draws bars within others there. */
	depth: number;
	/** The same when it was drawn first. */
	begunDepth: number;
	/** True once it was drawn in the place of the first bar, which it was within. */
	isClosed: boolean;
	/** True for a bar that goes on from one epoch of its label to the next, of as many: its steps are epochs. */
	countsEpochs: boolean;
	/** What rows of epochs beside it say of it. */
	beside: EpochBar;
	/** Values that it still shows in a later epoch of its label, and where it stood then; they are of the one before. */
	old: {postfix: string; step: number} | null;
	/** True once it moved on with no other bar in between: it is not the bar of a loop around others. */
	movesAlone: boolean;
	/** How many bars had been drawn when it was drawn last, when it came to where it stands, and when it began. */
	takenAt: number;
	movedAt: number;
	begunAt: number;
	/** A bar that was under way when this one began, and that went on when this one had been drawn. */
	host: Known | null;
}

/** A bar that is drawn first, as the bar of that number, in that epoch. */
export function beginBar(bar: Bar, {epoch, depth, taken, side, host}: Begun): Known {
	return {
		...bar,
		side,
		isOfSideUnit: side && isOfSideUnit(bar),
		restarts: 0,
		inEpoch: epoch,
		spansEpochs: false,
		clock: new StepClock(),
		counted: 0,
		depth: Number.isNaN(depth) ? 0 : depth,
		begunDepth: Number.isNaN(depth) ? 0 : depth,
		isClosed: false,
		countsEpochs: false,
		beside: new EpochBar(),
		old: null,
		movesAlone: false,
		takenAt: taken,
		movedAt: taken,
		begunAt: taken,
		host,
	};
}

interface Begun {
	epoch: number | null;
	/** NaN where that is not known yet. */
	depth: number;
	taken: number;
	side: boolean;
	host: Known | null;
}

/** Takes that a bar was drawn once more, as the bar of that number, in that epoch: what its new state says of it. */
export function redrawBar(known: Known, bar: Bar, epoch: number | null, taken: number): void {
	if (hasBegunAnew(known, bar)) {
		known.begunAt = taken;
		known.isClosed = false;
	}
	known.countsEpochs ||= goesOnAsEpochs(known, bar);
	if (bar.epoch !== known.epoch) known.old = bar.postfix === known.postfix ? {postfix: bar.postfix, step: bar.step} : null;
	if (bar.step !== known.step) known.movedAt = taken;
	const isLater = epoch !== null && known.inEpoch !== null && epoch > known.inEpoch;
	const stands = bar.step === known.step;
	const isRedrawn = isLater && stands && !isDoneAnew(known, bar);
	const isNext = isLater && stands && !isRedrawn && !known.countsEpochs;
	if (bar.step < known.step || isNext) known.restarts++;
	else if (isLater && !stands && !bar.countsFromZero) known.spansEpochs ||= known.step > 0 && known.step < (known.total ?? 0);
	// A bar of steps that was there before the head of the first epoch, as sd-scripts draws it, is not the bar of that epoch.
	else if (known.inEpoch === null && epoch !== null && bar.epoch === null) known.spansEpochs ||= ofSteps.test(bar.label);
	// Where it came to is of the epoch in which it came there, however often it is drawn again.
	if (!isRedrawn) known.inEpoch = epoch;
}

/** Counts where a bar stands now on the count of the run. */
export function countBar(known: Known, bar: Bar, depth: number, taken: number): void {
	const length = lengthOf(known, bar, taken);
	known.step = bar.step;
	if (!known.isClosed && !Number.isNaN(depth)) known.depth = depth;
	known.takenAt = taken;
	known.label = bar.label;
	known.postfix = bar.postfix;
	known.epoch = bar.epoch;
	known.epochs = bar.epochs ?? known.epochs;
	const counted = known.clock.count(bar.step, bar.epoch ?? known.restarts, length);
	known.counted = known.countsEpochs ? bar.step : (stepOfRun(bar) ?? counted);
}

/**
 * True for a bar that begins anew: also for one that an output shows only when it is done, of a later epoch that came as far. One that counts the
 * run may stand where an epoch begins, but not where it was drawn first.
 */
function hasBegunAnew(known: Known, bar: Bar): boolean {
	if (bar.step < known.step) return true;
	const isLater = bar.epoch !== null && known.epoch !== null && bar.epoch > known.epoch;
	return isLater && bar.total === null && bar.step === known.step && bar.step > 0 && known.takenAt === known.begunAt;
}

/** How many steps a bar has each time: those that it came to, where it knows no total or has passed it; NaN where nothing says it. */
function lengthOf(known: Known, bar: Bar, taken: number): number {
	if (bar.total !== null) return Math.max(bar.total, known.step);
	return known.begunAt === taken && known.takenAt < taken ? known.step : Number.NaN;
}

/**
 * The step of the run of a bar whose label says how many epochs came before: not all of them have been drawn, as in a file, where rich draws a
 * bar only when it is done. Null for every other bar.
 */
const stepOfRun = ({countsFromZero, epoch, total, step}: Bar): number | null =>
	countsFromZero && epoch !== null && total !== null ? epoch * total + step : null;

/**
 * True for a bar whose label comes to the next epoch, and that goes on with it: "Epoch 2/10: 10% 1/10", "Epoch 2: 10% 1/10". One of an epoch
 * begins anew there.
 */
const goesOnAsEpochs = (known: Known, bar: Bar): boolean =>
	bar.epoch !== null &&
	known.epoch !== null &&
	bar.epoch > known.epoch &&
	(bar.epochs === null ? mayGoOn(known, bar) : bar.epochs === bar.total) &&
	bar.step > 0 &&
	bar.step >= known.step &&
	Math.abs(bar.step - bar.epoch) <= 1;

const mayGoOn = ({kind, restarts, step, total}: Known, bar: Bar): boolean =>
	kind === 'tqdm' && restarts === 0 && total !== null && step < total && bar.epoch! <= total;

/** True for values behind a bar of epochs that are of the epoch before: nothing has replaced them since its label came to the next. */
export const areOld = ({countsEpochs, old}: Known, {step, postfix}: Bar): boolean =>
	countsEpochs && old !== null && old.step === step && old.postfix === postfix;

/**
 * True for a bar that stands in a later epoch where it stood and is at the same place of that one: its label says so, or it is full again.
 * One that is under way is only drawn once more, below what was written above it: it counts the run.
 */
const isDoneAnew = (known: Known, bar: Bar): boolean =>
	(bar.epoch !== null && bar.epoch !== known.epoch) || (bar.step === bar.total && !known.spansEpochs);

/** How many times a bar has begun on the count of the run where it begins in an epoch; negative where no epoch says it, or an earlier one. */
const begunIn = ({restarts, inEpoch}: Known, epoch: number | null): number =>
	epoch === null || inEpoch === null ? -1 : restarts + epoch - inEpoch;

/**
 * True for a bar that begins anew behind a failure and whose epoch says where that is on the run's count: in a later one the failure was but
 * logged, and another attempt may resume in the same one or do earlier ones once more.
 */
export function resume(known: Known, bar: Bar, epoch: number | null): boolean {
	// The clock knows the place of a label's epoch.
	if (bar.epoch !== null) return true;
	const begun = begunIn(known, epoch);
	if (begun < 0) return false;
	known.restarts = begun - 1;
	return true;
}

/**
 * True for a bar that was full before a failure, where nothing says which epoch it is: what a thread or a logger told between two epochs of a run
 * that went on is more common than an attempt that fails right there.
 */
export const isOfNextEpoch = (known: Known, epoch: number | null): boolean =>
	known.step === known.total && (epoch === null || known.inEpoch === null);
