import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import type {ReadOutcome, Source, SourceSink} from '../format.ts';
import type {Kept} from '../kept.ts';
import {nothingKept} from '../kept.ts';
import {commandOf, sweepCommand} from './command.ts';
import {copyOf} from './copies.ts';
import {checkData} from './data-check.ts';
import {gitOf, sectionsOf, withoutEmpty} from './describe.ts';
import {endInSecond, markedEnds} from './ends.ts';
import {tagsOf} from './git/git-tags.ts';
import {habitsOf, quietMs} from './habits.ts';
import {arrivalOf, groupOf, runName, stageId, startOf} from './identity.ts';
import {doneFolders, fileNames} from './layout.ts';
import {errorText, marksSince, readMarks, unmarked} from './record/marks.ts';
import {isShared, ownTaskOf, readLock, recordOfRow} from './record/read-record.ts';
import {isPlaceholder, type RunRecord} from './record/record.ts';
import {directoryOf, textAt, textsAt} from './record/values.ts';
import {isElsewhere, locate, recordedRoots, rootOf} from './relocate.ts';
import {resultOf, resultOfRow} from './result.ts';
import {outcomeOf, type StatusEvidence, withoutMark} from './status.ts';
import {habitsOfHeld, heldDatabase} from './tasks/held-database.ts';
import {isSweepLock, missingDatabase} from './tasks/missing-database.ts';
import {findOwnTask} from './tasks/own-task.ts';
import {missingLock, recordOfRun, sweepId, sweepIdOf} from './tasks/recover-record.ts';
import {type ReplacedTask, replacedTasks} from './tasks/replaced.ts';
import {describeSent, isBegunAlone, sentAgain, tasksBeside, toldBeside, writtenOver} from './tasks/reruns.ts';
import {describeShared} from './tasks/shared-outputs.ts';
import {failedTasks, hasRecords} from './tasks/sweep-record.ts';
import {databaseOf, rowsOf, tasksOf} from './tasks/task-store.ts';
import {countsText, describeTask, type TaskCounts} from './tasks/tasks.ts';
import {inZone, zoneShift} from './zone.ts';

/** Tasks of one directory that are listed. */
const mostBeside = 1000;

/** One run directory: a run of its own, a task or a stage of a sweep, or a sweep. */
export class RunDirectory implements Source {
	private signature = '';
	/** The database of the sweep whose task it is. */
	private database: string | null = null;
	/** Tasks that were told of, of which nothing is left here. */
	private replaced = new Set<string>();

	constructor(
		private readonly files: FileAccess,
		private readonly directory: string,
	) {}

	kept(): Kept {
		return {...nothingKept, commitIsWhole: true};
	}

	/** Everything but the database is replaced by renaming, which shows in the directory. */
	watched(): string[] {
		const {lock, complete, error, tasksDatabase, tasksLog} = fileNames;
		// Up to 0.4 what is new lies in the database's log.
		const own = [lock, complete, error, tasksDatabase, tasksLog].map(name => `${this.directory}/${name}`);
		return [this.directory, ...own, ...(this.database === null ? [] : [this.database])];
	}

