import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import {noHabits, type WriterHabits} from '../../core/writer-habits.ts';
import type {ReadOutcome, Source, SourceSink} from '../format.ts';
import {repositoryOf} from '../git/git-store.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import {parseJsonObject} from '../whole-file.ts';
import {type Experiment, Experiments} from './experiments.ts';
import {isOfDvclive} from './of-dvclive.ts';
import {mergeResults, usualParams} from './pipeline.ts';
import {type State, stateOf} from './state.ts';

const mostBytes = 1024 * 1024;
const shortHash = 7;
/** A lock is taken back at the end, also of a stage that has failed. */
const running: WriterHabits = {...noHabits, marksEnd: true};
/** "dvc repro", "dvc exp run", and what a queue of experiments starts. */
const runsStages = / (?:repro|(?:exec-)?run)(?: |$)/;
/** As DVC calls what lies in the directory. */
const workspace = 'workspace';

/** A DVC project: what its pipeline has made in its directory, and the experiments that DVC keeps as commits. */
export class DvcSource implements Source {
	readonly takesRuns = true;
	private readonly experiments: Experiments | null;
	private told: SourceSink | null = null;
	private seen = '';
	private state: State | null = null;
	/** What was said of each run, as text. */
	private said = new Map<string, string>();

	/** @param directory that of the dvc.yaml, absolute */
	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		// Of several pipelines in a project, all are in each experiment: they are listed once, where the project begins.
		const place = files.exists(`${directory}/.dvc`) ? repositoryOf(files, directory) : null;
		this.experiments = place && new Experiments(directory, place, files);
	}

	watched(): string[] {
		const {pipeline} = this.state ?? {pipeline: null};
		const own = ['dvc.yaml', 'dvc.lock', usualParams, ...(pipeline?.params ?? []), ...(pipeline?.metrics ?? [])];
		return [...own.map(name => `${this.directory}/${name}`), this.lockFile, ...(this.experiments?.watched() ?? [])];
	}

	read(sink: SourceSink): ReadOutcome {
		const seen = this.watched()
			.map(path => stateText(this.files.stat(path)))
			.join('\n');
		if (this.told !== sink) this.said = new Map();
		if (this.told !== sink || seen !== this.seen) this.tell(sink);
		this.told = sink;
		this.seen = seen;
		return {more: false, bytesRead: 0, bytesLeft: 0};
	}

	private tell(sink: SourceSink): void {
		// A file that is just being written tells nothing: what was read before counts.
		this.state = stateOf(path => this.files.readWhole(`${this.directory}/${path}`, mostBytes)) ?? this.state;
		const runs = this.runs(this.state, this.experiments?.all() ?? []);
		for (const key of this.said.keys()) if (!runs.has(key)) sink.run(key).remove();
		const before = this.said;
		this.said = new Map();
		for (const [key, facts] of runs) {
			const text = JSON.stringify(facts);
			if (before.get(key) !== text) sink.run(key).facts(facts);
			this.said.set(key, text);
		}
		if (runs.has(workspace)) sink.run(workspace).faults(this.faults());
	}

	/** What is wrong with files in the directory, as they are now. */
	private faults(): Problem[] {
		const faults = [...(this.state?.faults ?? [])];
		return faults.map(([path, fault]) => ({file: `${this.directory}/${path}`, message: `${path} ${fault}`}));
	}

	/** What there is to list, each result once. */
	private runs(state: State | null, experiments: readonly Experiment[]): Map<string, Partial<RunFacts>> {
		const runs = new Map<string, Partial<RunFacts>>();
		const isOwn = (path: string) => !isOfDvclive(`${this.directory}/${path}`, this.files);
		const own = new Map([...(state?.results ?? [])].filter(([path]) => isOwn(path)));
		// Stages that run have taken away what they are to make.
		const pid = state?.pipeline.metrics.some(isOwn) ? this.runningPid() : null;
		const isThere = own.size > 0 || state?.pipeline.metrics.some(path => isOwn(path) && state.faults.has(path)) === true;
		const isSame = (experiment: Experiment) => experiment.state.signature === state?.signature;
		if (state !== null && (pid !== null || (isThere && !experiments.some(isSame))))
			runs.set(workspace, this.ofWorkspace(state, mergeResults(own), pid));
		// What DVCLive has of the newest one in the directory is listed by that.
		for (const experiment of experiments)
			if (own.size > 0 || !isSame(experiment)) runs.set(experiment.commit, ofExperiment(experiment));
		return runs;
	}

	private ofWorkspace(state: State, summary: JsonObject, pid: number | null): Partial<RunFacts> {
		const {lock, pipeline} = state;
		const files = ['dvc.lock', ...pipeline.metrics].map(name => `${this.directory}/${name}`);
		const hasRun = pipeline.stages.some(stage => lock?.commands[stage] !== undefined);
		return {
			id: workspace,
			name: workspace,
			pid,
			writer: pid === null ? noHabits : running,
			outcome: pid === null && hasRun ? {status: 'finished', why: 'dvc.lock has what its stages made'} : null,
			config: state.settings,
			summary,
			signFiles: files.filter(file => this.files.exists(file)),
			extra: commandsOf(state),
		};
	}

	/** Where DVC notes which process writes what while stages run. */
	private get lockFile(): string {
		return `${this.directory}/.dvc/tmp/rwlock`;
	}

	/** The process that makes what stages are to make; null where none does (dvc/rwlock.py). `dvc add` and others write data under the same lock. */
	private runningPid(): number | null {
		const bytes = this.files.readWhole(this.lockFile, mostBytes);
		const locks = bytes === null ? {} : (parseJsonObject(bytes).value ?? {});
		const writer = Object.values(objectOf(locks.write))
			.map(objectOf)
			.find(({cmd}) => runsStages.test(textOf(cmd) ?? ''));
		return numberOf(writer?.pid);
	}
}

const commandsOf = ({lock}: State): JsonObject =>
	Object.fromEntries(Object.entries(lock?.commands ?? {}).map(([stage, command]) => [`Stage ${stage}`, command]));

function ofExperiment({name, commit, base, atMs, state}: Experiment): Partial<RunFacts> {
	return {
		id: commit.slice(0, shortHash),
		name,
		group: base.slice(0, shortHash),
		outcome: {status: 'finished', why: 'DVC made a commit of it'},
		endedAtMs: atMs,
		lastSignMs: atMs,
		git: {commit: base, branch: null, dirty: null, remote: null},
		config: state.settings,
		summary: mergeResults(state.results),
		extra: {...commandsOf(state), Commit: commit},
	};
}
