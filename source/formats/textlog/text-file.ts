import type {RunFacts} from '../../core/run.ts';
import {type FileContext, type FileReader, nameOf} from '../plain/files-source.ts';
import {TornRows} from '../plain/rows/torn-rows.ts';
import {ClosingBars} from './bars/closing-bars.ts';
import {paceIn} from './bars/late-rows.ts';
import {DecimalCommas} from './decimal-commas.ts';
import type {Ending} from './ending/process-death.ts';
import {StartEnd} from './ending/start-end.ts';
import {createLineScanner, type LineResult, type LineScanner} from './line-scanner.ts';
import {OutputLines} from './output-lines.ts';
import {CountedTotals} from './rows/counts/counted-totals.ts';
import {areOfEvaluation} from './rows/data/evaluated-rows.ts';
import {SaidValues} from './said-values.ts';
import {Starts} from './starts.ts';

const totalsCount = 'totals are counted';
/** Where a file was read in pieces that end behind a row, that waits for its bar. */
const rowsWait = 'rows wait for their bars';
const goesOnInRows = 'it goes on in rows';

/** That are said one by one. */
const mostHoles = 5;
/** What is said behind more epochs in a row is said of each of them, and tells nothing of the end of a training. */
const mostInRow = 2;

/** What Slurm says of a job is true of all that the job has written. */
const ofScheduler = 4;

/** Reads one text log as it grows: values into series, bars into progress, tracebacks into the error. */
export class TextFile implements FileReader {
	private readonly commas: DecimalCommas;
	private readonly scanner: LineScanner;
	private readonly lines = new OutputLines(
		(line, depth) => this.take(line, depth),
		message => this.sayHole(message),
	);
	private holes = 0;
	private readonly values: SaidValues;
	private readonly name: string;
	private patch: Partial<RunFacts> = {};
	private started = false;
	private unitSaid = false;
	/** Step that had been reached when the output said that the run ended; NaN while it has not. */
	private endedAtStep = Number.NaN;
	private lastStep = 0;
	/** How far the last row that was further on was from the one before it. */
	private gap = Number.NaN;
	private barStep = 0;
	/** Highest step of values that were not read, null where all were. */
	private unreadStep: number | null = null;
	private unreadRows = 0;
	private endingStrength = 0;
	/** True where that end is one of training only. */
	private isTrained = false;
	/** The epoch that was named last, and the last one before that end; NaN where none was. */
	private lastEpoch = Number.NaN;
	/** The epoch of the last row, whatever counts the rows within it. */
	private epochBefore: number | null = null;
	private endedAtEpoch = Number.NaN;
	/** The end that was said before the output that it is of, null where none was. */
	private saidBefore: Ending | null = null;
	private endedAtBarStep = 0;
	private readonly totals = new CountedTotals();
	/** True where lines were taken for plans that count, or for rows that are settings. */
	private wasMistaken = false;
	private readonly closing = new ClosingBars();
	private readonly starts = new Starts();
	private readonly startEnd = new StartEnd();
	/** Epochs in a row behind which a training was said to be over. */
	private endsInRow = 0;
	/** How far it is by what was said last. */
	private latestMark: RunFacts['progress'] = null;
	private readonly torn: TornRows;
	private lineBefore = '';
	private metricsBefore: LineResult['metrics'] = [];
	private plannedTotal: RunFacts['total'] = null;
	/** True where rows wait for their bars as long as the file grows. */
	private readonly mayWait: boolean;
	private hasGrown = false;

	/** @param isBeside true while it is the log of an evaluation beside that of the training, whose batches say nothing of how far the run is */
	constructor(
		private readonly context: FileContext,
		private readonly isBeside: () => boolean = () => false,
	) {
		this.name = nameOf(context.path);
		this.commas = new DecimalCommas(context);
		this.mayWait = context.notes.has(rowsWait);
		const {notes} = context;
		const habits = {
			partsDecimals: (name: string) => this.commas.partsDecimals(name),
			countsTotals: context.notes.has(totalsCount),
			has: (habit: string) => notes.has(habit),
			pace: paceIn(notes),
			areRead: true,
		};
		this.scanner = createLineScanner(habits, message => context.run.problem({file: context.path, message}));
		this.torn = new TornRows(notes);
		this.values = new SaidValues(name => context.series(name), notes.has(goesOnInRows));
	}

