import type {Ending} from '../ending/process-death.ts';
import {byForm} from '../line/by-form.ts';
import {phasedName} from '../line/phases.ts';
import type {Pair} from '../line/statement/said.ts';
import type {LogHabit} from '../log-habits.ts';
import type {OutputState} from '../output-state.ts';
import {BarBoard} from './bar-board.ts';
import {BarHeadings} from './bar-headings.ts';
import {dataOfBar, isJustDev, isSideBar, ofEvaluation} from './bar-labels.ts';
import {BarTurns} from './bar-turns.ts';
import {pairsOf} from './bar-values.ts';
import type {Bar} from './bars.ts';
import {BarsBefore} from './bars-before.ts';
import {KerasPasses} from './keras-passes.ts';
import {TrainerRows} from './trainer-rows.ts';

/** Known of a log where bars of a training came behind those of "dev". */
const devEvaluates: LogHabit = 'bars of dev are evaluations';
const ofTraining = /^train/i;
/** What the values of Keras' evaluate() are called, and its bar, which has no name. */
const evaluation = 'eval';

/** "Fold 2/5", "===== FOLD: 2 =====": the head of one pass of several over parts of the data. */
const headOfFold = byForm(/^\W*fold\W{1,3}(\d+)\b/i);

/** Makes rows and progress of the progress bars of an output. */
export class BarRows {
	/** True once there was one of the run itself: it knows better than counters how far that is. What is copied or prepared does not. */
	hasBars = false;
	private readonly board = new BarBoard();
	/** True where the line of an epoch stands behind its bar, as the first one did: it says that the epoch is over. */
	private saysEnds = false;
	/** True where a bar began anew behind each such line so far: it may have been taken away before it was drawn full. Null before the first. */
	private restartsBehind: boolean | null = null;
	/** How often bars had begun anew at such a line, null where one was drawn since. */
	private fallsAtLine: number | null = null;
	/** The epoch that such a line has named since the last bar, null where none has. */
	private ended: number | null = null;
	private readonly trainer = new TrainerRows();
	private readonly passes = new KerasPasses();
	private readonly before = new BarsBefore();
	private readonly headings = new BarHeadings();
	private readonly turns = new BarTurns();

	/** True where a bar may count the epochs of the row at hand. */
	private isBesideBar = false;
	/** What rows of epochs have said where a bar counts those. */
	private readonly saidByRows = new Set<string>();

	/** The fold that was begun last, null before the first. */
	private fold: number | null = null;

	/** True where bars of "dev" were the first ones and all so far: they are of the run itself then. Null before the first bar. */
	private isDevAlone: boolean | null = null;

	/** @param noteCommas takes the values of a bar before they are put anywhere: their commas may part decimals */
	constructor(
		private readonly output: OutputState,
		private readonly noteCommas: (pairs: readonly Pair[]) => void,
	) {}

	/** Takes a line that may be the head of an epoch or of a fold: behind a fold that failed the next goes on with the run. */
	takeLine(text: string): void {
		this.passes.takeLine(text);
		this.headings.takeLine(text);
		const found = headOfFold.exec(text)?.[1];
		if (found === undefined) return;
		const fold = Number(found);
		if (this.fold !== null && fold > this.fold) this.board.takeNext();
		this.fold = fold;
	}

	/**
	 * Where the run's own bar stands, null where there is none or it is not under way: rows without a step belong there. One that is done and behind the
	 * last step is around the bars that have counted that.
	 */
	mainStep(): number | null {
		const step = this.board.mainStep();
		const {axis, lastStep} = this.output;
		const isAround = step !== null && axis === 'step' && lastStep !== null && step < lastStep && this.board.isFull;
		return isAround ? null : step;
	}

	/**
	 * The step of a row that says none, null where no bar says it.
	 *
	 * @param isOfTrainer true for one that says how many epochs of the run are done
	 */
	stepOfRow(text: string, values: readonly {name: string}[], isOfTrainer: boolean): number | null {
		const {board, trainer, output} = this;
		const isOfEvaluation = values.every(({name}) => ofEvaluation.test(name));
		const step = (isOfEvaluation ? board.outerStep() : null) ?? board.mainStep();
		if (step === null || !isOfTrainer) return step;
		const ofBar = trainer.stepOf(text, step, board.falls, isOfEvaluation, board.isFull);
		return trainer.lateStepOf(text, ofBar, isOfEvaluation, output.habits.pace, shown => output.show(shown));
	}

	/**
	 * The step of an epoch that a row names where a bar with values counts those, null where none does.
	 * @param epoch its number
	 */
	stepOfEpoch(epoch: number): number | null {
		const found = this.board.takeEpochRow(epoch);
		this.isBesideBar = found !== null;
		return found?.hasValues ? found.step : null;
	}

	/** Takes the values of a row at such an epoch: what the bar shows of it later may be of another one. */
	takeEpochRow(step: number, values: readonly {name: string}[]): void {
		if (!this.isBesideBar) return;
		for (const {name} of values) this.saidByRows.add(keyOf(step, name));
	}

	/** Takes that the run ended. */
	takeEnding({status}: Ending): void {
		if (status === 'finished') this.board.takeFinish();
		else this.board.takeFailure();
	}

	/** Takes that the run's own bar counts the whole run: where it began anew, so did the run. */
	takeOfRun(): void {
		this.board.takeOfRun();
	}

