import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {FormatProblem, ReadOutcome, Source, SourceSink} from '../format.ts';
import type {Kept} from '../kept.ts';
import {nothingKept} from '../kept.ts';
import {checkData} from './data-check.ts';
import {factsOf} from './facts.ts';
import {fileNames, jobFolders} from './layout.ts';
import {readLock} from './record/read-record.ts';
import type {RunRecord} from './record/record.ts';
import {readState} from './run-state.ts';
import {replacedTasks} from './tasks/replaced.ts';
import {databaseOf} from './tasks/task-store.ts';

/** Tasks of one directory that are listed. */
const mostBeside = 1000;

/** One run directory: a run of its own, a task or a stage of a sweep, or a sweep. */
export class RunDirectory implements Source {
	private signature = '';
	/** The database of the sweep whose task it is. */
	private database: string | null = null;
	/** Of a sweep that waits, where the logs of its jobs will be: as the first one comes, it waits no longer. */
	private awaited: readonly string[] = [];
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
		return [this.directory, ...own, ...this.awaited, ...(this.database === null ? [] : [this.database])];
	}

	read(sink: SourceSink): ReadOutcome {
		this.database = databaseOf(this.files, this.directory, [])?.path ?? this.database;
		const named = Object.values(fileNames).map(name => `${this.directory}/${name}`);
		const stats = [...named, ...this.awaited, ...(this.database === null ? [] : [this.database])].map(path =>
			this.files.stat(path),
		);
		const signature = stats.map(stateText).join();
		if (signature === this.signature) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		const {files, directory} = this;
		const problems: Problem[] = [];
		const run = sink.run('');
		const state = readState(files, directory, problems);
		const {own, gone} = state;
		this.database = own?.database ?? null;
		const replaced = gone === null ? [] : replacedTasks(files, directory, gone.rows.slice(0, mostBeside), gone.database);
		const facts = factsOf(files, directory, state, problems);
		this.awaited = state.isSweep && facts.outcome?.status === 'queued' ? jobFolders.map(name => `${directory}/${name}`) : [];
		run.reset();
		run.facts(facts);
		for (const problem of problems) run.problem(problem);
		for (const {taskId, facts: known} of replaced) sink.run(taskId).facts(known);
		const told = new Set(replaced.map(({taskId}) => taskId));
		for (const taskId of this.replaced) if (!told.has(taskId)) sink.run(taskId).remove();
		this.replaced = told;
		return {more: false, bytesRead: stats[0]?.size ?? 0, bytesLeft: 0};
	}

	/** Inputs that are gone or are not what they were when the run started; marks of a success and of a failure, of which flexlock leaves one. */
	verify(): FormatProblem[] {
		const record = readLock(this.files, this.directory, []);
		const [success, failure] = [fileNames.complete, fileNames.error].map(name => `${this.directory}/${name}`);
		const areBoth = this.files.exists(success!) && this.files.exists(failure!);
		const message = 'Is there beside run.complete, which says the opposite: the later one counts';
		const marks: FormatProblem[] = areBoth ? [{file: failure!, message, about: 'record', isWarning: true}] : [];
		return record === null ? marks : [...marks, ...this.compareInputs(record)];
	}

	private compareInputs(record: RunRecord): Problem[] {
		return checkData(this.files, this.directory, record).flatMap(({name, path, state, recorded, now}) => {
			const file = path ?? this.directory;
			if (state === 'missing') return [{file, message: `The input ${name} is not there any more`}];
			return state === 'stale'
				? [{file, message: `The input ${name} has changed since the run: its hash was ${recorded} and is ${now}`}]
				: [];
		});
	}
}