	get stale(): boolean {
		return this.commas.stale || this.torn.stale || this.wasMistaken || (this.lines.isStale && !this.mayWait);
	}

	consume(chunk: Uint8Array): number {
		const {skipped} = this.lines;
		const used = this.lines.consume(chunk);
		this.hasGrown ||= used > 0;
		if (this.lines.isStale) this.context.notes.add(rowsWait);
		if (this.lines.skipped > skipped) {
			this.context.run.problem({file: this.context.path, message: 'A line longer than 8 MiB was skipped'});
		}
		return used;
	}

	settle(): void {
		this.lines.settle(this.mayWait && this.hasGrown);
		this.hasGrown = false;
		this.values.settle();
		const {patch, scanner} = this;
		this.patch = {};
		// Steps may be counted only later: they are finer then.
		if ((scanner.axis === 'epoch') !== this.unitSaid) {
			this.unitSaid = !this.unitSaid;
			patch.stepUnit = this.unitSaid ? 'epoch' : null;
		}
		if (this.plannedTotal?.unit === scanner.axis && (this.latestMark === null || scanner.axis === 'step')) {
			patch.total = this.plannedTotal;
			this.plannedTotal = null;
		}
		if (scanner.axis !== 'row' && this.unreadStep !== null) {
			const isOfEpochs = scanner.axis === 'epoch';
			patch.reached = {epochs: isOfEpochs ? this.unreadStep : null, steps: isOfEpochs ? null : this.unreadStep};
			patch.unreadRows = this.unreadRows;
		}
		if (Object.keys(patch).length > 0) this.context.run.facts(patch);
	}

	private sayHole(message: string): void {
		this.holes++;
		if (this.holes <= mostHoles) this.context.run.problem({file: this.context.path, message});
	}

	private take(line: string, depth: number): void {
		const {lineBefore} = this;
		this.lineBefore = line;
		if (this.torn.has(line, lineBefore)) {
			const message = `The line "${line.trim().slice(0, 60)}" is torn, also its step: it was left out`;
			this.context.run.problem({file: this.context.path, message});
			return;
		}
		const result = this.scanner.scan(line, depth);
		// What was trained may be evaluated in the same log: that it finished stays true.
		if (line.trim() !== '' && this.starts.take(line, result) && this.endingStrength > 0) this.goOn();
		if (result.metrics.length > 0) this.noteRow(result, line, lineBefore);
		this.commas.take(result, line);
		if (this.totals.take(result, this.scanner.axis)) this.readAnew(totalsCount);
		for (const habit of result.shows) this.readAnew(habit);
		if (this.values.take(result)) this.readAnew(goesOnInRows);
		if (!Number.isNaN(result.step)) this.lastStep = result.step;
		if (!Number.isNaN(result.epoch)) this.lastEpoch = result.epoch;
		if (!Number.isNaN(result.unreadStep)) {
			this.unreadStep = Math.max(this.unreadStep ?? 0, result.unreadStep);
			if (result.metrics.length === 0) this.unreadRows++;
		}
		this.noteTime(result.wallMs);
		if (result.progress !== null) {
			const {isOfPart, ...mark} = result.progress;
			this.barStep = mark.step;
			// Epochs are those of the training, whoever counts them.
			if (mark.unit === 'epoch' || !this.isBeside())
				this.patch.progress = this.latestMark = isOfPart ? null : {...mark, from: `${mark.from} in ${this.name}`};
		}
		if (result.metrics.length > 0) this.startEnd.reach(this.latestMark);
		if (result.total !== null && (result.total.unit === 'step' || this.plannedTotal === null)) {
			const {total, unit, phrase} = result.total;
			this.plannedTotal = {total, unit, from: `"${phrase}" in ${this.name}`};
		}
		this.noteEnding(result, line);
	}

	/** Values of another kind than those of the row before may each have steps of their own. */
	private noteRow(row: LineResult, line: string, lineBefore: string): void {
		if (this.scanner.axis === 'row') return;
		const {step, metrics} = row;
		if (step < this.lastStep) this.context.run.mayEnd?.(this.maybeStart(row) ? this.startEnd.facts : null);
		this.epochBefore = this.scanner.epoch;
		this.startEnd.takeRow(step > this.lastStep);
		if (this.starts.begins(row, this.lastStep)) this.values.restart(step);
		const {metricsBefore} = this;
		this.metricsBefore = metrics;
		const isAlike = step < this.lastStep && metrics.some(({name}) => metricsBefore.some(before => before.name === name));
		if (this.torn.isOpen) this.torn.end(step);
		else if (isAlike) this.torn.begin(step, this.lastStep, this.gap, line, lineBefore);
		if (step > this.lastStep) this.gap = step - this.lastStep;
	}

