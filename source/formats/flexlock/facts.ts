import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {commandOf, sweepCommand} from './command.ts';
import {gitOf, sectionsOf, withoutEmpty} from './describe.ts';
import {endInSecond} from './ending/ends.ts';
import {resultOf, resultOfRow} from './ending/result.ts';
import {outcomeOf, type StatusEvidence, withoutMark} from './ending/status.ts';
import {habitsOf, quietMs} from './habits.ts';
import {fileNames} from './layout.ts';
import {copyOf} from './places/copies.ts';
import {tagsOf} from './places/git-tags.ts';
import {arrivalOf, groupOf, ranBeforeFailure, runName, stageId, startOf} from './places/identity.ts';
import {controllerFiles, isScheduled, logFilesOf, markedTasks, sweepStart} from './places/job-files.ts';
import {isElsewhere, locate, recordedRoots, rootOf} from './places/relocate.ts';
import {errorText} from './record/marks.ts';
import {readLock} from './record/read-record.ts';
import type {RunRecord} from './record/record.ts';
import {textAt, textsAt} from './record/values.ts';
import type {RunState} from './run-state.ts';
import {type HeldDatabase, habitsOfHeld, heldDatabase} from './tasks/held-database.ts';
import {sweepId} from './tasks/recover-record.ts';
import {describeSent} from './tasks/reruns.ts';
import {describeShared} from './tasks/shared-outputs.ts';
import {failedTasks} from './tasks/sweep-record.ts';
import {countsText, describeTask, type TaskCounts} from './tasks/tasks.ts';

/** What a run directory tells of its run; `problems` gets what its results lack. */
export function factsOf(files: FileAccess, directory: string, state: RunState, problems: Problem[]): Partial<RunFacts> {
	const {record, marks, own, row, sweep, tasks} = state;
	const {git, digest} = gitOf(record);
	const endedAtMs = marks.endedAtMs ?? endInSecond(state.storedEndMs, [record.startedAtMs, ...state.taskEndsMs]);
	const ancestor = (path: string) => copyOf(files, directory, record, path) ?? locate(files, directory, record, path);
	const logFiles = logFilesOf(files, directory);
	const hasController = files.stat(`${directory}/${fileNames.controller}`) !== null;
	const held =
		sweep === null || hasController ? null : heldDatabase(files, directory, record.generation, tasks, logFiles.length > 0);
	const evidence: StatusEvidence = {
		marks,
		row,
		isSoundStage: ranBeforeFailure(row, record),
		tasks: sweep,
		isClosed: tasks?.isClosed ?? false,
		isHandedOver: sweep !== null && logFiles.length === 0 && isScheduled(files, directory),
		generation: record.generation,
		hasController,
		isHeld: held !== null,
		madeIn: isElsewhere(files, directory, record) ? (recordedRoots(record)[0] ?? null) : null,
	};
	const node = marks.error?.node ?? row?.node ?? sweep?.node ?? null;
	const host = node === 'local' ? null : node;
	return {
		id: stageId(row, record) ?? (state.isSweep ? sweepId(record, state.hasLock) : null) ?? record.id ?? own?.taskId,
		name: runName(directory, record),
		parent: record.parent,
		uses: [...record.lineage.values()].map(({path}) => ancestor(path) ?? path),
		usesAncestors: record.namesAncestors ? true : null,
		...groupOf(record, directory, own?.database ?? null),
		work: workOf(record),
		startedAtMs: record.startedAtMs ?? startOf(row, record) ?? sweep?.firstStartMs ?? null,
		arrived: arrivalOf(files, directory, record),
		endedAtMs,
		...(endedAtMs === null ? {} : {lastSignMs: endedAtMs}),
		host,
		config: record.config,
		summary: summaryOf(files, directory, state, problems),
		tags: tagsOf(files, directory, recordedRoots(record)),
		notes: record.note === null ? [] : [record.note],
		error: errorText(marks, evidence.isSoundStage ? null : row),
		git,
		sourceDigest: digest,
		command:
			sweep === null ? commandOf(record, rootOf(directory, record)) : sweepCommand(directory, record, {...tasks!, counts: sweep}),
		outcome: outcomeOf(evidence),
		recorded: row?.status ?? null,
		...progressOf(sweep),
		writer: writerOf(files, state, {evidence, held, host, hasJobs: logFiles.length > 0}),
		signFiles: held?.signFiles ?? controllerFiles(files, directory, own?.database ?? null),
		logFiles,
		extra: {
			...sectionsOf(record, ancestor),
			...sectionsOfTasks(state),
			...markedTasks(files, directory),
			...withoutEmpty({'Shared directory': sharedWith(files, directory, record, own?.database ?? null)}),
			...withoutEmpty({Stage: marks.error?.stage ?? null}),
		},
	};
}

function summaryOf(files: FileAccess, directory: string, state: RunState, problems: Problem[]): JsonObject {
	const {record, row, marks, mixed} = state;
	if (state.isShared) return {};
	if (mixed !== null) return resultOfRow(mixed, directory, record) ?? {};
	return resultOf({files, directory, record, row, marks, problems});
}

interface Signs {
	evidence: StatusEvidence;
	held: HeldDatabase | null;
	host: string | null;
	hasJobs: boolean;
}

function writerOf(files: FileAccess, state: RunState, {evidence, held, host, hasJobs}: Signs): WriterHabits {
	const {own, row, sweep} = state;
	const silent = withoutMark(evidence);
	if (held !== null && silent !== null) return habitsOfHeld(held, quietMs, silent);
	return habitsOf({
		generation: evidence.generation,
		hasController: evidence.hasController,
		hasRunning: (sweep?.counts.running ?? 0) > 0,
		hasJobs,
		sweepStartMs: own === null || host !== null ? null : sweepStart(files, directoryOf(own.database)),
		tasks: row !== null || sweep !== null ? {database: state.ownDatabase, takenUpAtMs: row?.startedAtMs ?? null} : null,
	});
}

/** What the database tells of the task, or of the tasks of a sweep. */
function sectionsOfTasks({row, sweep, tasks, earlier, waiting, ownDatabase}: RunState): JsonObject {
	const sections: JsonObject = {};
	if (row !== null) sections.Task = {...describeTask(row), database: ownDatabase};
	if (sweep !== null) {
		sections.Sweep = {tasks: countsText(sweep), 'counted in': sweep.from, ...withoutEmpty({gap: sweep.gap})};
		Object.assign(sections, withoutEmpty({'Failed tasks': failedTasks(tasks?.rows ?? [])}));
	}
	if (earlier.length > 0) sections['Written over'] = describeSent(earlier);
	if (waiting.length > 0) sections['Sent again'] = describeSent(waiting);
	return sections;
}

function sharedWith(files: FileAccess, directory: string, record: RunRecord, database: string | null): JsonObject {
	const sweep = database === null ? record : readLock(files, directoryOf(database), []);
	return describeShared(files, directory, {record, sweep, own: database === null ? null : (record.saveDirectory ?? '')});
}

/** What a run does: its function, and the parts of the config that were chosen for it, which are its stage. Null where neither is recorded. */
function workOf({config, preset}: RunRecord): string | null {
	const words = [textAt(config, '_target_') ?? '', ...(preset === null ? [] : textsAt(preset, 'select'))];
	return words.join(' ').trim() || null;
}

function progressOf(tasks: TaskCounts | null): Partial<RunFacts> {
	if (tasks === null || tasks.total === 0 || tasks.gap !== null) return {};
	return {progress: {step: tasks.ended, total: tasks.total, unit: 'task', from: tasks.from}};
}
