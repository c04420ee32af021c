import type {FileAccess} from '../../core/files/files.ts';
import {type JsonObject, noHabits, type Problem, type RunFacts, type WriterHabits} from '../../core/run.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {numberOf, textOf} from '../values.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';
import {judgeTrial, readOwnEnd} from './end.ts';
import type {Experiment, KnownTrial} from './experiment.ts';

/** Files come to where they are kept with the state of the experiment, every ten seconds; that has the end of each trial. */
const habits: WriterHabits = {bufferMs: 10_000, bufferBytes: 0, marksEnd: true, holdsOpen: false};
/** Who is at work on an experiment writes its state more often than this, milliseconds. */
const quietAfterMs = 60_000;

/** One trial: its settings, its error, and how it ended. */
export class RaySource implements Source {
	private readonly settings: WholeFile<JsonObject>;
	private readonly errorPath: string;
	private readonly resultPath: string;
	private told: RunSink | null = null;
	private said = '';
	/** When the experiment will have been silent for so long that nobody is at work on it, milliseconds; null where that says nothing new. */
	private quietAtMs: number | null = null;

	/** @param directory that of the trial, absolute */
	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
		private readonly experiment: Experiment,
	) {
		this.settings = new WholeFile(`${directory}/params.json`, files, parseJsonObject);
		this.errorPath = `${directory}/error.txt`;
		this.resultPath = `${directory}/result.json`;
	}

	watched(): string[] {
		return [this.directory, this.settings.path, this.errorPath, this.resultPath, this.experiment.watched];
	}

	turnsAtMs(): number | null {
		return this.quietAtMs;
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		this.settings.refresh();
		const facts = this.facts();
		const state = JSON.stringify(facts);
		if (state !== this.said || this.told !== run) run.facts(facts);
		this.said = state;
		run.faults(this.complaints());
		this.told = run;
		return {more: false, bytesRead: 0, bytesLeft: 0};
	}

	private facts(): Partial<RunFacts> {
		const {directory, errorPath, resultPath, files, experiment, settings} = this;
		const own = readOwnEnd(directory, files);
		const id = textOf(own.last.trial_id);
		const known = experiment.find(directory.slice(directory.lastIndexOf('/') + 1), id);
		const outcome = judgeTrial(known, own);
		const {failure, last} = own;
		const hasError = files.exists(errorPath);
		return {
			outcome,
			error: outcome?.status === 'failed' && failure !== 'shut' ? (failure?.error ?? null) : null,
			recorded: known?.state.status ?? null,
			group: experiment.name,
			startedAtMs: known?.state.startedAtMs ?? null,
			config: settings.value ?? known?.state.config ?? {},
			host: textOf(last.hostname),
			pid: outcome === null ? this.workerOf(known, last) : null,
			writer: known === null ? noHabits : habits,
			signFiles: [resultPath, ...(hasError ? [errorPath] : [])],
			logFiles: hasError ? [errorPath] : [],
			extra: (known?.state.id ?? id) === null ? {} : {trial: known?.state.id ?? id},
		};
	}

	/**
	 * The process that works on the trial, where its absence shows that nobody does: what it has done comes to these files somewhat later, as
	 * long as the experiment goes on, and a trial that waits has none.
	 */
	private workerOf(known: KnownTrial | null, last: JsonObject): number | null {
		this.quietAtMs = null;
		if (known === null || known.state.status !== 'RUNNING') return null;
		const quietAtMs = known.writtenAtMs + quietAfterMs;
		if (quietAtMs <= (this.files.now?.() ?? Date.now())) return numberOf(last.pid);
		this.quietAtMs = quietAtMs;
		return null;
	}

	private complaints(): Problem[] {
		return [...complaintsOf([this.settings], false), ...this.experiment.faults];
	}
}
