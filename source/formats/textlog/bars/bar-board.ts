import {StepClock} from '../../plain/step-clock.ts';
import type {SeenProgress} from '../line-result.ts';
import type {EpochCount} from '../rows/epoch-count.ts';
import {isSideBar} from './bar-labels.ts';
import type {Bar} from './bars.ts';

const mostBars = 64;
const ofSteps = /^(?:\w+ )?steps?$/i;
/** "steps" ends like it. */
const namesEpochs = /(?<![a-z])ep(?:och|isode)?s?(?![a-z])/i;

interface Known {
	kind: Bar['kind'];
	step: number;
	total: number | null;
	label: string;
	unit: string;
	side: boolean;
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
	/** True once it moved on with no other bar in between: it is not the bar of a loop around others. */
	movesAlone: boolean;
	/** How many bars had been drawn when it was drawn last, when it came to where it stands, and when it began. */
	takenAt: number;
	movedAt: number;
	begunAt: number;
	/** A bar that was under way when this one began, and that went on when this one had been drawn. */
	host: Known | null;
}

/** Keeps the bars of an output apart and tells the run's own from those of an epoch, of an evaluation, of the preparations. */
export class BarBoard {
	private readonly bars = new Map<string, Known>();
	private taken = 0;
	private hasFailed = false;
	/** The bar of a training that was said to be over, null where none was or another one goes on. */
	private finished: Known | null = null;

	/** Takes that the run's own bar counts the whole run: where it began anew, so did the run. */
	takeOfRun(): void {
		const main = this.mainBar();
		if (main === undefined || main.restarts === 0) return;
		main.restarts = 0;
		main.clock = new StepClock();
		main.counted = main.step;
	}

	/** Takes that training is over: bars that begin behind that are of an evaluation, as long as no values of a training come. */
	takeFinish(): void {
		this.finished = this.mainBar() ?? null;
	}

	/** Takes that there are values of a training where the output is now. */
	takeTraining(): void {
		if (this.finished === null) return;
		for (const bar of this.bars.values()) if (bar.host === this.finished) bar.host = null;
		this.finished = null;
	}

	/** Takes that the run failed or was stopped: what begins anew behind that is another attempt. */
	takeFailure(): void {
		this.hasFailed = true;
	}

	/**
	 * Takes a bar's new state in an epoch, null for none; gives the step of the run that it stands for, and whether its steps are epochs.
	 *
	 * @param depth how many lines below the first bar it is drawn, NaN where that is not known yet
	 */
	take(bar: Bar, epoch: number | null, depth = 0): {step: number; countsEpochs: boolean} {
		const key = this.keyOf(bar, depth);
		let known = this.bars.get(key);
		if (known !== undefined && this.hasFailed && !known.side) {
			this.hasFailed = bar.step === known.step;
			if (bar.step < known.step && !resume(known, bar, epoch) && !isOfNextEpoch(known, epoch)) {
				this.bars.clear();
				known = undefined;
			}
		}
		this.taken++;
		if (known === undefined) {
			if (this.bars.size >= mostBars) this.bars.clear();
			// A label that names no evaluation: "Finetuning" behind "Pretraining" goes on with the run.
			if (bar.label !== '' && !isSideBar(bar)) this.takeTraining();
			known = this.begin(bar, epoch, depth);
			this.bars.set(key, known);
		} else {
			if (bar.step > known.step) this.moveOn(known);
			else if (bar.step < known.step) {
				known.begunAt = this.taken;
				known.isClosed = false;
			}
			known.countsEpochs ||= goesOnAsEpochs(known, bar);
			if (bar.step !== known.step) known.movedAt = this.taken;
			const isLater = epoch !== null && known.inEpoch !== null && epoch > known.inEpoch;
			const stands = bar.step === known.step;
			const isRedrawn = isLater && stands && !isDoneAnew(known, bar);
			if (bar.step < known.step || (isLater && stands && !isRedrawn)) known.restarts++;
			else if (isLater && !stands) known.spansEpochs ||= known.step > 0 && known.step < (known.total ?? 0);
			// A bar of steps that was there before the head of the first epoch, as sd-scripts draws it, is not the bar of that epoch.
			else if (known.inEpoch === null && epoch !== null && bar.epoch === null) known.spansEpochs ||= ofSteps.test(bar.label);
			// Where it came to is of the epoch in which it came there, however often it is drawn again.
			if (!isRedrawn) known.inEpoch = epoch;
		}
		known.step = bar.step;
		if (!known.isClosed && !Number.isNaN(depth)) known.depth = depth;
		known.takenAt = this.taken;
		known.label = bar.label;
		known.epoch = bar.epoch;
		known.epochs = bar.epochs ?? known.epochs;
		// What was used last stands last.
		this.bars.delete(key);
		this.bars.set(key, known);
		known.counted = known.countsEpochs
			? bar.step
			: known.clock.count(bar.step, bar.epoch ?? known.restarts, bar.total ?? Number.NaN);
		return {step: known.counted, countsEpochs: known.countsEpochs};
	}

