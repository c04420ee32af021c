import {aggregateNames, aggregateStride, isTold, type RunRow} from './row.ts';
import type {Json, JsonObject, Problem, RunFacts} from './run.ts';
import {readRuntime} from './runtime.ts';
import {setKey} from './set-key.ts';

/** Non-finite numbers become the words that the headless contract gives them. */
export function jsonNumber(value: number): number | string | null {
	if (Number.isFinite(value)) return value;
	if (Number.isNaN(value)) return 'NaN';
	return value > 0 ? 'Infinity' : '-Infinity';
}

/** A recorded value with its non-finite numbers as words, however deep they are. */
export function jsonValue(value: Json): Json {
	if (typeof value === 'number') return jsonNumber(value);
	if (Array.isArray(value)) return value.map(jsonValue);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
}

/** ISO 8601 in UTC; null stays null, and so does a time outside what a date can hold. */
export function jsonTime(atMs: number | null): string | null {
	if (atMs === null || !Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return null;
	return new Date(atMs).toISOString();
}

function pairOf(values: Float64Array, at: number, step: number, value: number, isThere = false): Json {
	const stepAt = values[at + step]!;
	if (!isThere && Number.isNaN(stepAt) && Number.isNaN(values[at + value]!)) return null;
	// What a run returned belongs to no step.
	return [Number.isNaN(stepAt) ? null : jsonNumber(stepAt), jsonNumber(values[at + value]!)];
}

function jsonMetrics({metrics}: RunRow): JsonObject {
	const [points, nonfinite, , firstStep, first, lastStep, last, minStep, min, maxStep, max, mean] = aggregateNames.map(
		(_, i) => i,
	) as [number, number, number, number, number, number, number, number, number, number, number, number];
	const out: JsonObject = {};
	metrics.names.forEach((name, i) => {
		const at = i * aggregateStride;
		const {values} = metrics;
		const average = values[at + mean]!;
		const hasPoints = values[at + points]! > 0;
		const metric: JsonObject = {
			points: jsonNumber(values[at + points]!),
			nonfinite: jsonNumber(values[at + nonfinite]!),
			first: pairOf(values, at, firstStep, first, hasPoints),
			last: pairOf(values, at, lastStep, last, hasPoints),
			min: pairOf(values, at, minStep, min),
			max: pairOf(values, at, maxStep, max),
			mean: Number.isNaN(average) ? null : jsonNumber(average),
		};
		// A name is whatever a program likes.
		setKey(out, name, metric);
	});
	return out;
}

/** A run as `--json` gives it: the public contract, field by field. */
export function runToJson(row: RunRow, facts: RunFacts, problems: readonly Problem[], nowMs: number): JsonObject {
	const {progress, estimate} = row;
	return {
		id: row.id,
		format: row.format,
		formats: row.formats,
		dir: row.dir,
		path: row.path,
		name: row.rawName ?? row.name,
		group: row.group,
		parent: row.parent,
		attempt: row.attempt,
		status: row.status,
		status_why: row.statusWhy,
		verdict: row.verdict,
		error: row.error,
		started_at: jsonTime(row.startedAtMs),
		ended_at: jsonTime(row.endedAtMs),
		updated_at: jsonTime(row.updatedAtMs),
		duration_s: readRuntime(row, nowMs),
		progress:
			progress === null
				? null
				: {
						step: progress.step,
						total: progress.total,
						fraction: progress.fraction,
						unit: progress.unit,
						total_from: progress.totalFrom,
					},
		eta:
			estimate === null || !isTold(estimate)
				? null
				: {
						seconds: estimate.seconds,
						low: estimate.low,
						high: estimate.high,
						finish_at: jsonTime(estimate.finishAtMs),
						from: estimate.condition === undefined ? estimate.from : `${estimate.condition}: ${estimate.from}`,
					},
		host: row.host,
		user: row.user,
		pid: row.pid,
		command:
			facts.command === null
				? null
				: {argv: facts.command.argv, cwd: facts.command.cwd, ...(facts.command.env && {env: facts.command.env})},
		git: facts.git === null ? null : {...facts.git},
		source_digest: facts.sourceDigest,
		config: jsonValue(facts.config),
		summary: jsonValue(facts.summary),
		metrics: jsonMetrics(row),
		tags: row.tags,
		marks: row.marks,
		notes: row.notes,
		health: row.health.map(({kind, metric, step, reason}) => ({kind, metric, step, reason})),
		problems: problems.map(({file, message}) => ({file, message})),
	};
}
