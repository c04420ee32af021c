import type {Json, JsonObject} from '../run.ts';
import {jsonNumber, jsonTime, jsonValue} from '../run-json.ts';
import {readRuntime} from '../runtime.ts';
import type {MetricDiff} from './compare-metrics.ts';
import type {Comparison, Subject} from './compare-runs.ts';
import type {Delta} from './delta.ts';
import type {Point} from './reading.ts';
import type {Setting} from './settings.ts';

const point = (at: Point | null): Json => at && [jsonNumber(at.step), jsonNumber(at.value)];
const delta = (of: Delta | null): Json => of && {absolute: jsonNumber(of.absolute), percent: of.percent, better: of.better};

function runOf({row, facts, at}: Subject, nowMs: number): JsonObject {
	return {
		id: row.id,
		name: row.name,
		format: row.format,
		dir: row.dir,
		path: row.path,
		status: row.status,
		status_why: row.statusWhy,
		...(row.infeasible !== undefined && {infeasible: row.infeasible}),
		at: at === null ? null : at.kind === 'step' ? {step: at.step} : {seconds: at.seconds},
		started_at: jsonTime(row.startedAtMs),
		duration_s: readRuntime(row, nowMs),
		host: row.host,
		command: facts.command?.argv ?? null,
		tags: row.tags,
	};
}

function settings(list: readonly Setting[]): JsonObject {
	return Object.fromEntries(list.map(({key, values}) => [key, values.map(value => jsonValue(value ?? null))]));
}

/** Which runs have no such key: null alone may also be a recorded None. */
function lacking(list: readonly Setting[]): JsonObject {
	const entries = list.map(({key, values}): [string, number[]] => [
		key,
		values.flatMap((value, run) => (value === undefined ? [run] : [])),
	]);
	return Object.fromEntries(entries.filter(([, runs]) => runs.length > 0));
}

function metric({nameIn, goal, isHidden, readings, deltas}: MetricDiff): JsonObject {
	return {
		names: nameIn,
		hidden: isHidden,
		direction: goal?.direction ?? null,
		direction_from: goal === null ? null : goal.guessed ? 'name' : 'tracker',
		runs: readings.map((reading, run) =>
			reading === null
				? null
				: {
						points: reading.points,
						last: point(reading.last),
						best: point(reading.best),
						delta: run === 0 ? null : {last: delta(deltas[run]!.last), best: delta(deltas[run]!.best)},
					},
		),
	};
}

/**
 * A comparison as `--json` gives it. Lists go by run, in the order asked for; `config` holds exactly the keys that differ, `bookkeeping` those
 * of the trackers themselves, `config_same` what is the same in all. `environment` and `packages` hold what differs, too.
 */
export function comparisonToJson(
	{subjects, config, metrics, summary, source, environment, packages}: Comparison,
	nowMs: number,
): JsonObject {
	const shared = config.same.map(({key, values}): [string, Json] => [
		key,
		jsonValue(values.find(value => value !== undefined) ?? null),
	]);
	return {
		runs: subjects.map(subject => runOf(subject, nowMs)),
		config: settings(config.differing),
		config_lacking: lacking(config.differing),
		config_same: Object.fromEntries(shared),
		bookkeeping: settings(config.bookkeeping),
		metrics: Object.fromEntries(metrics.map(each => [each.name, metric(each)])),
		summary: Object.fromEntries(
			summary.map(({key, values, deltas}) => [
				key,
				{values: values.map(value => jsonValue(value ?? null)), delta: deltas.map(delta)},
			]),
		),
		source: settings(source),
		environment: settings(environment.differing),
		packages: settings(packages.differing),
		packages_lacking: lacking(packages.differing),
	};
}
