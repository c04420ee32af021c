import type {Target} from '../core/acting/target.ts';
import type {ComparedNews, ComparedWish} from '../core/diff/compared.ts';
import type {MediaKind} from '../core/media/media.ts';
import type {Picture} from '../core/media/picture.ts';
import type {Ridges} from '../core/media/ridges.ts';
import type {Yardstick, YardstickPart} from '../core/rank/yardstick.ts';
import type {RunRow} from '../core/row.ts';
import type {Problem, RunEvent, RunFacts} from '../core/run.ts';
import type {CurveAxis, XAxis} from '../core/series/axis.ts';
import type {Sample} from '../core/series/sample.ts';
import type {Smoothing} from '../core/series/smoothing.ts';
import type {Status} from '../core/status.ts';
import type {Direction} from '../core/table/metrics/direction.ts';
import type {Told} from '../core/told.ts';
import type {OwnNames} from '../formats/plain/names/own-names.ts';

/** Messages between the screen's thread and the engine's. Rows and typed arrays only, never parsed records. */

/** A curve that the screen shows now; answers keep coming while it is wanted and its run changes. */
export interface CurveWish {
	/** Chosen by the screen; answers carry it. */
	wish: number;
	run: number;
	metric: string;
	system?: boolean;
	x: XAxis;
	/** Null for the curve as it is. */
	smoothing: Smoothing | null;
	/** Columns of dots to fill. */
	width: number;
	/** Range of x to show, null for everything. */
	from: number | null;
	to: number | null;
	/** Whether the mean of each column is wanted, too. */
	means?: boolean;
	/** Curves of the same chart, which show everything, come over the range that all of them span: their columns are the same. */
	chart?: string;
}

/** Down-sampled curve: per column the extremes, so that no spike vanishes. */
export interface Curve extends Sample {
	wish: number;
	/** What its x are: where what was wished for is not known of the run, its steps. */
	axis: CurveAxis;
	/** x of the first and the last point there is, in view or not; NaN without points. */
	first: number;
	last: number;
	/** The smoothed curve over the same range, where one was wished for. */
	smooth: Sample | null;
}

/** A picture, distribution or text that the screen shows now. */
export interface MediaWish {
	wish: number;
	run: number;
	name: string;
	/** The last one at or before it; null for the newest. */
	step: number | null;
	/** Cells that it is shown in. */
	cols: number;
	rows: number;
}

/** In the size it is shown in. */
export type MediaView =
	| {kind: 'image'; width: number; height: number; picture: Picture}
	| {kind: 'ridges'; ridges: Ridges}
	| {kind: 'text'; text: string}
	/** The first rows, of `total`. */
	| {kind: 'table'; columns: string[]; rows: string[][]; total: number}
	/** What it is, and what is known of it, a line each. */
	| {kind: 'file'; what: string; facts: string[]}
	| {kind: 'missing'; why: string};

export interface MediaAnswer {
	wish: number;
	step: number;
	/** Which one it is of how many. */
	index: number;
	count: number;
	/** Steps before and after it, and its own. */
	near: number[];
	view: MediaView;
}

/** A sparkline for a row: bucket means scaled by nobody; NaN for a gap. */
export interface Spark {
	/** A run, or the key of a group, whose values are the mean of its runs'. */
	run: number | string;
	metric: string;
	values: Float32Array;
}

/** Runs whose mean curve is shown in a heading. */
export interface SparkGroup {
	key: string;
	runs: number[];
}

export interface Reading {
	/** False until the first walk over the roots is over. */
	scanned: boolean;
	directories: number;
	runs: number;
	bytesRead: number;
	bytesLeft: number;
	/** Runs whose content is not read to its end yet. */
	runsLeft: number;
	/** Problems that belong to no run: unreadable directories, loops, exhausted watches. */
	problems: Problem[];
	/** Files that a person named and that no run was read from, once all is read. */
	unread?: Problem[];
	/** Groups with runs that go on or wait, and when they will be done. */
	groups?: GroupOutlook[];
}

/** When a group of runs will be done as a whole. Seconds from the moment of asking, with an 80 % interval. */
export interface GroupOutlook {
	/** Key of the group, by `groupKeyOf`. */
	group: string;
	seconds: number;
	low: number;
	high: number;
	finishAtMs: number;
	/** By the display rule: "≈ 3 h". */
	text: string;
	/** What it was made from: "2 running, 6 queued as long as 4 finished". */
	from: string;
}

/** What the process tree of a run that lives on this machine uses; measured between two looks, two seconds apart at least. */
export interface ProcessUse {
	/** The process at the root of the tree. */
	pid: number;
	/** Processes in the tree. */
	processes: number;
	/** Percent of one core, null before the second look. */
	cpuPercent: number | null;
	/** Sum of resident memory, bytes; what processes share counts for each. */
	memoryBytes: number;
	/** Bytes a second; null before the second look, and where this user may not know. */
	diskReadPerSecond: number | null;
	diskWritePerSecond: number | null;
	/** Null where it uses none, or no tool tells. */
	gpu: {memoryBytes: number; devices: number} | null;
	/** Of the machine it runs on. */
	cores: number;
	machineMemoryBytes: number;
	/** The looks so far, oldest first, the newest of a few minutes; NaN for what was not known. */
	past: Record<UseName, number[]>;
}

