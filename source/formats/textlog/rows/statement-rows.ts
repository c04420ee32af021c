import {isMetricName} from '../../plain/names/telling.ts';
import {StepClock} from '../../plain/rows/step-clock.ts';
import {ofEvaluation} from '../bars/bar-labels.ts';
import type {BarRows} from '../bars/bar-rows.ts';
import {phasedName} from '../line/phases.ts';
import {namesBest} from '../line/recall.ts';
import type {Counter, Pair, Statement} from '../line/statement/said.ts';
import type {OutputState} from '../output-state.ts';
import {epochOf, innerOf} from './counts/counters.ts';
import {DoubtfulCounters} from './counts/doubtful-counters.ts';
import {HeadedEpochs} from './counts/headed-epochs.ts';
import {NestedRounds} from './counts/nested-rounds.ts';
import {SaidProgress} from './counts/said-progress.ts';
import {SaidSteps} from './counts/said-steps.ts';
import {BlockHeads} from './data/block-heads.ts';
import {DataNames} from './data/data-names.ts';
import {EvaluationWords} from './data/evaluation-words.ts';
import {HeadedValues} from './data/headed-values.ts';
import {SidePass} from './data/side-pass.ts';
import {isRate, mostProseWords, named, PlacelessValues} from './placeless-values.ts';

/** Words beside a counter with which a line may still be the head of those below it. */
const mostHeadWords = 2;
/** What a score would be called that transformers says of the checkpoint that it loads: "Loading best model from out/checkpoint-60 (score: 0.5)." */
const ofCheckpoint = /checkpoint-\d+ score$/;

/** Makes rows and progress of what lines say: finds out which step of the run their counters mean. */
export class StatementRows {
	private readonly clock = new StepClock();
	private readonly side = new SidePass();
	private readonly headed = new HeadedEpochs();
	private readonly said = new SaidSteps();
	private readonly rounds = new NestedRounds();
	private readonly blocks = new BlockHeads();
	private readonly evaluation = new EvaluationWords();
	private readonly progress: SaidProgress;
	private readonly doubtful: DoubtfulCounters;
	private readonly dataNames: DataNames;
	private readonly headedValues: HeadedValues;
	private readonly placeless: PlacelessValues;
	/** True where rows have words before their counters: others that have are prose, as far as they do not go on from the last row. */
	private hasProseRows = false;
	/** Epoch of the last row that named only its epoch, and its step. */
	private epochOfLastEnd: number | null = null;
	private stepOfLastEnd: number | null = null;
	/** True for a row of an epoch that a bar counts. */
	private isOfBar = false;

	constructor(
		private readonly output: OutputState,
		private readonly bars: BarRows,
	) {
		this.progress = new SaidProgress(output, bars, this.rounds, this.headed, this.clock);
		this.doubtful = new DoubtfulCounters(output);
		this.dataNames = new DataNames(output);
		this.headedValues = new HeadedValues(output);
		this.placeless = new PlacelessValues(output, bars, this.said, this.dataNames, () => this.progress.noteDone());
	}

	/** The data that the line above is a heading of, '' where that is training, or it is no heading. */
	get heading(): string {
		return this.blocks.heading;
	}

	/** Takes a line that may begin an evaluation, or a block of values that lie below it. */
	takeLine(text: string, indent: number): void {
		this.blocks.take(text, indent + text.search(/\S|$/));
		this.side.takeLine(text);
		this.evaluation.takeLine(text);
		this.placeless.takeLine(text);
	}

	/** Takes values of the place that was said last. */
	takeValues(pairs: readonly Pair[]): void {
		this.placeless.push(pairs);
	}

	/** Takes what a line says that may be a stage of the program by its number, "Step 2/3: Building model", which is then said of nothing. */
	takeNumbered(statement: Statement, text: string): void {
		const {stages, lastStep, habits} = this.output;
		const told = stages.take(statement, text, lastStep, habits);
		if (told !== null) this.take(told);
	}

