import type {ProgressMark} from '../../core/run.ts';
import type {Ending} from './ending/process-death.ts';
import type {PlannedTotal} from './line/settings/planned-total.ts';
import type {LogHabit} from './log-habits.ts';

/** How far what is counted is. `from` says by what: "progress bar", "counter". */
export interface SeenProgress extends ProgressMark {
	/** True where that is a part only, an epoch of who knows how many: of the run it says neither an end nor how far that is. */
	isOfPart: boolean;
}

/** A value that a line names. */
export interface NamedValue {
	name: string;
	value: number;
}

/** The same at its step. */
export interface PlacedValue extends NamedValue {
	step: number;
}

/** What one line of output says. */
export interface LineResult {
	/** Values with their steps. Lines without a step belong to the last that was said, or are counted from 0. */
	metrics: PlacedValue[];
	/** Step of the last of them, NaN where there is none. */
	step: number;
	/** True where the line itself says the place of its values, a step or an epoch. */
	isRow: boolean;
	/** True where the line names no place for them: they are at the last that was said. */
	isPlaceless: boolean;
	/** Epoch that it names, and no step of that: also as much of the run as transformers' Trainer says, 0.5. NaN where it names none. */
	epoch: number;
	/** Moment of the line by its own prefix in milliseconds, NaN where it has none. */
	wallMs: number;
	progress: SeenProgress | null;
	/** A planned number of steps, or epochs, that the line announces. */
	total: PlannedTotal | null;
	ending: Ending | null;
	/** Values of metrics with a comma that may part decimals. */
	commas: readonly CommaValue[];
	/** Step of values that were not read for their commas, NaN where there are none. */
	unreadStep: number;
	/** True for a line that says how a trial of Optuna ended. */
	isOfTrial: boolean;
	/** True for a row that counts episodes, in no epoch. */
	isOfEpisode: boolean;
	/** What the line shows of the log, by which rows before were read otherwise; nothing for nearly every line. */
	shows: LogHabit[];
}

/** A value whose comma may part decimals. */
export interface CommaValue {
	name: string;
	/** As it is written, "0,15"; for one that may have thousands its value with those. */
	text: string;
	/** True where the comma may part thousands. */
	isGrouped: boolean;
	/** True where it was read so. */
	isRead: boolean;
}

const noCommas: readonly CommaValue[] = [];

/** What steps are in this output: counted by the program, epochs, or rows counted here. */
export type StepAxis = 'step' | 'epoch' | 'row';

/** Reads lines of output, without control sequences, in order. Pure: it keeps only what later lines need. */
export interface LineScanner {
	/** @param depth how many lines below the first bar a bar was drawn */
	scan(line: string, depth?: number): LineResult;
	readonly axis: StepAxis;
	/** The epoch that the output is in; null where none was counted. */
	readonly epoch: number | null;
}

/** What a line says that says nothing. */
export function emptyResult(wallMs: number): LineResult {
	return {
		metrics: [],
		step: Number.NaN,
		isRow: false,
		isPlaceless: false,
		epoch: Number.NaN,
		wallMs,
		progress: null,
		total: null,
		ending: null,
		commas: noCommas,
		unreadStep: Number.NaN,
		isOfTrial: false,
		isOfEpisode: false,
		shows: [],
	};
}
