import type {ProgressMark} from '../../core/run.ts';
import type {Ending} from './ending/process-death.ts';

/** How far what is counted is. `from` says by what: "progress bar", "counter". */
export interface SeenProgress extends ProgressMark {
	/** True where that is a part only, an epoch of who knows how many: of the run it says neither an end nor how far that is. */
	isOfPart: boolean;
}

/** What one line of output says. */
export interface LineResult {
	/** Values with their steps. Lines without a step belong to the last that was said, or are counted from 0. */
	metrics: {step: number; name: string; value: number}[];
	/** Step of the last of them, NaN where there is none. */
	step: number;
	/** Moment of the line by its own prefix in milliseconds, NaN where it has none. */
	wallMs: number;
	progress: SeenProgress | null;
	/** A planned number of steps that the line announces. */
	total: {total: number; phrase: string} | null;
	ending: Ending | null;
	/** A metric's value that was not read as its comma seems to part decimals, null where there is none. */
	unread: string | null;
	/** True where a comma in a value was taken to part thousands, and may part decimals. */
	isGrouped: boolean;
	/** True for a line that says how a trial of Optuna ended. */
	isOfTrial: boolean;
}

/** What steps are in this output: counted by the program, epochs, or rows counted here. */
export type StepAxis = 'step' | 'epoch' | 'row';

/** Reads lines of output, without control sequences, in order. Pure: it keeps only what later lines need. */
export interface LineScanner {
	/** @param depth how many lines below the first bar a bar was drawn */
	scan(line: string, depth?: number): LineResult;
	readonly axis: StepAxis;
}

/** What a line says that says nothing. */
export function emptyResult(wallMs: number): LineResult {
	return {
		metrics: [],
		step: Number.NaN,
		wallMs,
		progress: null,
		total: null,
		ending: null,
		unread: null,
		isGrouped: false,
		isOfTrial: false,
	};
}