	/** Takes what a line says, and puts its values where they belong. */
	take(written: Statement): void {
		const {output} = this;
		const statement =
			this.bars.hasBars || output.habits.has('rounds have clients')
				? written
				: this.rounds.apply(written, output.habits, habit => output.show(habit));
		this.blocks.apply(statement);
		if (this.evaluation.isOwnStep) {
			this.takeOfEvaluation({...statement, counters: []});
			return;
		}
		this.evaluation.apply(statement);
		const {counters: said, pairs: all} = statement.recalls ? this.ofNow(statement) : statement;
		const counters = this.doubtful.of(said, all, statement.leading);
		const pairs = isProse(statement) ? [] : all;
		if (counters.length === 0) this.headedValues.apply(pairs);
		this.dataNames.apply(pairs);
		const epoch = epochOf(counters);
		const own = innerOf(counters);
		const aside = this.side.phaseOf(epoch, own, output.epochs.current !== null);
		if (aside !== null) {
			if (output.lastStep !== null) output.push(output.lastStep, named(pairs, aside));
			return;
		}
		const inner = output.globals.innerOf(counters, own);
		if (!statement.startsWithCounter && !this.hasProseRows && this.goesBack(epoch, inner)) {
			this.pushAside(epoch, inner, pairs);
			return;
		}
		const isFirstEpoch = output.epochs.current === null;
		if (epoch !== null) this.enterEpoch(epoch);
		const isHead = inner === null && pairs.length === 0 && statement.looseWords === 0;
		if (epoch !== null && inner === null) {
			output.result.epoch = epoch.value;
			if (!isHead) this.clock.takeEpochLine();
		}
		if (epoch !== null && inner === null && pairs.length > 0 && !this.rounds.areSeen) output.noteEpochRow();
		if (epoch !== null && inner === null && output.axis !== 'step') this.progress.takeEpochValues(pairs);
		// "Saved the model of step 500" says nothing of what comes next.
		const words = epoch !== null && (inner?.total ?? 0) > 0 ? 0 : statement.looseWords - (statement.leadingWords ?? 0);
		const announces = statement.startsWithCounter && (words <= mostHeadWords || this.blocks.isHead);
		if (epoch === null && inner === null) {
			if (pairs.some(({name}) => isMetricName(name))) this.side.takeResult();
			this.placeless.take({...statement, counters, pairs}, this.evaluation.areResults);
		} else if (pairs.length > 0) {
			this.takeRow(statement, epoch, inner, pairs);
		} else if (announces) {
			this.placeless.takePlace();
			output.announce(this.stepOf(epoch, inner, pairs), inner?.word === 'episode');
		}
		if (epoch !== null && inner === null) this.takeEpochLine(epoch.value, pairs, isFirstEpoch);
		const isOfRun =
			epoch !== null && epoch.total === null && inner?.kind === 'step' && counters.indexOf(inner) < counters.indexOf(epoch);
		if (this.bars.hasBars) this.noteCount(inner ?? epoch, pairs);
		// Of how many steps the run is, a count that begins anew does not say.
		this.progress.note(epoch, output.epochs.current === null ? inner : own, epoch !== null && isHead, isOfRun);
	}

	/** Puts the values of a line that counts where they belong. */
	private takeRow(statement: Statement, epoch: Counter | null, inner: Counter | null, pairs: readonly Pair[]): void {
		const {output} = this;
		output.result.isRow = true;
		output.result.isOfEpisode = inner?.word === 'episode' && output.epochs.current === null;
		if (inner !== null) this.bars.takeRow(pairs);
		output.announced = null;
		this.placeless.takePlace();
		const placed = inner === null && this.bars.mainStep() === null ? this.said.stepOf(pairs, output) : null;
		const step = placed ?? this.stepOf(epoch, inner, pairs);
		if (inner !== null) {
			this.said.takeCounted(pairs, step);
			this.placeless.takeCounted(pairs, step);
		}
		this.dataNames.take(pairs, step);
		if (!statement.startsWithCounter && !(step <= (output.lastStep ?? Number.NEGATIVE_INFINITY))) this.hasProseRows = true;
		if (inner === null && (this.isOfBar || output.axis !== 'step')) this.bars.takeEpochRow(step, pairs);
		else if (inner === null) this.nameEpochs(placed === null ? step : this.said.countedBefore(step), pairs, statement.phase);
		// What is said of the best step does not replace what was said of the step itself.
		output.push(
			step,
			statement.recalls ? pairs.filter(({isRecalled, name}) => !isRecalled || output.places.get(name) !== step) : pairs,
		);
	}

	/** Takes a row that counts what an evaluation does: its values are of where training has come to. */
	private takeOfEvaluation(statement: Statement): void {
		this.evaluation.apply(statement);
		if (statement.pairs.length > 0) this.placeless.take(statement, true);
	}

	private enterEpoch({value, total}: Counter): void {
		const {epochs, namesLastEpoch} = this.output;
		epochs.enter(value, total !== null && namesLastEpoch ? total + 1 : total, namesLastEpoch);
	}

