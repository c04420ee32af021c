import type {RunRow} from '../row.ts';
import type {Json, RunFacts} from '../run.ts';
import type {Series} from '../series/series.ts';
import {type Direction, findGoal, type Goal} from '../table/direction.ts';
import {alignNames, joinBareNames} from './align-names.ts';
import {isBookkeeping} from './bookkeeping.ts';
import {type Delta, deltaOf} from './delta.ts';
import type {Moment} from './moment.ts';
import {type Reading, readSeries} from './reading.ts';
import {diffSettings, type Setting, type SettingsDiff} from './settings.ts';

/** A run that is compared, at its end or at a moment. */
export interface Subject {
	row: RunRow;
	facts: RunFacts;
	metrics: ReadonlyMap<string, Series>;
	/** Directions that its tracker declared, by metric. */
	declared: ReadonlyMap<string, Direction>;
	/** Metrics that its tracker keeps out of sight: of the machine, of other runs that it started. */
	hidden: ReadonlySet<string>;
	at: Moment | null;
}

export interface MetricDiff {
	name: string;
	/** What each run calls it. */
	nameIn: (string | null)[];
	goal: Goal | null;
	/** True where every run that has it keeps it out of sight. */
	isHidden: boolean;
	/** By run; null where it has no such metric. */
	readings: (Reading | null)[];
	/** Against the first run, which has none. */
	deltas: {last: Delta | null; best: Delta | null}[];
}

/** What several runs have in common and what not; the first is the one that the others are measured against. */
export interface Comparison {
	subjects: readonly Subject[];
	config: SettingsDiff;
	metrics: MetricDiff[];
	/** What the trackers summed up themselves, where it is no metric that is compared already. */
	summary: (Setting & {deltas: (Delta | null)[]})[];
	/** Commit, branch, changes and digest of the source, those that some run has. */
	source: Setting[];
}

function diffMetrics(subjects: readonly Subject[]): MetricDiff[] {
	const declared = new Map(subjects.flatMap(subject => [...subject.declared]).reverse());
	return joinBareNames(alignNames(subjects.map(({metrics}) => [...metrics.keys()]))).flatMap(({name, nameIn}) => {
		if (isBookkeeping(name)) return [];
		const said = nameIn.find(spelling => spelling !== null && declared.has(spelling)) ?? name;
		const goal = findGoal(said, declared);
		const isHidden = nameIn.every((spelling, run) => spelling === null || subjects[run]!.hidden.has(spelling));
		const readings = subjects.map(({metrics, at, row}, run) => {
			const spelling = nameIn[run];
			return typeof spelling === 'string'
				? readSeries(metrics.get(spelling)!, goal?.direction ?? null, at, row.startedAtMs)
				: null;
		});
		const [base] = readings;
		const delta = (reading: Reading | null, which: 'last' | 'best'): Delta | null =>
			deltaOf(reading?.[which]?.value ?? Number.NaN, base?.[which]?.value ?? Number.NaN, goal?.direction ?? null);
		const deltas = readings.map((reading, run) =>
			run === 0 ? {last: null, best: null} : {last: delta(reading, 'last'), best: delta(reading, 'best')},
		);
		return [{name, nameIn, goal, isHidden, readings, deltas}];
	});
}

function diffSummary(subjects: readonly Subject[], metrics: readonly MetricDiff[]): Comparison['summary'] {
	// A summary is of the end: it says nothing about a moment before.
	if (subjects.some(({at}) => at !== null)) return [];
	const known = new Set(metrics.map(({name}) => name));
	const {differing} = diffSettings(subjects.map(({facts}) => facts.summary));
	return differing
		.filter(({key}) => !known.has(key))
		.map(setting => {
			const direction = findGoal(setting.key)?.direction ?? null;
			const numbers = setting.values.map(value => (typeof value === 'number' ? value : Number.NaN));
			return {...setting, deltas: numbers.map((value, run) => (run === 0 ? null : deltaOf(value, numbers[0]!, direction)))};
		});
}

function listSource(subjects: readonly Subject[]): Setting[] {
	const parts: [string, (facts: RunFacts) => Json][] = [
		['commit', ({git}) => git?.commit ?? null],
		['branch', ({git}) => git?.branch ?? null],
		['dirty', ({git}) => git?.dirty ?? null],
		['digest', ({sourceDigest}) => sourceDigest],
	];
	return parts
		.map(([key, read]) => ({key, values: subjects.map(({facts}) => read(facts) ?? undefined)}))
		.filter(({values}) => values.some(value => value !== undefined));
}

/** Compares runs with the first of them: settings, metrics, what the trackers summed up, source. */
export function compareRuns(subjects: readonly Subject[]): Comparison {
	const metrics = diffMetrics(subjects);
	return {
		subjects,
		config: diffSettings(subjects.map(({facts}) => facts.config)),
		metrics,
		summary: diffSummary(subjects, metrics),
		source: listSource(subjects),
	};
}
