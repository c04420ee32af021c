import type {HealthMark} from './health/mark.ts';
import type {GitState, Json} from './run.ts';
import type {Status} from './status.ts';
import type {Direction} from './table/metrics/direction.ts';
import type {Told} from './told.ts';

/** Columns of a metric table, in order; `aggregateStride` numbers a metric. */
export const aggregateNames = [
	'points',
	'nonfinite',
	'nan',
	'firstStep',
	'first',
	'lastStep',
	'last',
	'minStep',
	'min',
	'maxStep',
	'max',
	'mean',
] as const;
export type AggregateName = (typeof aggregateNames)[number];
export const aggregateStride = aggregateNames.length;
/** Where an aggregate stands among those of a metric. */
export const aggregateColumn = (name: AggregateName): number => aggregateNames.indexOf(name);
export const pointsColumn = aggregateColumn('points');

/** Aggregates of all metrics of one run: `values[i * aggregateStride + column]` belongs to `names[i]`. NaN where there is no finite value. */
export interface MetricTable {
	names: string[];
	values: Float64Array;
}

export interface Progress {
	step: number | null;
	total: number | null;
	/** 0..1, null where the total is unknown. */
	fraction: number | null;
	unit: string;
	totalFrom: string | null;
	/** What has to hold for the total to be the end: "if val/loss does not improve". Absent for plans and experience. */
	condition?: string;
	/** True where the values of a metric count up to the total, not the steps of points. */
	isByMetric?: boolean;
	/** What the fraction is where the run goes on, or broke off: its last epoch may be over, or not. */
	openFraction?: number | null;
}

/** Remaining time with an 80 % interval, all in seconds from the moment of asking; `from` says what it was made from. */
export interface Estimate {
	seconds: number;
	low: number;
	high: number;
	finishAtMs: number;
	from: string;
	/** Text by the display rule of steady rounding: "≈ 12 min", "10 – 20 min", "no step for 4 min", "steps done". */
	text: string;
	/**
	 * Set where its end is not to be foreseen now: its next step is overdue, all of them are done, or too little was
	 * seen. The text says so in place of a time.
	 */
	isOpen?: true;
	/** What has to hold for it, as of the total; absent where nothing has to. */
	condition?: string;
}

/** Set in place of a text while too little was seen to tell one: nothing else of the estimate is told then either. */
export const untold = '–';

export const isTold = ({text}: Pick<Estimate, 'text'>): boolean => text !== untold;

/** The text with what it holds under: "if val/loss does not improve: ≥ 12 min". */
function estimateText({text, condition}: Pick<Estimate, 'text' | 'condition'>): string {
	return condition === undefined ? text : `${condition}: ${text}`;
}

/** The same with the clock time of the end, where one is foreseen: "≈ 12 min, done 14:02". */
export function finishText(estimate: Pick<Estimate, 'text' | 'condition' | 'isOpen'>, clock: string): string {
	return estimate.isOpen ? estimateText(estimate) : `${estimateText(estimate)}, done ${clock}`;
}

/** One run as the screen, the command line and the query language see it. Plain data: it crosses threads. */
export interface RunRow {
	/** Number given by the engine; stable for its lifetime. */
	key: number;
	id: string;
	/** The project of its id, where runs of other projects have the same id; absent else. */
	idScope?: string;
	format: string;
	formats: string[];
	/** Relative to the root it was found under. */
	dir: string;
	/** What tells that root from the others; absent where there is one. */
	rootName?: string;
	path: string;
	name: string;
	/** The name as its tracker has it, where blanks are at its ends; absent else. */
	rawName?: string;
	group: string | null;
	/** The project, store or directory that its group is one of, where groups of one name elsewhere are different ones; absent else. */
	groupScope?: string;
	/** What it does, where its name is none that tells it and it stands with others that do the same: the operation of a run of Gage; absent else. */
	work?: string;
	parent: string | null;
	/** Id of the run that this one repeats. */
	restartOf: string | null;
	attempt: number | null;
	/** Of an earlier start in the same files, the id of the newest one; absent else. */
	startOf?: string;
	status: Status;
	statusWhy: string;
	verdict: 'success' | 'fail' | null;
	error: string | null;
	startedAtMs: number | null;
	endedAtMs: number | null;
	/** Newest sign of life: file change or time inside the data. */
	updatedAtMs: number | null;
	/** Of a run that does not say when it was started: its sign of life when it was met, which does not move on with it. */
	metAtMs?: number;
	progress: Progress | null;
	/** Null unless running with a known total. */
	estimate: Estimate | null;
	/** What started it is recorded; absent else. */
	hasCommand?: true;
	host: string | null;
	user: string | null;
	pid: number | null;
	git: GitState | null;
	/** Flat: nested keys joined with '.'. Lists and other odd values as compact JSON text. */
	config: Record<string, Json>;
	tags: string[];
	marks: string[];
	notes: string[];
	problemCount: number;
	/** First problem, for the row and the status line. */
	problem: string | null;
	metrics: MetricTable;
	/** Metrics that its trackers keep out of sight, such as the width of a logged picture; left out for none. */
	hidden?: readonly string[];
	/** Metrics that it only repeats of its own runs, which have them themselves: nothing is ranked, sorted or averaged by these. Left out for none. */
	echoed?: readonly string[];
	/** Why it is none of the best whatever its results are: "infeasible: constraint 0 is 0.5, above 0". Left out for nearly all. */
	infeasible?: string;
	/** Which way its metrics are better, as its trackers declared; absent where they say nothing of any. */
	goals?: Readonly<Record<string, Direction>>;
	/** Absolute paths of runs whose results it was made from; absent where it was made from none. */
	uses?: readonly string[];
	/** True where these are all of its ancestors, near and far. */
	usesAncestors?: true;
	/** What each of several sources told of it, the strongest first; absent where a single one told all. */
	told?: readonly Told[];
	/** False while only a preview (the tail of a large file) or nothing has been read. */
	complete: boolean;
	/** What is wrong in its curves, the worst first; empty for most. */
	health: HealthMark[];
}

