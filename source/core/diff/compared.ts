import type {Json, JsonObject} from '../run.ts';
import type {Direction} from '../table/metrics/direction.ts';
import type {CodeDiff} from './code/code-diff.ts';
import type {Moment} from './moment.ts';
import type {RecordedSource} from './source-text.ts';

/** What the Compare screen and the engine say to each other of the runs that are compared. */

/** What the Compare screen wants to know of its runs beyond their rows. */
export interface ComparedWish {
	/** The one that the others are measured against comes first. */
	runs: number[];
	/** Where in their course their values are wanted; null for the end, which their rows tell. */
	at: Moment | null;
	/** The run whose code is compared with that of the first one; null for none. */
	code: number | null;
	/** Whether machines and packages are wanted. */
	surroundings: boolean;
	/** Lines wanted of the end of each run's log, 0 for none. */
	logLines: number;
}

export interface ComparedRun {
	run: number;
	/** Flat, with values in full. */
	config: Record<string, Json>;
	summary: JsonObject;
	/** Directions that its trackers declared, by metric. */
	goals: [metric: string, direction: Direction][];
	/** Metrics that its trackers keep out of sight. */
	hidden: string[];
	source: RecordedSource;
}

/** Numbers that `ComparedValues` has of a metric: points, step and value of the last one, step and value of the best one. */
export const comparedStride = 5;

/** What the metrics of a run were at a moment: `values[i * comparedStride + column]` belongs to `names[i]`, NaN for none. */
export interface ComparedValues {
	run: number;
	at: Moment;
	names: string[];
	values: Float64Array;
}

/** How the code of a run differs from that of the first one. */
export interface ComparedCode {
	base: number;
	run: number;
	diff: CodeDiff;
}

/** Where and in what a run ran. */
export interface ComparedSurroundings {
	run: number;
	environment: JsonObject;
	/** Versions by name. */
	packages: Record<string, string>;
}

/** The end of a run's log, as a terminal would show it. */
export interface ComparedLog {
	run: number;
	/** Oldest first. */
	lines: string[];
	/** True where there is nothing before these lines. */
	isWhole: boolean;
	/** By line, NaN where it tells none; null where no line does. Seconds count from the start of the run. */
	steps: Float64Array | null;
	seconds: Float64Array | null;
}

/** What changed of compared runs. */
export interface ComparedNews {
	runs: ComparedRun[];
	values: ComparedValues[];
	code: ComparedCode[];
	surroundings: ComparedSurroundings[];
	logs: ComparedLog[];
}