/** What is remembered of the looks at a process: per cent, bytes, bytes a second. */
export type UseName = 'cpu' | 'memory' | 'read' | 'written';

/** What this machine is doing, measured between two looks, two seconds apart at least. */
export interface MachineUse {
	cores: number;
	/** Percent of all cores, null before the second look. */
	cpuPercent: number | null;
	/** Mean number of programs that want a processor, over the last minute. */
	load: number;
	/** Memory that programs hold, bytes; caches do not count. */
	memoryBytes: number;
	machineMemoryBytes: number;
	/** Null in them where the driver does not tell. */
	gpus: {percent: number | null; usedBytes: number | null; totalBytes: number | null}[];
}

export interface RunDetail {
	run: number;
	facts: RunFacts;
	problems: Problem[];
	events: RunEvent[];
	systemMetrics: string[];
	/** Logged pictures, distributions and texts. */
	media?: {name: string; kind: MediaKind; count: number}[];
	/** What each source told, for a run that several trackers wrote. */
	told: Told[];
	/** What trackers were told of its metrics, in words. */
	metricWords: [string, string][];
	files: {path: string; bytes: number; modifiedAtMs: number}[];
	/** How the estimate was made, one line each. */
	estimateNotes: string[];
	status: {status: Status; why: string};
	/** What its processes use, null where none of them is seen on this machine. */
	process?: ProcessUse | null;
}

export interface LogTail {
	run: number;
	/** Absolute path of the file, null for output kept inside the tracker's records. */
	path: string | null;
	/** Lines as a terminal would show them, control sequences removed; oldest first. */
	lines: string[];
	/** Lines before the first one given, null where that is not known. */
	before: number | null;
}

/** A report that the person asks for; nothing is asked back. */
export interface ReportWish {
	/** As it was typed; .html or .md. */
	file: string;
	title: string;
	/** Keys of the runs, in their order. */
	runs: number[];
	/** Metrics of the charts, null for the most telling. */
	metrics: string[] | null;
	/** What the runs are ranked by, null for the most telling metrics. */
	rank: {metric: string; direction: Direction; from: Yardstick['from']; part: YardstickPart} | null;
	goals: [metric: string, direction: Direction][];
	logY: boolean;
	/** Repetitions with other seeds stand as one. */
	together: boolean;
	query: string;
	roots: string[];
	/** The command that makes such a report again. */
	command: string;
}

export interface ReportWritten {
	/** Absolute path. */
	file: string;
	/** Why it was not written, null where it was. */
	fault: string | null;
}

/** Screen to engine. */
export type ToEngine =
	/**
	 * `names` is what the person has set of names that no format knows; runs at the paths of `first` get the keys 1, 2, …; what another start with
	 * the same `readBy` has kept is taken over, nothing without it.
	 */
	| {type: 'start'; roots: string[]; files?: string[]; names?: OwnNames; first?: string[]; readBy?: string}
	/** Keeps for the next start what was read, and the rows of these runs at the top of the list. */
	| {type: 'keep'; runs: number[]}
	/** Runs on the screen, which are read and estimated first, the metrics whose sparklines are shown, and the groups that have one. */
	| {type: 'visible'; runs: number[]; metrics: string[]; sparkWidth: number; groups?: SparkGroup[]}
	| {type: 'curves'; wishes: CurveWish[]}
	| {type: 'media'; wishes: MediaWish[]}
	/** The opened run whose details and log are wanted, or its log alone; null for none. */
	| {type: 'open'; run: number | null; logLines: number; logOnly?: boolean}
	/** What those that act on runs must know of them, answered once. */
	| {type: 'targets'; ask: number; runs: number[]}
	/** What the Compare screen wants, null while it is not open. */
	| {type: 'compared'; wish: ComparedWish | null}
	| {type: 'report'; wish: ReportWish}
	/** Whether the use of this machine is on the screen. */
	| {type: 'machine'; wanted: boolean}
	| {type: 'rescan'}
	| {type: 'stop'};

/** Engine to screen, at most ten times a second and only what changed. */
export interface Update {
	type: 'update';
	rows: RunRow[];
	removed: number[];
	sparks: Spark[];
	curves: Curve[];
	/** Left out where nothing of the kind was looked at. */
	media?: MediaAnswer[];
	reading: Reading | null;
	detail: RunDetail | null;
	log: LogTail | null;
	/** Only in the answer to a question. */
	targets?: {ask: number; targets: Target[]; seenAtMs: number} | null;
	/** A report was written, or could not be. */
	report?: ReportWritten;
	compared?: ComparedNews;
	/** Where it is wanted and changed. */
	machine?: MachineUse;
}
export type ToScreen = Update | {type: 'fatal'; message: string};
