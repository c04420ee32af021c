import {StepClock} from '../../plain/step-clock.ts';
import type {SeenProgress} from '../line-result.ts';
import type {EpochCount} from '../rows/epoch-count.ts';
import type {Bar} from './bars.ts';

const mostBars = 64;
/** Bars of work around training: preparing data, loading weights, evaluating. */
const sideLabels =
	/\b(?:map|filter|download|tokeniz|load|generat|extract|preprocess|process|cach|flatten|sav|collat|pack|shard|fetch|read|build|index|convert|valid|val|eval|test|predict|sanity|infer|sampl|upload|writ|copy|import|checkpoint|warm)[a-z]*/i;
const sideUnits = /^(?:B|examples?|files?|shards?|ex)$/i;

interface Known {
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
}

/** Keeps the bars of an output apart and tells the run's own from those of an epoch, of an evaluation, of the preparations. */
export class BarBoard {
	private readonly bars = new Map<string, Known>();

	/** Takes a bar's new state in an epoch, null for none; gives the step of the run that it stands for. */
	take(bar: Bar, epoch: number | null): number {
		const key = `${bar.label.replaceAll(/\d+/g, '#')}\n${bar.total}`;
		let known = this.bars.get(key);
		if (known === undefined) {
			if (this.bars.size >= mostBars) this.bars.clear();
			const side = sideLabels.test(bar.label.replace(/epochs?/i, '')) || sideUnits.test(bar.unit);
			known = {...bar, side, restarts: 0, inEpoch: epoch, spansEpochs: false, clock: new StepClock()};
			this.bars.set(key, known);
		} else {
			const isLater = epoch !== null && known.inEpoch !== null && epoch > known.inEpoch;
			const stands = bar.step === known.step;
			const isRedrawn = isLater && stands && !isDoneAnew(known, bar);
			if (bar.step < known.step || (isLater && stands && !isRedrawn)) known.restarts++;
			else if (isLater && !stands) known.spansEpochs ||= known.step > 0 && known.step < (known.total ?? 0);
			// Where it came to is of the epoch in which it came there, however often it is drawn again.
			if (!isRedrawn) known.inEpoch = epoch;
		}
		known.step = bar.step;
		known.label = bar.label;
		known.epoch = bar.epoch;
		known.epochs = bar.epochs ?? known.epochs;
		// What was used last stands last.
		this.bars.delete(key);
		this.bars.set(key, known);
		return known.clock.count(bar.step, bar.epoch ?? known.restarts, bar.total ?? Number.NaN);
	}

	/** True for bars whose values belong to something else than training. */
	isSide(bar: Bar): boolean {
		return sideLabels.test(bar.label.replace(/epochs?/i, '')) || sideUnits.test(bar.unit);
	}

	/** Progress of the run, or of an epoch of who knows how many, given the epochs that other lines named; null while no bar knows its end. */
	progress({current: epoch, total: epochs, first: firstEpoch, isTotalSure}: EpochCount): Omit<SeenProgress, 'from'> | null {
		const own = this.ownBars();
		const last = own.at(-1);
		if (last === undefined) return null;
		const outer = last.restarts === 0 ? undefined : own.find(bar => isOuter(bar, last));
		if (outer !== undefined) {
			if (!/ep/i.test(outer.label + outer.unit)) return markOf(outer.step, outer.total!, outer.unit);
			return markOf(outer.step * last.total! + last.step, outer.total! * last.total!, last.unit);
		}
		const main = mainOf(own, last);
		const ofEpochs = epochs ?? main.epochs;
		const inEpoch = main.epoch ?? epoch;
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

	/** Where the run's own bar stands, null where there is none or it is not under way: rows without a step belong there. */
	mainStep(): number | null {
		const own = this.ownBars();
		const last = own.at(-1);
		const main = last === undefined ? undefined : mainOf(own, last);
		return main === undefined || main.unit === '%' || main.restarts > 0 || main.step === 0 ? null : main.step;
	}

	private ownBars(): Known[] {
		return [...this.bars.values()].filter(bar => !bar.side && bar.total !== null && bar.total > 0);
	}
}

const markOf = (step: number, total: number, unit: string, isOfPart = false) => ({step, total, unit, isOfPart});

/**
 * True for a bar that stands in a later epoch where it stood and is at the same place of that one: its label says so, or it is full again.
 * One that is under way is only drawn once more, below what was written above it: it counts the run.
 */
const isDoneAnew = (known: Known, bar: Bar): boolean =>
	(bar.epoch !== null && bar.epoch !== known.epoch) || (bar.step === bar.total && !known.spansEpochs);

/** A bar that is under way and not begun anew, around one that is. One that stayed at 0 of as many is its first name: "Training", then "Epoch 0". */
const isOuter = (bar: Known, last: Known): boolean =>
	bar !== last && bar.step < bar.total! && bar.restarts === 0 && (bar.step > 0 || bar.total !== last.total);

/** The bar of the run among others: one that another one interrupted (an evaluation without a label) goes on later. */
function mainOf(own: readonly Known[], last: Known): Known {
	return own.find(bar => bar.step > 0 && bar.step < bar.total! && bar.restarts === 0 && bar.total! > last.total!) ?? last;
}