	read(sink: SourceSink): ReadOutcome {
		this.database = databaseOf(this.files, this.directory, [])?.path ?? this.database;
		const named = Object.values(fileNames).map(name => `${this.directory}/${name}`);
		const stats = [...named, ...(this.database === null ? [] : [this.database])].map(path => this.files.stat(path));
		const signature = stats.map(stat => (stat === null ? '-' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`)).join();
		if (signature === this.signature) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		const problems: Problem[] = [];
		const run = sink.run('');
		const replaced: ReplacedTask[] = [];
		const facts = this.learn(problems, replaced);
		run.reset();
		run.facts(facts);
		for (const problem of problems) run.problem(problem);
		for (const {taskId, facts: known} of replaced) sink.run(taskId).facts(known);
		const told = new Set(replaced.map(({taskId}) => taskId));
		for (const taskId of this.replaced) if (!told.has(taskId)) sink.run(taskId).remove();
		this.replaced = told;
		return {more: false, bytesRead: stats[0]?.size ?? 0, bytesLeft: 0};
	}

	/** Inputs that are gone or are not what they were when the run started. */
	verify(): Problem[] {
		const record = readLock(this.files, this.directory, []);
		if (record === null) return [];
		return checkData(this.files, this.directory, record).flatMap(({name, path, state, recorded, now}) => {
			const file = path ?? this.directory;
			if (state === 'missing') return [{file, message: `The input ${name} is not there any more`}];
			return state === 'stale'
				? [{file, message: `The input ${name} has changed since the run: its hash was ${recorded} and is ${now}`}]
				: [];
		});
	}

	private learn(problems: Problem[], replaced: ReplacedTask[]): Partial<RunFacts> {
		const {files, directory} = this;
		const stored = tasksOf(files, directory, problems);
		const waiting = sentAgain(stored?.rows ?? [], directory);
		const begun = stored?.rows.filter(row => !waiting.includes(row)) ?? [];
		const earlier = writtenOver(begun, directory);
		const tasks = stored === null ? null : {...stored, rows: begun.filter(row => !earlier.includes(row))};
		const isMarked = databaseOf(files, directory, [])?.path === `${directory}/${fileNames.tasksDatabase}`;
		const shared = isMarked && isShared(tasks?.rows ?? [], directory);
		const found = shared ? unmarked : readMarks(files, directory, problems);
		const written = readLock(files, directory, problems);
		const lock = shared && written !== null && !isPlaceholder(written) ? null : written;
		const task = shared ? null : findOwnTask(files, directory, lock, found, problems);
		const own = isBegunAlone(lock, task?.row ?? null) ? null : task;
		this.database = own?.database ?? null;
		if (own !== null && lock === null && own.row === null) {
			const what = files.stat(own.database) === null ? 'is missing' : 'does not hold its task';
			problems.push({
				file: own.database,
				message: `The database of its sweep ${what}, and with it what is recorded of this task`,
			});
		}
		// A task may have its record in the database alone; a failure may have come before the record.
		if (
			own === null &&
			written === null &&
			(found.complete || (tasks !== null && (tasks.rows.length === 0 || hasRecords(tasks.rows))))
		) {
			const file = `${directory}/${fileNames.lock}`;
			const what = tasks === null ? 'run' : 'sweep';
			problems.push({file, message: `run.lock is missing, and with it what is recorded of this ${what}`});
		}
		const row = own?.row ?? ownTaskOf(tasks?.rows ?? [], directory);
		const ownDatabase = own?.row ? own.database : `${directory}/${fileNames.tasksDatabase}`;
		// A sweep with one task in its own directory is that task.
		const sweep = row === null ? (tasks?.counts ?? null) : null;
		const beside = task?.row ? tasksBeside(rowsOf(files, task.database), task.row, directory) : [];
		problems.push(...toldBeside(beside, task?.database ?? ownDatabase));
		if (task?.row) {
			const gone = [...beside, ...(own === null ? [task.row] : [])].slice(0, mostBeside);
			replaced.push(...replacedTasks(files, directory, gone, task.database));
		}
		// Marks and results there are of whichever of them ended last, which may be another one.
		const mixed = own === null || beside.length === 0 ? null : own.row;
		const left = mixed === null ? found : unmarked;
		const isBare = own === null && !found.complete && found.error === null;
		const ofRow = row === null ? null : recordOfRow(files, directory, row, ownDatabase, problems);
		const rest = sweep !== null || isBare ? (tasks?.rows ?? []) : null;
		const recorded = recordOfRun({files, directory, lock, own, row, ofRow, tasks: rest}, problems);
		if (own !== null && written === null) problems.push(...missingLock(files, directory, own, found));
		const stamped = {...recorded, parent: recorded.parent ?? (own?.row ? sweepIdOf(files, own.database) : null)};
		const timed = row === null ? (tasks?.rows ?? []) : [row];
		const zoneMs = zoneShift({files, directory, record: stamped, marks: left, rows: timed});
		const {record, marks: said} = inZone(stamped, left, zoneMs);
		const marks = marksSince(said, record);
		const hasController = files.stat(`${directory}/${fileNames.controller}`) !== null;
		const isSweep = sweep !== null || (row === null && own === null && isSweepLock(record));
		if (isSweep) problems.push(...missingDatabase(files, directory, sweep !== null));
		const {git, digest} = gitOf(record);
		const storedEndMs =
			row?.endedAtMs ?? (sweep !== null && sweep.gap === null && sweep.ended === sweep.total ? sweep.lastEndMs : null);
		const ends = sweep === null ? [] : markedEnds(files, directory, record, tasks?.rows ?? [], storedEndMs, zoneMs);
		const endedAtMs = marks.endedAtMs ?? endInSecond(storedEndMs, [record.startedAtMs, ...ends]);
		const elsewhere = isElsewhere(files, directory, record);
		const ancestor = (path: string) => copyOf(files, directory, record, path) ?? locate(files, directory, record, path);
		const logFiles = this.logFiles();
		const held =
			sweep === null || hasController ? null : heldDatabase(files, directory, record.generation, tasks, logFiles.length > 0);
		const evidence: StatusEvidence = {
			marks,
			row,
			tasks: sweep,
			isClosed: tasks?.isClosed ?? false,
			generation: record.generation,
			hasController,
			isHeld: held !== null,
			madeIn: elsewhere ? (recordedRoots(record)[0] ?? null) : null,
		};
		const silent = withoutMark(evidence);
		const node = marks.error?.node ?? row?.node ?? sweep?.node ?? null;
		const host = node === 'local' ? null : node;
		return {
			id: stageId(row, record) ?? (isSweep ? sweepId(record, lock !== null) : null) ?? record.id ?? own?.taskId,
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
			summary: shared
				? {}
				: mixed !== null
					? (resultOfRow(mixed, directory, record) ?? {})
					: resultOf({files, directory, record, row, marks, problems}),
			tags: tagsOf(files, directory, recordedRoots(record)),
			notes: record.note === null ? [] : [record.note],
			error: errorText(marks, row),
			git,
			sourceDigest: digest,
			command:
				sweep === null
					? commandOf(record, rootOf(directory, record))
					: sweepCommand(directory, record, {...tasks!, counts: sweep}),
			outcome: outcomeOf(evidence),
			recorded: row?.status ?? null,
			...progressOf(sweep),
			writer:
				held !== null && silent !== null
					? habitsOfHeld(held, quietMs, silent)
					: habitsOf({
							generation: record.generation,
							hasController,
							hasRunning: (sweep?.counts.running ?? 0) > 0,
							hasJobs: logFiles.length > 0,
							sweepStartMs: own === null || host !== null ? null : this.sweepStart(directoryOf(own.database)),
							tasks: row !== null || sweep !== null ? {database: ownDatabase, takenUpAtMs: row?.startedAtMs ?? null} : null,
						}),
			signFiles: held?.signFiles ?? this.signFiles(own?.database ?? null),
			logFiles,
			extra: {
				...sectionsOf(record, ancestor),
				...(row === null ? {} : {Task: {...describeTask(row), database: ownDatabase}}),
				...(sweep === null
					? {}
					: {Sweep: {tasks: countsText(sweep), 'counted in': sweep.from, ...withoutEmpty({gap: sweep.gap})}}),
				...(sweep === null ? {} : withoutEmpty({'Failed tasks': failedTasks(tasks?.rows ?? [])})),
				...(earlier.length === 0 ? {} : {'Written over': describeSent(earlier)}),
				...(waiting.length === 0 ? {} : {'Sent again': describeSent(waiting)}),
				...this.markedTasks(),
				...withoutEmpty({'Shared directory': this.shared(record, own?.database ?? null)}),
				...withoutEmpty({Stage: marks.error?.stage ?? null}),
			},
		};
	}

	private shared(record: RunRecord, database: string | null): JsonObject {
		const {files, directory} = this;
		const sweep = database === null ? record : readLock(files, directoryOf(database), []);
		return describeShared(files, directory, {record, sweep, own: database === null ? null : (record.saveDirectory ?? '')});
	}

	/** The controller holds its lock open while it lives. Scheduled jobs (which leave logs) live on other machines, where that is not seen. */
	private signFiles(database: string | null): string[] {
		const controllers = [this.directory, ...(database === null ? [] : [directoryOf(database)])].map(
			path => `${path}/${fileNames.controller}`,
		);
		return [...new Set(controllers)].filter(path => this.files.stat(path) !== null);
	}

	/** When a sweep began whose controller has its lock on this machine, milliseconds since the epoch; null for any other. */
	private sweepStart(directory: string): number | null {
		const {files} = this;
		if (!files.exists(`${directory}/${fileNames.controller}`) || this.logFiles(directory).length > 0) return null;
		return readLock(files, directory, [])?.startedAtMs ?? null;
	}

	private logFiles(of = this.directory): string[] {
		return ['slurm_logs', 'pbs_logs'].flatMap(name => {
			const directory = `${of}/${name}`;
			const entries = this.files.list(directory) ?? [];
			return entries
				.flatMap(entry => (entry.kind === 'file' && /\.(out|err|log)$/.test(entry.name) ? [`${directory}/${entry.name}`] : []))
				.sort();
		});
	}

	private markedTasks(): JsonObject {
		for (const folder of doneFolders) {
			const marks = (this.files.list(`${this.directory}/${folder}`) ?? []).filter(({name}) => name.endsWith('.done'));
			if (marks.length > 0) return {Sweep: {tasks: `${marks.length} done`, 'counted in': folder}};
		}
		return {};
	}
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