	/** What a line says of now that also tells of something earlier: "Best so far: epoch 1 loss 0.98" adds no row, and begins no attempt. */
	private ofNow({counters, pairs}: Statement): {counters: readonly Counter[]; pairs: readonly Pair[]} {
		const {output} = this;
		const own = counters.filter(({recall}) => recall === 'no');
		if (own.length > 0) return {counters: own, pairs: pairs.filter(({isRecalled}) => !isRecalled)};
		const isKnown = ({isRecalled, name}: Pair) => isRecalled && (output.hasSaid(name) || ofCheckpoint.test(name));
		if (counters.length === 0) return {counters, pairs: pairs.filter(pair => !isKnown(pair))};
		const epoch = epochOf(counters);
		const inner = this.output.globals.innerOf(counters, innerOf(counters));
		const isFiner = epoch === null && inner !== null && output.axis !== 'step' && output.lastStep !== null;
		// Rows that count nothing are of no epoch that a line behind them tells of.
		const isOther = isFiner || (output.axis === 'row' && output.lastStep !== null && output.lastStep > 0);
		if (!isOther && !this.goesBack(epoch, inner) && counters.every(({recall}) => recall === 'best')) return {counters, pairs};
		// "loss: 0.5 (best epoch 3)" has its own value first.
		const first = pairs.filter(({isRecalled, name}) => !isRecalled && !namesBest(name));
		if (first.length > 0) return {counters: [], pairs: first};
		this.pushAside(epoch, inner, pairs);
		return nothing;
	}

	private goesBack(epoch: Counter | null, inner: Counter | null): boolean {
		const {output} = this;
		if (epoch !== null) return output.epochs.current !== null && epoch.value < output.epochs.current;
		return inner !== null && output.axis === 'step' && output.lastStep !== null && inner.value < output.lastStep;
	}

	/** Values of an earlier step that the rows do not have. The run stays where it is; "epoch 2.5" is no place on it. */
	private pushAside(epoch: Counter | null, inner: Counter | null, pairs: readonly Pair[]): void {
		const {axis, lastStep, result} = this.output;
		if (lastStep === null || (inner !== null && (axis !== 'step' || this.clock.hasRestarted))) return;
		const step = inner?.value ?? (axis === 'epoch' ? epoch?.value : lastStep);
		if (step === undefined) return;
		for (const {name, value, unread} of pairs)
			if (unread === undefined && !this.output.hasSaid(name)) result.metrics.push({step, name, value});
	}

	/** The mean over an epoch is not the value of its last step, though both are called `loss`. */
	private nameEpochs(step: number, pairs: readonly Pair[], phase: string | null): void {
		for (const pair of pairs) {
			if (this.output.places.get(pair.name) === step) pair.name = phasedName(phase ?? 'epoch', pair.name);
		}
	}

	private stepOf(epoch: Counter | null, inner: Counter | null, pairs: readonly Pair[]): number {
		const {output} = this;
		this.isOfBar = false;
		if (inner !== null) {
			output.noteAxis('step');
			// A batch is of its epoch; and a value is said once of a step.
			const repeats = pairs.some(({name}) => output.places.get(name) === output.lastStep);
			const stands = inner.kind === 'batch' ? 'anew' : repeats ? 'repeats' : 'unknown';
			return this.clock.count(inner.value, output.epochs.current ?? Number.NaN, inner.total ?? Number.NaN, stands);
		}
		const {value} = epoch!;
		const ofBar = this.bars.stepOfEpoch(value);
		this.isOfBar = ofBar !== null;
		if (output.axis !== 'step' || output.lastStep === null || ofBar !== null) {
			output.noteAxis('epoch');
			return ofBar ?? value;
		}
		// Where steps are counted too, what is said of an epoch belongs to the step that it came to.
		// Where no step came since another epoch's end, it came to a later one.
		if (this.epochOfLastEnd !== null && this.epochOfLastEnd !== value && this.stepOfLastEnd === output.lastStep)
			output.lastStep++;
		this.epochOfLastEnd = value;
		this.stepOfLastEnd = output.lastStep;
		return output.lastStep;
	}

	/**
	 * Takes a line of an epoch that counts no steps: below those it sums them up, and before them it is the epoch's head, but for a setting.
	 *
	 * @param isFirst true where no line and no bar named an epoch before
	 */
	private takeEpochLine(epoch: number, pairs: readonly Pair[], isFirst: boolean): void {
		const {headed} = this;
		if (pairs.some(({name}) => !isRate(name))) {
			headed.takeSum(epoch);
			this.bars.takeEpochValues(isFirst);
		} else if (headed.mayBegin) headed.enter(epoch, epoch - this.output.epochs.first);
	}

	/** Takes a row of training for the bars before it, where it says of how many it is. */
	private noteCount(counter: Counter | null, pairs: readonly Pair[]): void {
		if (counter === null || counter.total === null || counter.value > counter.total) return;
		if (pairs.some(({name}) => !ofEvaluation.test(name))) this.bars.takeCount(counter.value);
	}
}

/** True for words around numbers that no metric is among: "Training starts at step 1, with global batch size 64, sequence length 2048". */
function isProse({startsWithCounter, looseWords, pairs}: Statement): boolean {
	return !startsWithCounter && looseWords > mostProseWords && pairs.every(({sign, name}) => sign === '' && !isMetricName(name));
}

const nothing = {counters: [], pairs: []};
