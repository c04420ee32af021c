import {isReturned, type RunRow} from '../row.ts';
import type {Json, RunFacts} from '../run.ts';
import type {Series} from '../series/series.ts';
import type {Direction} from '../table/metrics/direction.ts';
import {diffMetrics, type MetricDiff} from './compare-metrics.ts';
import {diffSummary, type SummaryDiff} from './compare-summary.ts';
import {environmentOf} from './environment.ts';
import type {Moment} from './moment.ts';
import {diffPackages} from './packages.ts';
import {readReturned, readSeries} from './reading.ts';
import {diffSettings, type Setting, type SettingsDiff} from './settings.ts';
import type {RecordedSource} from './source-text.ts';

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
	/** Versions by name of package, as far as its tracker kept them. */
	packages: Readonly<Record<string, string>>;
	source: RecordedSource;
}

/** What several runs have in common and what not; the first is the one that the others are measured against. */
export interface Comparison {
	subjects: readonly Subject[];
	config: SettingsDiff;
	metrics: MetricDiff[];
	/** What the trackers summed up themselves, where it is no metric that is compared already. */
	summary: SummaryDiff[];
	/** Commit, branch, changes, digest of the source and kept copies, those that some run has. */
	source: Setting[];
	/** Where and in what they ran. */
	environment: SettingsDiff;
	packages: SettingsDiff;
}

function listSource(subjects: readonly Subject[]): Setting[] {
	const parts: [string, (subject: Subject) => Json][] = [
		['commit', ({facts: {git}}) => git?.commit ?? null],
		['branch', ({facts: {git}}) => git?.branch ?? null],
		['dirty', ({facts: {git}}) => git?.dirty ?? null],
		['patch', ({source}) => (source.patched ? 'kept' : null)],
		['digest', ({source}) => source.digest],
		['copies', ({source}) => source.copies || null],
	];
	return parts
		.map(([key, read]) => ({key, values: subjects.map(subject => read(subject) ?? undefined)}))
		.filter(({values}) => values.some(value => value !== undefined));
}

/** Compares runs with the first of them: settings, metrics, what the trackers summed up, source. */
export function compareRuns(subjects: readonly Subject[]): Comparison {
	const metrics = diffMetrics(
		subjects.map(({metrics: series, declared, hidden, at, row}) => ({
			names: [...series.keys(), ...row.metrics.names.filter(name => !series.has(name) && isReturned(row, name))],
			declared,
			hidden,
			row,
			read: (name, direction) => {
				const points = series.get(name);
				return points ? readSeries(points, direction, at, row.startedAtMs) : readReturned(row, name, direction, at);
			},
		})),
	);
	return {
		subjects,
		config: diffSettings(
			subjects.map(({facts}) => facts.config),
			true,
		),
		metrics,
		// A summary is of the end: it says nothing about a moment before.
		summary: subjects.some(({at}) => at !== null)
			? []
			: diffSummary(
					subjects.map(({row, facts: {summary}}) => ({row, summary})),
					metrics,
				),
		source: listSource(subjects),
		environment: diffSettings(subjects.map(({facts}) => environmentOf(facts))),
		packages: diffPackages(subjects.map(({packages}) => packages)),
	};
}
