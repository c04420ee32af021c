import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {parseJsonObject, WholeFile} from '../whole-file.ts';
import {judgeTrial, readFailure, readLastResult} from './end.ts';
import type {Experiment} from './experiment.ts';

/** One trial: its settings, its error, and how it ended. */
export class RaySource implements Source {
	private readonly settings: WholeFile<JsonObject>;
	private readonly errorPath: string;
	private readonly resultPath: string;
	private told: RunSink | null = null;
	private said = '';

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

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		this.settings.refresh();
		const facts = this.facts();
		const state = JSON.stringify(facts);
		if (state !== this.said || this.told !== run) run.facts(facts);
		this.said = state;
		this.complain(run);
		this.told = run;
		return {more: false, bytesRead: 0, bytesLeft: 0};
	}

	private facts(): Partial<RunFacts> {
		const {directory, errorPath, resultPath, files, experiment, settings} = this;
		const trial = experiment.find(directory.slice(directory.lastIndexOf('/') + 1));
		const failure = readFailure(errorPath, files);
		const outcome = judgeTrial(trial, failure, readLastResult(resultPath, files), experiment.startedText);
		const hasError = files.exists(errorPath);
		return {
			outcome,
			error: outcome?.status === 'failed' ? (failure?.error ?? null) : null,
			recorded: trial?.status ?? null,
			startedAtMs: trial?.startedAtMs ?? null,
			config: settings.value ?? {},
			signFiles: [resultPath, ...(hasError ? [errorPath] : [])],
			logFiles: hasError ? [errorPath] : [],
			extra: trial?.id == null ? {} : {trial: trial.id},
		};
	}

	private complain(run: RunSink): void {
		const faults = [
			{file: this.settings.path, message: this.settings.complaint(false)},
			{file: this.experiment.watched, message: this.experiment.fault},
		];
		run.faults(faults.flatMap(({file, message}) => (message === null ? [] : [{file, message}])));
	}
}