	/** True where a row that falls may be of another start. Each epoch counts its batches anew: of steps but episodes something else has to say so. */
	private maybeStart({isOfEpisode}: LineResult): boolean {
		const {scanner, epochBefore} = this;
		const isEpochBefore = epochBefore !== null && scanner.epoch !== null && scanner.epoch < epochBefore;
		return scanner.axis === 'epoch' || isOfEpisode || isEpochBefore || this.starts.isAnew || this.startEnd.isSaid;
	}

	private readAnew(note: string): void {
		// Nothing new would come of it.
		if (this.context.notes.has(note)) return;
		this.context.notes.add(note);
		this.wasMistaken = true;
	}

	private noteTime(wallMs: number): void {
		if (Number.isNaN(wallMs)) return;
		if (!this.started) this.patch.startedAtMs = wallMs;
		this.started = true;
		this.patch.lastSignMs = wallMs;
	}

	private noteEnding({ending, metrics, progress, epoch}: LineResult, line: string): void {
		if (ending !== null) {
			if (ending.isOfTraining === true && ending.isOfTrainer !== true && this.isSaidOfEach()) return;
			const isWeaker = !Number.isNaN(this.endedAtStep) && ending.strength < this.endingStrength;
			const replaces = ending.isOfTrainer === true && this.endingStrength < ofScheduler && this.saidBefore === null;
			if (ending.isOfFollowing) this.saidBefore = ending;
			else if (isWeaker && !replaces) return;
			else if (isWeaker) this.patch.error = null;
			this.end(ending);
			if (ending.error !== null) this.patch.error = ending.error;
			this.startEnd.take({outcome: this.patch.outcome ?? null, error: ending.error});
			return;
		}
		if (Number.isNaN(this.endedAtStep)) return;
		if (progress !== null && this.closing.take(line)) {
			this.endedAtStep = this.lastStep;
			this.endedAtBarStep = this.barStep;
			return;
		}
		// The bar of what is over comes to its end behind the words that say so.
		const isFilled = this.endingStrength === 0 && progress !== null && progress.step === progress.total;
		// What was trained is evaluated behind the end of training, at the epoch that it came to: that takes nothing back.
		const isAtEnd = Number.isNaN(epoch) ? this.scanner.axis === 'row' : epoch === this.endedAtEpoch;
		if (this.isTrained && isAtEnd && areOfEvaluation(metrics)) return;
		// A step that is not the last one again shows that it went on: the failure was caught, or a new attempt writes into the same file.
		const moved =
			metrics.length > 0
				? this.lastStep !== this.endedAtStep
				: progress !== null && progress.step !== this.endedAtBarStep && !isFilled;
		if (moved) this.goOn();
	}

	/** True where the end of a training is said behind each epoch; a training that was gone on with later says it again behind many. */
	private isSaidOfEach(): boolean {
		const epochs = this.lastEpoch - this.endedAtEpoch;
		if (epochs !== 0) this.endsInRow = epochs === 1 ? this.endsInRow + 1 : 1;
		this.endedAtEpoch = this.lastEpoch;
		return this.endsInRow > mostInRow;
	}

	/** Takes back the end that was said: it went on. */
	private goOn(): void {
		if (Number.isNaN(this.endedAtStep)) return;
		this.endedAtStep = Number.NaN;
		this.patch.outcome = null;
		this.startEnd.take({outcome: null, error: null});
		this.patch.error = this.saidBefore?.error ?? null;
		if (this.saidBefore !== null) this.end(this.saidBefore);
	}

	private end({status, why, strength, isOfTraining}: Ending): void {
		this.endingStrength = strength;
		this.isTrained = isOfTraining === true;
		this.endedAtStep = this.lastStep;
		this.endedAtEpoch = this.lastEpoch;
		this.endedAtBarStep = this.barStep;
		this.closing.begin();
		this.patch.outcome = {status, why: `${why} in ${this.name}`};
		this.startEnd.take({outcome: this.patch.outcome, error: null});
	}
}