/** Where a run lies, for people: its directory below the root, with the root's name where there are several. */
export function shownDir({dir, rootName}: Pick<RunRow, 'dir' | 'rootName'>): string {
	if (rootName === undefined) return dir;
	return dir === '.' ? rootName : `${rootName}/${dir}`;
}

/** True where the results of a run count for nothing, by constraints that it breaks: it is no best one, and no part of a mean. */
export const isInfeasible = ({infeasible}: Pick<RunRow, 'infeasible'>): boolean => infeasible !== undefined;

/** A result as it counts where runs are judged: NaN for that of a run that breaks a constraint. */
export const countedValue = (row: Pick<RunRow, 'infeasible'>, value: number): number => (isInfeasible(row) ? Number.NaN : value);

/** Names of more metrics than this are looked up in a table. */
const manyNames = 64;
const placesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Place of a name among a run's metrics, -1 for none; as fast for a hundred thousand of them as for ten. */
export function placeOfMetric(names: readonly string[], metric: string): number {
	if (names.length <= manyNames) return names.indexOf(metric);
	let places = placesOf.get(names);
	if (places === undefined) {
		places = new Map(names.map((name, place) => [name, place]));
		placesOf.set(names, places);
	}
	return places.get(metric) ?? -1;
}

/** Aggregate of one metric of a row; NaN where the metric or the aggregate is missing. */
export function readAggregate(row: Pick<RunRow, 'metrics'>, metric: string, column: AggregateName): number {
	const index = placeOfMetric(row.metrics.names, metric);
	if (index < 0) return Number.NaN;
	return row.metrics.values[index * aggregateStride + aggregateColumn(column)] ?? Number.NaN;
}

/** More numbers that a run returned are in its summary alone: some return thousands, and each is kept with its row. */
export const mostReturned = 500;

/** True for a single number that a run returned, which belongs to no step. */
export const isReturned = (row: Pick<RunRow, 'metrics'>, metric: string): boolean =>
	readAggregate(row, metric, 'points') > 0 && Number.isNaN(readAggregate(row, metric, 'lastStep'));

/** True where a run has a metric as a curve. */
export const hasCurve = (row: Pick<RunRow, 'metrics'>, metric: string): boolean =>
	placeOfMetric(row.metrics.names, metric) >= 0 && !isReturned(row, metric);

/** Points of the fullest metric; 0 where there is none. */
export function mostPoints({values}: Pick<MetricTable, 'values'>): number {
	let most = 0;
	for (let at = pointsColumn; at < values.length; at += aggregateStride) if (values[at]! > most) most = values[at]!;
	return most;
}

/** True where a run has more of a metric than a single value. What is logged without its step has all of its points at one. */
export function hasCourse(row: Pick<RunRow, 'metrics'>, metric: string): boolean {
	if (!hasCurve(row, metric)) return false;
	const points = readAggregate(row, metric, 'points');
	return points > 2 || (points > 1 && readAggregate(row, metric, 'firstStep') < readAggregate(row, metric, 'lastStep'));
}

/** The metrics of a run that are curves. What it returned is hidden, so that most runs have no others. */
export const curvesOf = (row: Pick<RunRow, 'metrics' | 'hidden'>): readonly string[] =>
	row.hidden === undefined ? row.metrics.names : row.metrics.names.filter(name => hasCurve(row, name));

/** A run of which nothing is known. */
export const emptyRow = (): RunRow => ({
	key: 0,
	id: '',
	name: '',
	status: 'unknown',
	tags: [],
	marks: [],
	notes: [],
	startedAtMs: null,
	endedAtMs: null,
	updatedAtMs: null,
	format: '',
	formats: [],
	dir: '',
	path: '',
	group: null,
	parent: null,
	restartOf: null,
	attempt: null,
	statusWhy: '',
	verdict: null,
	error: null,
	progress: null,
	estimate: null,
	host: null,
	user: null,
	pid: null,
	git: null,
	config: {},
	problemCount: 0,
	problem: null,
	metrics: {names: [], values: new Float64Array(0)},
	complete: true,
	health: [],
});
