import {phasedName} from './line/phases.ts';
import type {Pair} from './line/statement/said.ts';
import {emptyResult, type LineResult, type NamedValue, type PlacedValue, type StepAxis} from './line-result.ts';
import {type LogHabit, type LogHabits, unknownLog} from './log-habits.ts';
import {EpochCount} from './rows/counts/epoch-count.ts';
import {GlobalSteps} from './rows/counts/global-steps.ts';
import {StageLines} from './rows/counts/stage-lines.ts';
import {LoggerPhase} from './rows/data/logger-phase.ts';
import {FreeRows} from './rows/free-rows.ts';
import {ListLengths} from './rows/list-lengths.ts';
import {Shares} from './rows/shares.ts';

/** Where an output is by the lines so far, and what the line that is read says: whatever reads a row puts its values here. */
export class OutputState {
	axis: StepAxis = 'row';
	result: LineResult = emptyResult(Number.NaN);
	lastStep: number | null = null;
	/** Whether anything was said of a step: counting them alone says nothing of what the rows are of. */
	hasStepRows = false;
	/** Step of the values that follow, said by a line of its own; null where none is said, or steps were counted since. */
	announced: number | null = null;
	/** True where that line counts episodes. */
	isEpisodeAnnounced = false;
	readonly epochs = new EpochCount();
	/** Counts the rows that say no step. */
	readonly rows = new FreeRows();
	/** The step at which each name was said last. */
	readonly places = new Map<string, number>();
	/** The first value of each name. */
	readonly firsts = new Map<string, {step: number; value: number}>();
	/** True for a line of a program that counts epochs from 0 and writes the last one behind the stroke: "Epoch 0/4". */
	namesLastEpoch = false;
	readonly globals = new GlobalSteps(() => this.show('global_step counts'));
	readonly stages = new StageLines(habit => this.show(habit));
	/** What an earlier reading of the log has shown. */
	habits: LogHabits = unknownLog;
	/** The names so far, without what they may be written with otherwise. */
	private readonly plainNames = new Set<string>();
	private readonly lists = new ListLengths();
	private readonly logger = new LoggerPhase();
	private readonly shares = new Shares();

	/** Begins a line that was written at that moment by that logger. */
	begin(wallMs: number, logger: string | null): LineResult {
		this.result = emptyResult(wallMs);
		this.logger.take(logger);
		this.namesLastEpoch = logger?.startsWith('allennlp.') === true;
		return this.result;
	}

	/** True for a name that values were put under, also where it is written otherwise: "val_loss", "Val Loss". */
	hasSaid(name: string): boolean {
		return this.places.has(name) || this.plainNames.has(plain(name));
	}

	/** Takes that the values below the line are of that step. */
	announce(step: number, isEpisode: boolean): void {
		this.announced = step;
		this.isEpisodeAnnounced = isEpisode;
	}

	/** Says that the line has all its values. */
	end(): void {
		if (this.result.metrics.length === 0) return;
		this.logger.noteRow();
		this.stages.noteRow(this.result.metrics);
	}

	/** Notes what the line shows of the log. */
	show(habit: LogHabit): void {
		this.result.shows.push(habit);
	}

	/** Puts values of the line at that step, which is where the output is now. */
	push(step: number, pairs: readonly (NamedValue & Pick<Partial<Pair>, 'unread' | 'parts' | 'isPercent'>)[]): void {
		for (const {name: said, value: written, unread, parts, isPercent} of pairs) {
			const name = this.logger.current === null ? said : phasedName(this.logger.current, said);
			const value = this.shares.valueOf(name, written, isPercent === true);
			if (parts !== undefined && !this.lists.isUsual(name, parts, list => this.places.has(list))) continue;
			if (unread === undefined) this.result.metrics.push({step, name, value});
			else this.result.unreadStep = step;
			if (!this.places.has(name)) {
				this.firsts.set(name, {step, value});
				this.plainNames.add(plain(name));
			}
			this.places.set(name, step);
		}
		this.result.step = step;
		this.lastStep = step;
		this.hasStepRows ||= this.axis === 'step';
	}

	/** Puts values at steps that are over: the output stays where it is, or comes to the last of them. */
	pushEarlier(points: readonly PlacedValue[]): void {
		for (const {step, name, value} of points) {
			this.result.metrics.push({step, name, value});
			this.places.set(name, step);
			this.lastStep = Math.max(this.lastStep ?? 0, step);
		}
		if (points.length === 0) return;
		this.result.step = this.lastStep!;
		this.hasStepRows ||= this.axis === 'step';
	}

	/** Takes that something is counted. Steps are finer than epochs, whichever come first. */
	noteAxis(axis: StepAxis): void {
		if (this.axis !== 'step') this.axis = axis;
	}

	/** Takes a row of an epoch alone: steps that were counted so far, and of which nothing was said, are of what is done within one, or before the first. */
	noteEpochRow(): void {
		if (!this.hasStepRows && this.axis === 'step') this.axis = 'epoch';
	}
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