	/**
	 * Takes that a line named the epoch where the output is now and what it came to.
	 *
	 * @param isFirst true where no line and no bar named an epoch before
	 */
	takeEpochValues(isFirst: boolean): void {
		const {current, total, first} = this.output.epochs;
		// The bar may count the whole run.
		if (isFirst) this.saysEnds = total !== null && current === first && this.board.isMainFull();
		this.fallsAtLine = this.board.falls;
		if (!this.saysEnds && this.restartsBehind !== true) return;
		if (!this.saysEnds) this.board.fill();
		this.ended = current;
		this.noteProgress();
	}

	/** True where the last epoch of as many as were said has come to its end. */
	private get isOver(): boolean {
		const {current, total, first} = this.output.epochs;
		return current !== null && total !== null && current - first + 1 >= total && this.board.isFull;
	}

	/** A bar that begins behind the line of an epoch is of the next one. */
	private leaveEnded(bar: Bar): void {
		const {ended, output} = this;
		if (ended === null || bar.epoch !== null || isSideBar(bar) || bar.step === bar.total) return;
		this.ended = null;
		const {total, first} = output.epochs;
		if (total === null || ended + 1 - first < total) output.epochs.enter(ended + 1, null);
	}

	private withoutDev(bar: Bar): Bar {
		const {habits, lastStep} = this.output;
		if (!isJustDev(bar)) {
			if (isSideBar(bar) || (this.isDevAlone === true && pairsOf(bar).length === 0)) return bar;
			// What was drawn before the training was an evaluation too.
			if (this.isDevAlone === true) this.output.show(devEvaluates);
			this.isDevAlone = false;
			return bar;
		}
		this.isDevAlone ??= lastStep === null && !habits.has(devEvaluates);
		return this.isDevAlone ? {...bar, label: 'train'} : bar;
	}

	private noteProgress(): void {
		const progress = this.board.progress(this.output.epochs);
		if (progress === null) return;
		const {step, total, unit, isOfPart} = progress;
		this.output.result.progress = {step, total, unit, isOfPart, from: 'progress bar'};
	}

	/** Takes the names of a row that is not a bar's own. */
	takeRow(values: readonly {name: string}[]): void {
		if (values.some(({name}) => !ofEvaluation.test(name))) this.board.takeTraining();
	}

	/** Takes the number of a row of a training that says of how many it is: bars that were full before all such rows are none of the run. */
	takeCount(value: number): void {
		if (!this.before.takeCount(value)) return;
		this.hasBars = false;
		this.board.leave();
	}

	/**
	 * Takes a bar's new state.
	 *
	 * @param depth how many lines below the first bar it is drawn
	 */
	take(drawn: Bar, depth = 0): void {
		const {output} = this;
		const headed = this.headings.nameOf(drawn, {hasRows: output.lastStep !== null, isOver: this.isOver});
		const turned = this.turns.nameOf(headed, output.habits, habit => output.show(habit));
		const bar = this.withoutDev(turned);
		const {epochs} = output;
		if (bar.epoch !== null) epochs.enter(bar.epoch, bar.epochs, bar.countsFromZero);
		this.leaveEnded(bar);
		const signed = pairsOf(bar);
		const pass = bar.kind === 'keras' ? this.passes.take(bar, signed, epochs.current) : null;
		const isOther = pass?.isOwn === false;
		const shown = isOther ? {...bar, label: evaluation} : bar;
		const taken = this.board.take(shown, epochs.current, depth, signed.length > 0);
		const {valuesAt: step, countsEpochs, isSide, isAround} = taken;
		if (this.fallsAtLine !== null && !isSide)
			this.restartsBehind = this.restartsBehind !== false && this.board.falls > this.fallsAtLine;
		if (!isSide) this.fallsAtLine = null;
		this.hasBars ||= !isSide;
		if (!isSide) this.before.takeBar(bar, signed.length > 0 || output.lastStep !== null);
		this.noteProgress();
		// Before the first step is done its values stand behind the last of the epoch before; they come again.
		if (signed.length === 0 || bar.step === 0 || step === null) return;
		this.noteCommas(signed);
		if (isOther) {
			output.noteAxis('epoch');
			output.push(epochs.current ?? 0, this.passes.repeats(signed) ? ofData(signed, evaluation) : signed);
			return;
		}
		this.takeRow(signed);
		if (isSideBar(bar)) {
			if (output.lastStep !== null) output.push(output.lastStep, ofData(signed, dataOfBar(bar)));
		} else if (countsEpochs) {
			output.noteAxis('epoch');
			// Where the first epoch is 0 that was at 1 before its label came to the next.
			output.push(bar.epoch! + (epochs.first === 0 ? 1 : 0), signed);
		} else if (bar.kind === 'keras') {
			output.noteAxis('epoch');
			output.push(epochs.current ?? 0, ofData(pass?.evaluated ?? [], evaluation));
			output.push(epochs.current ?? 0, signed);
		} else if (bar.unit !== '%') {
			output.noteAxis('step');
			output.announced = null;
			const own = signed.filter(({name}) => !this.saidByRows.has(keyOf(step, name)));
			const {lastStep} = output;
			if (own.length > 0) output.push(step, own);
			if (isAround) output.lastStep = lastStep;
		}
	}
}

const keyOf = (step: number, name: string): string => `${step} ${name}`;

/** Values with the data in their names that the label of their bar says: training says its own of the same names. */
const ofData = (pairs: readonly Pair[], data: string | null): readonly Pair[] =>
	data === null ? pairs : pairs.map(pair => (saysData(pair) ? pair : {...pair, name: phasedName(data, pair.name)}));

const saysData = ({name}: Pair): boolean => ofEvaluation.test(name) || ofTraining.test(name);