	/**
	 * What a bar is known by. One that is drawn below its like is within it; when it is done tqdm draws it once more, in the place of the first.
	 */
	private keyOf(bar: Bar, depth: number): string {
		const key = `${bar.label.replaceAll(/\d+/g, '#')}\n${bar.total}`;
		const outer = this.bars.get(key);
		if (outer === undefined) return key;
		const within = `${key}\nwithin`;
		const inner = this.bars.get(within);
		const isWithin = Number.isNaN(depth) ? inner !== undefined && inner.takenAt > outer.takenAt : depth > outer.begunDepth;
		// What goes on from where the first one stands is that.
		if (isWithin) return inner === undefined && bar.step > 0 && bar.step >= outer.step ? key : within;
		if (inner === undefined || inner.isClosed || inner.takenAt < this.taken || bar.step !== bar.total) return key;
		inner.isClosed = true;
		return within;
	}

	private begin(bar: Bar, epoch: number | null, depth: number): Known {
		return {
			...bar,
			side: isSideBar(bar) || (bar.kind === 'fastprogress' && this.isValidation(bar)),
			restarts: 0,
			inEpoch: epoch,
			spansEpochs: false,
			clock: new StepClock(),
			counted: 0,
			depth: Number.isNaN(depth) ? 0 : depth,
			begunDepth: Number.isNaN(depth) ? 0 : depth,
			isClosed: false,
			countsEpochs: false,
			movesAlone: false,
			takenAt: this.taken,
			movedAt: this.taken,
			begunAt: this.taken,
			host: this.finished,
		};
	}

	/** fastai draws the bar of a validation with the label of the training that it follows. */
	private isValidation({label, total}: Bar): boolean {
		const isTraining = (bar: Known) => bar.kind === 'fastprogress' && !bar.side && bar.label === label;
		return [...this.bars.values()].some(bar => isTraining(bar) && bar.step === bar.total && bar.total !== total);
	}

	/** What began while this bar stood still and before it goes on now is within it. */
	private moveOn(known: Known): void {
		const between = [...this.bars.values()].filter(bar => bar !== known && bar.takenAt > known.movedAt);
		if (between.length === 0) known.movesAlone = true;
		else if (known.step > 0) for (const bar of between) if (bar.begunAt > known.movedAt) bar.host = known;
	}

	/** Progress of the run, or of an epoch of who knows how many, given the epochs that other lines named; null while no bar knows its end. */
	progress({current: epoch, total: epochs, first: firstEpoch, isTotalSure}: EpochCount): Omit<SeenProgress, 'from'> | null {
		const own = this.ownBars();
		const last = lastOf(own);
		if (last === undefined) return null;
		const outer = own.find(bar => isOuter(bar, last) && (last.restarts > 0 || bar.depth < last.depth));
		if (outer !== undefined) {
			if (!namesEpochs.test(`${outer.label} ${outer.unit}`)) return markOf(outer.step, outer.total!, outer.unit);
			return markOf(outer.step * last.total! + last.step, outer.total! * last.total!, last.unit);
		}
		const main = mainOf(own, last);
		const ofEpochs = epochs ?? main.epochs;
		const inEpoch = main.epoch ?? epoch;
		if (main.countsEpochs) return markOf(main.step, main.total!, main.unit);
		if (main.unit === '%') return markOf(main.step, 100, '%');
		const countsEpochs = main.epoch === null && /\bepochs?\b/i.test(`${main.label} ${main.unit}`);
		const isOfRun = main.restarts === 0 && (main.spansEpochs || countsEpochs);
		if (isOfRun || ofEpochs === null || inEpoch === null) {
			const isOfPart = !isOfRun && (inEpoch !== null || main.restarts > 0);
			return markOf(main.step, main.total!, main.unit, isOfPart);
		}
		const done = Math.max(0, inEpoch - firstEpoch);
		const step = Math.min(done, ofEpochs - 1) * main.total! + main.step;
		return markOf(step, ofEpochs * main.total!, main.unit, !isTotalSure && step >= ofEpochs * main.total!);
	}

