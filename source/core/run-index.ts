import {aggregateNames, aggregateStride, type RunRow} from './row.ts';
import {type Json, statuses} from './run.ts';

/** What completion must know of runs, small enough to be read in some milliseconds: names of fields once, values a row. */
export interface RunIndex {
	version: typeof version;
	/** Absolute paths. */
	roots: string[];
	/** When these runs were read, and how long that took. */
	atMs: number;
	tookMs: number;
	/** Config keys, and metric names, of runs that are alike. */
	configs: string[][];
	metrics: string[][];
	runs: PackedRun[];
}

interface PackedRun {
	id: string;
	name: string;
	status: string;
	format: string;
	formats: string[];
	dir: string;
	path: string;
	group: string | null;
	parent: string | null;
	host: string | null;
	user: string | null;
	tags: string[];
	marks: string[];
	/** Start, end, last sign of life; null where they are not known. */
	times: (number | null)[];
	/** Number of its keys in `configs`, and their values. */
	config: [number, ...Json[]];
	/** Number of its names in `metrics`, and their last values, null for NaN. */
	metrics: [number, ...(number | null)[]];
}

const version = 1;
const longestText = 200;
const lastAt = aggregateNames.indexOf('last');
const pointsAt = aggregateNames.indexOf('points');

/** Numbers of equal lists of names. */
class Shapes {
	readonly lists: string[][] = [];
	private readonly numbers = new Map<string, number>();

	numberOf(names: readonly string[]): number {
		const key = names.join('\0');
		let number = this.numbers.get(key);
		if (number === undefined) {
			number = this.lists.push([...names]) - 1;
			this.numbers.set(key, number);
		}
		return number;
	}
}

const shorten = (value: Json): Json => (typeof value === 'string' ? value.slice(0, longestText) : value);

export function packRuns(rows: Iterable<RunRow>, about: Pick<RunIndex, 'roots' | 'atMs' | 'tookMs'>): RunIndex {
	const [configs, metrics] = [new Shapes(), new Shapes()];
	const runs = Array.from(rows, (row): PackedRun => {
		const {id, name, status, format, formats, dir, path, group, parent, host, user, tags, marks} = row;
		const {names, values} = row.metrics;
		const last = names.map((_, at) => values[at * aggregateStride + lastAt]!);
		return {
			...{id, name, status, format, formats, dir, path, group, parent, host, user, tags, marks},
			times: [row.startedAtMs, row.endedAtMs, row.updatedAtMs],
			config: [configs.numberOf(Object.keys(row.config)), ...Object.values(row.config).map(shorten)],
			metrics: [metrics.numberOf(names), ...last.map(value => (Number.isFinite(value) ? value : null))],
		};
	});
	return {version, ...about, configs: configs.lists, metrics: metrics.lists, runs};
}

/** An index that was written by this version of xtui; null for anything else. */
export function asRunIndex(value: unknown): RunIndex | null {
	const index = value as Partial<RunIndex> | null;
	return typeof index === 'object' && index?.version === version && Array.isArray(index.runs) ? (index as RunIndex) : null;
}

function unpackRun(run: PackedRun, key: number, {configs, metrics}: RunIndex, room: (numbers: number) => Float64Array): RunRow {
	const [keys, ...settings] = run.config;
	const [shape, ...last] = run.metrics;
	const names = metrics[shape] ?? [];
	const values = room(names.length * aggregateStride);
	for (const [at, value] of last.entries()) {
		values[at * aggregateStride + pointsAt] = 1;
		values[at * aggregateStride + lastAt] = value ?? Number.NaN;
	}
	const [startedAtMs = null, endedAtMs = null, updatedAtMs = null] = run.times;
	const {id, name, format, formats, dir, path, group, parent, host, user, tags, marks} = run;
	return {
		...{key, id, name, format, formats, dir, path, group, parent, host, user, tags, marks, startedAtMs, endedAtMs, updatedAtMs},
		status: statuses.find(status => status === run.status) ?? 'unknown',
		config: Object.fromEntries((configs[keys] ?? []).map((name, at) => [name, settings[at] ?? null])),
		metrics: {names, values},
		statusWhy: '',
		restartOf: null,
		attempt: null,
		verdict: null,
		error: null,
		progress: null,
		estimate: null,
		pid: null,
		git: null,
		notes: [],
		problemCount: 0,
		problem: null,
		complete: true,
		health: [],
	};
}

/** The runs again, as far as the index knows them; without their settings and metrics where only their names are asked for. */
export function unpackRuns(whole: RunIndex, isNamesOnly = false): RunRow[] {
	const nothing: Pick<PackedRun, 'config' | 'metrics'> = {config: [-1], metrics: [-1]};
	const index = isNamesOnly ? {...whole, runs: whole.runs.map(run => ({...run, ...nothing}))} : whole;
	// One array for all: thousands of small ones would take longer than everything else.
	const total = index.runs.reduce((sum, {metrics}) => sum + (index.metrics[metrics[0]]?.length ?? 0) * aggregateStride, 0);
	const all = new Float64Array(total).fill(Number.NaN);
	let used = 0;
	const room = (numbers: number) => {
		used += numbers;
		return all.subarray(used - numbers, used);
	};
	return index.runs.map((run, key) => unpackRun(run, key, index, room));
}
