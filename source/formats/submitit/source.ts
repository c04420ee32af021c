import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {RunFacts} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import type {Claim, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {ToldFacts} from '../told-facts.ts';
import type {HydraJobs} from './hydra-jobs.ts';
import {type JobEnd, type JobPaths, pathsOf, readEnd, readHost} from './job.ts';

/** The result is written at the end of every job that was not killed. */
const habits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: false};

/** One job of submitit: who runs it, and how it ended. Without Slurm its id is that of its process. */
export class SubmititSource implements Source {
	private readonly paths: JobPaths;
	private readonly told = new ToldFacts();
	private end: JobEnd | null = null;
	private version = '';
	private host: string | null = null;
	/** The run that it is a part of. */
	private whole: string | null;

	/** `jobs`: those of the Hydra sweep that it is of, null where it is of none. */
	constructor(
		claim: Claim,
		private readonly files: FileAccess,
		private readonly jobs: HydraJobs | null,
	) {
		const [job] = claim.files as [string];
		this.paths = pathsOf(job);
		this.whole = claim.path === job ? this.paths.output : null;
	}

	watched(): string[] {
		const {output, errors, result} = this.paths;
		return [output, errors, result];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const {output} = this.paths;
		this.host ??= readHost(output, this.files);
		if (this.end === null || this.end.fault !== null) this.readEnd(run);
		this.whole ??= this.jobs?.find(this.paths.id) ?? null;
		this.told.tell(run, this.facts());
		return {more: false, bytesRead: 0, bytesLeft: 0};
	}

	/** A result that is damaged is read again when it changes. */
	private readEnd(run: RunSink): void {
		const {result} = this.paths;
		const stat = this.files.stat(result);
		const version = stateText(stat);
		if (this.end === null || version !== this.version) this.end = readEnd(result, this.files);
		this.version = version;
		run.faults(this.end?.fault ? [{file: result, message: this.end.fault}] : []);
	}

	private facts(): Partial<RunFacts> {
		const {end, host, files} = this;
		const {id, output, errors, script} = this.paths;
		const isSlurm = files.exists(script);
		const isWaiting = end === null && host === null;
		return {
			id: this.jobs === null ? id : null,
			name: `job ${id}`,
			partOf: this.whole,
			host,
			pid: isSlurm || host === null ? null : Number(id.split('_')[0]),
			outcome:
				end?.outcome ?? (isWaiting && !files.exists(output) ? {status: 'queued', why: 'submitted, and not started yet'} : null),
			error: end?.error ?? null,
			summary: end?.summary ?? {},
			writer: end?.fault ? {endLost: end.outcome, ...habits} : habits,
			signFiles: [output, errors],
			logFiles: [errors, output].filter(file => files.exists(file)),
			extra: {[isSlurm ? 'Slurm job' : 'submitit job']: id},
		};
	}
}
