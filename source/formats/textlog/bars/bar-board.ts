import {StepClock} from '../../plain/rows/step-clock.ts';
import type {SeenProgress} from '../line-result.ts';
import type {EpochCount} from '../rows/counts/epoch-count.ts';
import {isOfSideUnit, isSideBar, nameOfBar} from './bar-labels.ts';
import {progressOfBars} from './bar-progress.ts';
import type {Bar} from './bars.ts';
import {areOld, beginBar, countBar, isOfNextEpoch, type Known, redrawBar, resume} from './known-bar.ts';
import {withPassedTotal} from './passed-total.ts';
import {lastOf, mainOf} from './run-bar.ts';

const mostBars = 64;
/** Behind the name of a bar: the one that is within its like. */
const within = '\nwithin';

/** What a bar's new state stands for. */
interface Drawn {
	countsEpochs: boolean;
	isSide: boolean;
	/** The step that the values behind it are of, null where they are of an earlier one. */
	valuesAt: number | null;
	/** True where bars with values are drawn within it, which say where the output is. */
	isAround: boolean;
}

interface EpochRow {
	step: number;
	hasValues: boolean;
}

/** Keeps the bars of an output apart and tells the run's own from those of an epoch, of an evaluation, of the preparations. */
export class BarBoard {
	private readonly bars = new Map<string, Known>();
	/** How often own bars have begun anew. */
	falls = 0;
	private taken = 0;
	private hasFailed = false;
	/** Bars that moved once since: tqdm shows the steps that it had held back when it takes a bar away. */
	private readonly movedSince = new Set<string>();
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

	/** Takes that no bar so far counts the run. */
	leave(): void {
		this.bars.clear();
	}

	/** Takes that the run failed or was stopped: what begins anew behind that is another attempt. */
	takeFailure(): void {
		this.hasFailed = true;
		this.movedSince.clear();
	}

	/** Takes that the run goes on with what comes next, also where what came before failed. */
	takeNext(): void {
		this.hasFailed = false;
	}

	/**
	 * Takes a bar's new state in an epoch, null for none; gives the step of the run that its values are of, whether its steps are epochs, and whether
	 * it is of work beside training.
	 *
	 * @param hasValues true where values stand behind it
	 *
	 * @param depth how many lines below the first bar it is drawn, NaN where that is not known yet
	 */
	take(drawn: Bar, epoch: number | null, depth: number, hasValues: boolean): Drawn {
		const bar = withPassedTotal(drawn, this.bars.values(), this.taken);
		const key = this.keyOf(nameOfBar(bar), bar, depth);
		let known = this.bars.get(key);
		if (known !== undefined && this.hasFailed && !known.side) {
			if (bar.step > known.step) {
				this.hasFailed = !this.movedSince.has(key);
				this.movedSince.add(key);
			}
			if (bar.step < known.step) {
				this.hasFailed = false;
				if (!resume(known, bar, epoch) && !isOfNextEpoch(known, epoch)) {
					this.bars.clear();
					known = undefined;
				}
			}
		}
		this.taken++;
		if (known === undefined) {
			if (this.bars.size >= mostBars) this.bars.clear();
			const isSide = isSideBar(bar);
			// A label that names no evaluation: "Finetuning" behind "Pretraining" goes on with the run.
			if (bar.label !== '' && !isSide) this.takeTraining();
			const side = isSide || (bar.kind === 'fastprogress' && this.isValidation(bar));
			known = beginBar(bar, {epoch, depth, taken: this.taken, side, host: this.finished});
			this.bars.set(key, known);
		} else {
			if (bar.step > known.step) this.moveOn(known);
			else if (bar.step < known.step && !known.side) this.falls++;
			redrawBar(known, bar, epoch, this.taken);
			// Its first values come behind its first step.
			if (known.isOfSideUnit && !isOfSideUnit(bar)) {
				known.isOfSideUnit = false;
				known.side = isSideBar(bar);
			}
		}
		countBar(known, bar, depth, this.taken);
		// What was used last stands last.
		this.bars.delete(key);
		this.bars.set(key, known);
		const isAround = this.isAround(known);
		known.beside.hasValues ||= hasValues;
		const valuesAt = areOld(known, bar) ? null : known.counted;
		return {valuesAt, countsEpochs: known.countsEpochs, isSide: known.side, isAround};
	}

	/**
	 * What a bar is known by. One that is drawn below its like is within it; when it is done tqdm draws it once more, in the place of the first.
	 */
	private keyOf(key: string, bar: Bar, depth: number): string {
		const outer = this.bars.get(key);
		if (outer === undefined) return key;
		const inside = key + within;
		const inner = this.bars.get(inside);
		const isWithin = Number.isNaN(depth) ? inner !== undefined && inner.takenAt > outer.takenAt : depth > outer.begunDepth;
		// What goes on from where the first one stands is that.
		if (isWithin) return inner === undefined && bar.step > 0 && bar.step >= outer.step ? key : inside;
		if (inner === undefined || inner.isClosed || inner.takenAt < this.taken || bar.step !== bar.total) return key;
		inner.isClosed = true;
		return inside;
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
	progress(epochs: EpochCount): Omit<SeenProgress, 'from'> | null {
		return progressOfBars(this.ownBars(), epochs);
	}

	/** Where the run's own bar stands on the run's count, null where there is none or it has not begun: rows without a step belong there. */
	mainStep(): number | null {
		const main = this.mainBar();
		return main === undefined || main.unit === '%' || main.counted === 0 ? null : main.counted;
	}

	/** Where a bar stands that the last one is within, of as many steps as that has; null where it is within none. */
	outerStep(): number | null {
		const name = [...this.bars.keys()].at(-1);
		if (name === undefined || !name.endsWith(within)) return null;
		const outer = this.bars.get(name.slice(0, -within.length));
		return outer === undefined || outer.restarts > 0 || outer.counted === 0 ? null : outer.counted;
	}

	private isAround(outer: Known): boolean {
		return this.ownBars().some(bar => bar.begunDepth > outer.begunDepth && bar.beside.hasValues);
	}

	/** Takes the number of an epoch that a row names; gives its step where a bar may count epochs, and whether that has shown values; null where none may. */
	takeEpochRow(epoch: number): EpochRow | null {
		const mayBe = (bar: Known) => bar.unit !== '%' && bar.kind !== 'keras' && (bar.epoch === null || bar.countsEpochs);
		const beside = this.ownBars().filter(bar => mayBe(bar) && !this.isAround(bar));
		let found: EpochRow | null = null;
		for (const bar of beside) {
			const step = bar.beside.takeRow(epoch, bar);
			const {hasValues} = bar.beside;
			if (step !== null && (hasValues || found?.hasValues !== true)) found = {step, hasValues};
		}
		return found;
	}

	/** Takes that the run's own bar has come to its end, though it was not drawn there. */
	fill(): void {
		const main = this.mainBar();
		if (main !== undefined) main.step = main.total!;
	}

	/** True where the run's own bar has come to its end, the first time that it did. */
	isMainFull(): boolean {
		return this.isFull && this.mainBar()?.restarts === 0;
	}

	/** True where the run's own bar has come to its end, or beyond. */
	get isFull(): boolean {
		const main = this.mainBar();
		return main !== undefined && main.step >= main.total!;
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
