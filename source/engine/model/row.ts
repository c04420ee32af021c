import {isWithin} from '../../core/files/paths.ts';
import {flattenConfig} from '../../core/flatten.ts';
import {aggregateColumn, aggregateNames, aggregateStride, type MetricTable, type RunRow} from '../../core/row.ts';
import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {nameOfStart} from '../../core/table/lines/start-name.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {declaredGoals, echoedMetrics, hiddenMetrics} from './goals.ts';
import type {Layer} from './layer.ts';
import {resultsOf} from './results.ts';
import {tellersOf} from './told.ts';
import type {TrackedRun} from './tracked-run.ts';

const lastStepAt = aggregateColumn('lastStep');
const lastAt = aggregateColumn('last');
const longestConfigText = 500;

/** Aggregates of all metrics; latest values come from the preview while the history is being read. */
export function tabulateMetrics(run: Pick<TrackedRun, 'asleep' | 'metrics'> & {preview?: Layer | null}): MetricTable {
	if (run.asleep !== null) return run.asleep.table;
	const names = [...run.metrics.keys()];
	for (const name of run.preview?.metrics.keys() ?? []) if (!run.metrics.has(name)) names.push(name);
	const values = new Float64Array(names.length * aggregateStride).fill(Number.NaN);
	names.forEach((name, i) => {
		const at = i * aggregateStride;
		run.metrics.get(name)?.writeAggregates(values, at);
		const early = run.preview?.metrics.get(name);
		if (early === undefined || early.length === 0) return;
		const step = early.steps.at(early.length - 1);
		if (values[at + lastStepAt]! >= step) return;
		values[at + lastStepAt] = step;
		values[at + lastAt] = early.values.at(early.length - 1);
	});
	return {names, values};
}

const flatCache = new WeakMap<JsonObject, Record<string, Json>>();

/** Flat config of merged facts; made once for each version of them. */
export function flatConfigOf({config}: Pick<RunFacts, 'config'>): Record<string, Json> {
	let flat = flatCache.get(config);
	if (flat === undefined) {
		flat = flattenConfig(config);
		for (const [key, value] of Object.entries(flat)) {
			if (typeof value === 'string' && value.length > longestConfigText) flat[key] = `${value.slice(0, longestConfigText)}…`;
			else if (value !== null && typeof value === 'object') flat[key] = JSON.stringify(value).slice(0, longestConfigText);
		}
		flatCache.set(config, flat);
	}
	return flat;
}

/** What the newest earlier start of the same run was called that has a name: a run keeps its own where a later start gives it none (W&B). */
function nameBefore({previous}: TrackedRun): string | undefined {
	const passed = new Set<TrackedRun>();
	for (let at = previous; at !== null && !passed.has(at); at = at.previous) {
		passed.add(at);
		const name = at.facts.name?.trim();
		if (name) return name;
	}
	return undefined;
}

/** What a person would call it; of several starts in the same files also which one it is. */
export function nameOf(run: TrackedRun, facts: RunFacts): string {
	const {startOf, layers} = run;
	if (startOf !== null) return nameOfStart(placeOrName(startOf.run, startOf.run.facts), startOf.number);
	const name = placeOrName(run, facts);
	return facts.attempt !== null && layers.some(({starts}) => starts?.isParted) ? nameOfStart(name, facts.attempt) : name;
}

function placeOrName(run: TrackedRun, facts: RunFacts): string {
	const given = facts.name?.trim() || nameBefore(run);
	if (given) return cleanText(given);
	// It stands below the run whose directory it lies in.
	if (run.whole !== null && isWithin(run.path, run.whole.path) && run.path !== run.whole.path)
		return cleanText(run.path.slice(run.whole.path.length + 1));
	return cleanText(run.dir === '.' ? run.path.slice(run.path.lastIndexOf('/') + 1) : run.dir);
}

/** A name with blanks at its ends, which is given whole to programs: whoever compares names by themselves has them. */
function rawNameOf({name}: RunFacts): {rawName?: string} {
	const isPadded = name !== null && (name.startsWith(' ') || name.endsWith(' ')) && name.trim() !== '';
	return isPadded ? {rawName: cleanText(name)} : {};
}

/** Nobody copies a run within so long after its start. */
const shortMs = 60_000;

/**
 * When it was last heard of: by the times that it holds, else by those of its files, where they can be its own; 0 where nothing tells. Where a
 * run was started again and holds no later time, its start is one.
 */
