import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import {noHabits, type WriterHabits} from '../../core/writer-habits.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {nowOf} from '../file-clock.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {numberOf, textOf} from '../values.ts';
import {complaintsOf, type Parsed, parseExactJsonObject, WholeFile} from '../whole-file.ts';
import {judgeTrial, readOwnEnd} from './end.ts';
import type {Experiment, KnownTrial} from './experiment.ts';
import {progressOf} from './progress.ts';

/** Files come to where they are kept with the state of the experiment, every ten seconds; that has the end of each trial. */
const habits: WriterHabits = {bufferMs: 10_000, bufferBytes: 0, marksEnd: true, holdsOpen: false};
/** Who is at work on an experiment writes its state more often than this, milliseconds. */
const quietAfterMs = 60_000;

/** An algorithm of RLlib that was built without a trial leaves but its name there, "<ray.rllib….PPOConfig object at 0x7f>": its rows have its settings. */
const nameAlone = /^\s*"<[^"\n]*>"\s*$/;

const parseSettings = (bytes: Uint8Array): Parsed<JsonObject> =>
	bytes.length < 1000 && nameAlone.test(decodeFile(bytes)) ? {value: {}, fault: null} : parseExactJsonObject(bytes);

/** One trial: its settings, its error, and how it ended. */
export class RaySource implements Source {
	private readonly settings: WholeFile<JsonObject>;
	private readonly errorPath: string;
	private readonly resultPath: string;
	/** The same rows, which a copy may have kept alone. */
	private readonly tablePath: string;
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
		this.settings = new WholeFile(`${directory}/params.json`, files, parseSettings);
		this.errorPath = `${directory}/error.txt`;
		this.resultPath = `${directory}/result.json`;
		this.tablePath = `${directory}/progress.csv`;
	}

	watched(): string[] {
		return [this.directory, this.settings.path, this.errorPath, this.resultPath, this.tablePath, this.experiment.watched];
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
		const {failure, last} = own;
		const known = experiment.find(directory.slice(directory.lastIndexOf('/') + 1), textOf(last.trial_id));
		const isQuiet = this.lookWhetherQuiet(known);
		const outcome = judgeTrial(known, own, isQuiet);
		const isAtWork = outcome === null && known?.state.status === 'RUNNING';
		const errors = files.exists(errorPath) ? [errorPath] : [];
		const id = known?.state.id ?? textOf(last.trial_id);
		return {
			outcome,
			error: outcome?.status === 'failed' && failure !== 'shut' ? (failure?.error ?? null) : null,
			recorded: known?.state.status ?? null,
			group: experiment.name,
			startedAtMs: known?.state.startedAtMs ?? null,
			lastSignMs: known?.state.reportedAtMs ?? null,
			config: settings.value ?? known?.state.config ?? {},
			progress: progressOf(known?.state.stops ?? {}, last),
			host: textOf(last.hostname),
			// What it has done comes to these files somewhat later as long as the experiment goes on, so that its absence shows nothing till then.
			pid: isAtWork && isQuiet ? numberOf(last.pid) : null,
			writer: known === null ? noHabits : habits,
			// Between two rows only the experiment shows that it goes on.
			signFiles: [resultPath, ...errors, ...(isAtWork ? [experiment.watched] : [])],
			logFiles: errors,
			extra: id === null ? {} : {trial: id},
		};
	}

	/** True where the experiment has not written its state for so long that nobody is at work on it; notes when that is so next. */
	private lookWhetherQuiet(known: KnownTrial | null): boolean {
		this.quietAtMs = null;
		if (known === null) return true;
		const quietAtMs = known.writtenAtMs + quietAfterMs;
		if (quietAtMs <= nowOf(this.files)) return true;
		if (known.state.status !== 'TERMINATED' && known.state.status !== 'ERROR') this.quietAtMs = quietAtMs;
		return false;
	}

	private complaints(): Problem[] {
		return [...complaintsOf([this.settings], false), ...this.experiment.faults];
	}
}
