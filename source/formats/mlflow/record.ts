import type {JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {deletedAfter, type Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {mlflowLineageOf} from '../flexlock/mlflow-tags.ts';

/** Where MLflow keeps runs: files in directories, or SQLite. */
export type MlflowStore = 'files' | 'database';

/** A run as both stores of MLflow know it. */
export interface MlflowRecord {
	id: string;
	name: string | null;
	/** In capitals: RUNNING, SCHEDULED, FINISHED, FAILED, KILLED. */
	status: string | null;
	startedAtMs: number | null;
	endedAtMs: number | null;
	user: string | null;
	lifecycle: string | null;
	artifacts: string | null;
	/** `workspace`: that of a store that has several; null in all others. */
	experiment: {id: string; name: string | null; isDeleted: boolean; workspace?: string | null} | null;
	params: ReadonlyMap<string, string>;
	tags: ReadonlyMap<string, string>;
	datasets: JsonObject[];
	/** `save_dir` of a flexlock run.lock among the artifacts, for runs that flexlock did not tag. */
	savedDirectory?: string | null;
	/** Newest time of a point, milliseconds. */
	lastPointMs: number | null;
	/** What is wrong with the record itself: "meta.yaml is empty". */
	fault?: string | null;
	/** When the record was written last, by the clock of its disk; undefined where its store does not tell. */
	writtenAtMs?: number;
}

/** Every point is written at once, by a process that holds nothing open; the end is recorded unless the process was killed. */
const habits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: false};

/** Both stores are written by Python alone: by the program that is recorded, or by MLflow's server for it. */
const habitsOf = (store: MlflowStore, program: string | null, takenUpByMs: number | null): WriterHabits => ({
	waitsForNested: true,
	python: {needs: store === 'database' ? ['sqlite'] : [], program, heirs: {takenUpByMs}},
	...habits,
});

/**
 * When a run was taken up again at the latest (mlflow.start_run(run_id=…)), which sets its status anew and leaves the time of its end as it was;
 * null where nobody knows whether it was.
 */
function takenUpByMsOf({status, endedAtMs, writtenAtMs}: MlflowRecord): number | null {
	if (writtenAtMs !== undefined) return writtenAtMs;
	return status === 'RUNNING' && endedAtMs !== null && endedAtMs > 0 ? Number.MAX_SAFE_INTEGER : null;
}

const ends: Record<string, Judgement['status']> = {
	FINISHED: 'finished',
	FAILED: 'failed',
	KILLED: 'stopped',
	SCHEDULED: 'queued',
};

function outcomeOf(record: MlflowRecord): Judgement | null {
	const end = endOf(record);
	if (record.lifecycle === 'deleted') return deletedAfter(end, 'its lifecycle stage is deleted');
	return record.experiment?.isDeleted ? deletedAfter(end, 'its experiment is deleted') : end;
}

function endOf({status, fault = null}: MlflowRecord): Judgement | null {
	if (status === null && fault !== null) return {status: 'unknown', why: `${fault}, and it would say how the run stands`};
	const end = status === null ? undefined : ends[status];
	return end === undefined ? null : {status: end, why: `recorded as ${status}`};
}

/** The program that logs the run, where that is what the source is: of a project it is the project, and people write into it what they like. */
function programOf(source: string | null, type: string | null): string | null {
	const isProgram = source !== null && (/\.py$/.test(source) || source.startsWith('/'));
	return isProgram && isLocal(type) ? source : null;
}

const isLocal = (type: string | null): boolean => type === null || type === 'LOCAL';

/** Tags that MLflow keeps for itself and that have a place of their own. */
const placed = new Set([
	'mlflow.runName',
	'mlflow.user',
	'mlflow.note.content',
	'mlflow.parentRunId',
	'mlflow.source.name',
	'mlflow.source.git.commit',
	'mlflow.source.git.branch',
	'mlflow.source.git.repoURL',
]);

const titles: Record<string, string> = {'mlflow.source.type': 'source type', 'mlflow.project.entryPoint': 'entry point'};
const longestTag = 300;

export const isSystemMetric = (name: string): boolean => name.startsWith('system/');

const unnamedLength = 8;

/**
 * Facts of a run. Parameters are text in MLflow, and stay text.
 * @param place path of the store, within which, or within a workspace of which, names of experiments are unique
 */
export function factsOfRecord(record: MlflowRecord, store: MlflowStore, place: string): Partial<RunFacts> {
	const {tags, experiment} = record;
	const tag = (name: string) => tags.get(name) || null;
	const config: JsonObject = {};
	for (const [key, value] of record.params) setKey(config, key, value);
	const source = tag('mlflow.source.name');
	const [commit, branch, remote] = [
		tag('mlflow.source.git.commit'),
		tag('mlflow.source.git.branch'),
		tag('mlflow.source.git.repoURL'),
	];
	const signs = [record.startedAtMs, record.lastPointMs].filter(time => time !== null);
	const lineage = mlflowLineageOf(Object.fromEntries(tags));
	return {
		id: record.id,
		// Before 1.28 runs had no name of their own making: of a project its place says what it does, else the beginning of the id
		// tells them apart, which the path of a database does not.
		name: record.name || tag('mlflow.runName') || stepOf(source, tag) || record.id.slice(0, unnamedLength),
		group: experiment?.name ?? null,
		groupScope: experiment?.workspace ? `${place}/${experiment.workspace}` : place,
		parent: tag('mlflow.parentRunId'),
		startedAtMs: record.startedAtMs,
		endedAtMs: record.endedAtMs,
		lastSignMs: signs.length === 0 ? null : Math.max(...signs),
		user: tag('mlflow.user') ?? (record.user || null),
		// The source of a project or a job is its place, which nobody can start. Of a program MLflow keeps no arguments.
		command: source === null || !isLocal(tag('mlflow.source.type')) ? null : {argv: [source], cwd: null, isNameOnly: true},
		git: commit === null && branch === null && remote === null ? null : {commit, branch, dirty: null, remote},
		config,
		isZeroUncounted: true,
		tags: [...tags].filter(([key]) => !key.startsWith('mlflow.')).map(([key, value]) => tagText(key, value)),
		partOf: lineage?.directory ?? record.savedDirectory ?? null,
		supersedes: lineage?.supersedes ?? null,
		marks: lineage?.status === 'deprecated' ? ['deprecated'] : [],
		notes: tags.get('mlflow.note.content') ? [tags.get('mlflow.note.content')!] : [],
		outcome: outcomeOf(record),
		recorded: record.status,
		writer: habitsOf(store, programOf(source, tag('mlflow.source.type')), takenUpByMsOf(record)),
		extra: extraOf(record),
	};
}

/** What a project is called by its place, `steps/train` of `file:///home/ada/exp#steps/train`, and its entry point where that is not the usual one. */
function stepOf(source: string | null, tag: (name: string) => string | null): string | null {
	if (source === null || tag('mlflow.source.type') !== 'PROJECT') return null;
	const place = source
		.split('#')
		.pop()!
		.replace(/[/\\]+$/, '');
	const name = source.includes('#') ? place : place.replace(/^.*[/\\]/s, '').replace(/\.git$/, '');
	const entry = tag('mlflow.project.entryPoint') ?? 'main';
	return name === '' || entry === 'main' ? name || null : `${name} ${entry}`;
}

const tagText = (key: string, value: string): string => (value === '' ? key : `${key}=${value.slice(0, longestTag)}`);

function extraOf({experiment, artifacts, datasets, lifecycle, tags}: MlflowRecord): JsonObject {
	const extra: JsonObject = {};
	if (experiment !== null) extra['experiment id'] = experiment.id;
	if (experiment?.workspace) extra.workspace = experiment.workspace;
	if (lifecycle !== null && lifecycle !== 'active') extra['lifecycle stage'] = lifecycle;
	if (artifacts) extra.artifacts = artifacts;
	if (datasets.length > 0) extra.datasets = datasets;
	const source = tags.get('mlflow.source.name');
	if (source && !isLocal(tags.get('mlflow.source.type') || null)) extra.source = source;
	for (const [key, value] of tags)
		if (key.startsWith('mlflow.') && !placed.has(key)) setKey(extra, titles[key] ?? key, value.slice(0, longestTag));
	return extra;
}