function lastMomentOf(run: TrackedRun, {lastSignMs, endedAtMs, startedAtMs}: RunFacts): number {
	const {grewAtMs, modifiedAtMs, judgement, made} = run;
	const told = Math.max(lastSignMs ?? 0, endedAtMs ?? 0);
	// Files made in one go are a copy, or the run has just begun or was short, as its start tells; a time older than the file
	// itself came with the copy.
	const isShort = made !== null && startedAtMs !== null && Math.abs(made.firstMs - startedAtMs) <= shortMs;
	const isOfRun = made === null || isShort || modifiedAtMs < made.lastMs || judgement.status === 'running';
	const isOfBefore = told > 0 && startedAtMs !== null && told < startedAtMs;
	if (isOfBefore) return Math.max(grewAtMs, startedAtMs, isOfRun ? modifiedAtMs : 0);
	return Math.max(grewAtMs, told > 0 ? told : isOfRun ? modifiedAtMs : 0);
}

/** A metric table with numbers that belong to no step. */
function withResults(table: MetricTable, results: ReadonlyMap<string, number>): MetricTable {
	if (results.size === 0) return table;
	const {names, values} = table;
	const all = new Float64Array((names.length + results.size) * aggregateStride).fill(Number.NaN);
	all.set(values);
	let at = values.length;
	for (const value of results.values()) {
		const isSound = Number.isFinite(value);
		aggregateNames.forEach((name, column) => {
			if (name === 'points') all[at + column] = 1;
			else if (name === 'nonfinite') all[at + column] = isSound ? 0 : 1;
			else if (name === 'nan') all[at + column] = Number.isNaN(value) ? 1 : 0;
			else if (!name.endsWith('Step') && (isSound || name === 'first' || name === 'last')) all[at + column] = value;
		});
		at += aggregateStride;
	}
	return {names: [...names, ...results.keys()], values: all};
}

/** The row that the screen, the query and the command line know. */
export function makeRow(run: TrackedRun): RunRow {
	const {facts} = run;
	const problems = run.problems;
	const config = flatConfigOf(facts);
	const results = resultsOf(run, config);
	// They have no points that could be drawn.
	const hidden = [...hiddenMetrics(run), ...results.keys()];
	const echoed = [...echoedMetrics(run)];
	const goals = declaredGoals(run);
	const updatedAtMs = lastMomentOf(run, facts);
	if (run.metAtMs === 0) run.metAtMs = updatedAtMs;
	return {
		key: run.key,
		id: run.id,
		format: run.format,
		formats: run.formats,
		dir: run.dir,
		path: run.path,
		name: nameOf(run, facts),
		group: facts.group,
		parent: run.joinedParent ?? facts.parent ?? run.parentId,
		restartOf: typeof facts.extra.restart_of === 'string' ? facts.extra.restart_of : null,
		attempt: facts.attempt ?? run.attempt,
		status: run.judgement.status,
		statusWhy: run.judgement.why,
		verdict: facts.verdict,
		error: facts.error,
		startedAtMs: facts.startedAtMs,
		endedAtMs: run.isEndOld ? null : facts.endedAtMs,
		updatedAtMs: updatedAtMs > 0 ? updatedAtMs : null,
		progress: run.progress,
		estimate: run.estimate,
		host: facts.host,
		user: facts.user,
		pid: facts.pid,
		git: facts.git,
		config,
		tags: facts.tags,
		marks: facts.marks,
		notes: facts.notes,
		problemCount: problems.length,
		problem: problems[0]?.message ?? null,
		metrics: withResults(tabulateMetrics(run), results),
		complete: run.complete,
		health: run.health,
		// Behind all others: what comes after a spread is added to the object one by one.
		...rawNameOf(facts),
		...(facts.command !== null && {hasCommand: true as const}),
		...(run.rootName !== '' && {rootName: run.rootName}),
		...(run.idScope !== null && {idScope: run.idScope}),
		...(run.startOf !== null && {startOf: run.startOf.run.id}),
		...(facts.work !== null && facts.work === facts.group && {work: facts.work}),
		...(facts.groupScope !== null && {groupScope: facts.groupScope}),
		...(facts.startedAtMs === null && run.metAtMs > 0 && {metAtMs: run.metAtMs}),
		...(hidden.length > 0 && {hidden}),
		...(echoed.length > 0 && {echoed}),
		...(facts.infeasible !== null && {infeasible: facts.infeasible}),
		...(goals.size > 0 && {goals: Object.fromEntries(goals)}),
		...(facts.uses.length > 0 && {uses: facts.uses}),
		...(facts.usesAncestors !== null && {usesAncestors: facts.usesAncestors}),
		...(run.layers.length > 1 && {told: tellersOf(run)}),
	};
}