	/** Where the run's own bar stands on the run's count, null where there is none or it has not begun: rows without a step belong there. */
	mainStep(): number | null {
		const main = this.mainBar();
		return main === undefined || main.unit === '%' || main.counted === 0 ? null : main.counted;
	}

	/** True where the run's own bar has come to its end, the first time that it did. */
	isMainFull(): boolean {
		const main = this.mainBar();
		return main !== undefined && main.step === main.total && main.restarts === 0;
	}

	private mainBar(): Known | undefined {
		const own = this.ownBars();
		const last = lastOf(own);
		return last === undefined ? undefined : mainOf(own, last);
	}

	private ownBars(): Known[] {
		return [...this.bars.values()].filter(bar => !bar.side && bar.total !== null && bar.total > 0);
	}
}

/** True for a bar whose label comes to the next epoch of as many as it has steps, and that goes on with it: "Epoch 2/10: 10% 1/10". */
const goesOnAsEpochs = (known: Known, bar: Bar): boolean =>
	bar.epoch !== null &&
	known.epoch !== null &&
	bar.epoch > known.epoch &&
	bar.epochs === bar.total &&
	bar.step > 0 &&
	bar.step >= known.step &&
	Math.abs(bar.step - bar.epoch) <= 1;

const markOf = (step: number, total: number, unit: string, isOfPart = false) => ({step, total, unit, isOfPart});

/**
 * True for a bar that stands in a later epoch where it stood and is at the same place of that one: its label says so, or it is full again.
 * One that is under way is only drawn once more, below what was written above it: it counts the run.
 */
const isDoneAnew = (known: Known, bar: Bar): boolean =>
	(bar.epoch !== null && bar.epoch !== known.epoch) || (bar.step === bar.total && !known.spansEpochs);

/**
 * True for a bar that begins anew behind a failure and whose epoch says where that is on the run's count: in a later one the failure was but
 * logged, and another attempt may resume in the same one or do earlier ones once more.
 */
function resume(known: Known, bar: Bar, epoch: number | null): boolean {
	// The clock knows the place of a label's epoch.
	if (bar.epoch !== null) return true;
	if (epoch === null || known.inEpoch === null) return false;
	const begun = known.restarts + epoch - known.inEpoch;
	if (begun < 0) return false;
	known.restarts = begun - 1;
	return true;
}

/**
 * True for a bar that was full before a failure, where nothing says which epoch it is: what a thread or a logger told between two epochs of a run
 * that went on is more common than an attempt that fails right there.
 */
const isOfNextEpoch = (known: Known, epoch: number | null): boolean =>
	known.step === known.total && (epoch === null || known.inEpoch === null);

/** A bar that is under way and not begun anew, around one that is. One that stayed at 0 of as many is its first name: "Training", then "Epoch 0". */
const isOuter = (bar: Known, last: Known): boolean =>
	bar !== last && bar.step < bar.total! && bar.restarts === 0 && (bar.step > 0 || bar.total !== last.total);

/** The bar that was drawn last, or the one that it is within: an evaluation that has no label, and maybe more batches than training has steps. */
function lastOf(own: readonly Known[]): Known | undefined {
	const last = own.at(-1);
	return last === undefined ? undefined : (hostOf(own, last) ?? last);
}

function hostOf(own: readonly Known[], last: Known): Known | undefined {
	const isHost = (bar: Known) => bar.movesAlone && bar.step > 0 && !namesEpochs.test(`${bar.label} ${bar.unit}`);
	if (last.host !== null && own.includes(last.host) && isHost(last.host)) return last.host;
	return own.findLast(bar => bar.depth < last.depth && isHost(bar));
}

/** The bar of the run among others: one that another one interrupted (an evaluation without a label) goes on later. */
function mainOf(own: readonly Known[], last: Known): Known {
	const isInterrupted = (bar: Known) => bar.step > 0 && bar.step < bar.total! && bar.restarts === 0 && bar.total! > last.total!;
	return own.find(bar => isInterrupted(bar) && bar.host !== last && bar.depth <= last.depth) ?? last;
}
