import {type FileAccess, stateText} from '../../core/files/files.ts';
import {isSameProblem, type JsonObject, type Problem} from '../../core/run.ts';
import type {YamlValue} from '../../encodings/yaml/yaml.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import type {Kept} from '../kept.ts';
import {readKept} from './kept.ts';
import {type MetaReading, readMetaFile} from './meta-file.ts';
import {MetricFile} from './metric-file.ts';
import {oddValues, statusOf} from './odd-values.ts';
import {factsOfRecord, isSystemMetric, type MlflowRecord} from './record.ts';
import {listBelow, readDatasets, readSavedDirectory, readTexts} from './run-directory.ts';

/** Keys that MLflow writes near the end of a meta.yaml, of a run and of an experiment. */
const [lastOfRun, lastOfExperiment] = [['start_time', 'status'], ['name']];
const noMeta: MetaReading = {meta: null, fault: null};
const textOf = (value: YamlValue | undefined) => (value === undefined || value === null ? null : String(value));
const timeOf = (value: YamlValue | undefined) => (typeof value === 'number' ? value : null);

/** One run of MLflow's file store: small files that are written once or replaced, and a file that grows for each metric. */
export class MlflowDirectory implements Source {
	private run: RunSink | null = null;
	private metrics = new Map<string, MetricFile>();
	private metricDirectories = new Map<string, number>();
	private small = '';
	private tagFiles: string[] = [];
	/** Parameters that were made and had nothing in them yet: writing that changes no directory. */
	private emptyParams: string[] = [];
	/** Of the run and of its experiment. */
	private meta = noMeta;
	private experiment = noMeta;
	/** What is wrong with small files, and what of that was said. */
	private faults: Problem[] = [];
	private said: readonly Problem[] = [];
	private params: ReadonlyMap<string, string> = new Map();
	private tags: ReadonlyMap<string, string> = new Map();
	private datasets: JsonObject[] = [];
	private toldLastMs = Number.NaN;

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
	) {}

	private get metaPath(): string {
		return `${this.claim.path}/meta.yaml`;
	}

	private get experimentPath(): string {
		const {path} = this.claim;
		return path.slice(0, path.lastIndexOf('/'));
	}

	private get experimentId(): string {
		return this.experimentPath.slice(this.experimentPath.lastIndexOf('/') + 1);
	}

	kept(): Kept {
		return readKept(this.files, this.claim.path);
	}

	watched(): string[] {
		const {path} = this.claim;
		// A directory by way of a path inside it, so that a watch is set on itself.
		const directories = [...this.metricDirectories.keys(), `${path}/params`, `${path}/tags`, `${path}/inputs`].map(
			name => `${name}/.`,
		);
		return [this.metaPath, ...directories, ...this.tagFiles, ...this.metrics.keys()];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.run !== run) this.begin(run);
		const changed = this.readSmall();
		if (changed && !this.sayFaults(run)) {
			run.reset();
			this.begin(run);
			return {more: true, bytesRead: 0, bytesLeft: 0};
		}
		this.listMetrics(run);
		let bytesRead = 0;
		let more = false;
		for (const file of this.metrics.values()) {
			if (bytesRead >= budgetBytes && bytesRead > 0) {
				more = true;
				break;
			}
			const before = file.offset;
			const outcome = file.read(budgetBytes - bytesRead);
			if (outcome === 'replaced') {
				run.reset();
				this.begin(run);
				return {more: true, bytesRead: 0, bytesLeft: 0};
			}
			bytesRead += file.offset - before;
			more ||= outcome === 'more';
			if (file.badLines > 0) run.problem({file: file.path, message: 'Some lines are no points and are left out'});
		}
		this.tell(run, changed);
		let bytesLeft = 0;
		for (const file of this.metrics.values()) bytesLeft += file.bytesLeft;
		return {more, bytesRead, bytesLeft};
	}

	/** Of the metrics alone: what is written once ends as its writer likes. */
	unreadEnds(): UnreadEnd[] {
		return [...this.metrics.values()].map(({path, bytesLeft}) => ({file: path, bytes: bytesLeft})).filter(({bytes}) => bytes > 0);
	}

	/** MLflow writes a metric's file with its first point, and refuses one without any (store/tracking/file_store.py, `_get_metric_from_file`). */
	verify(): FormatProblem[] {
		const empty = [...this.metrics.values()].filter(({path}) => this.files.stat(path)?.size === 0);
		return empty.map(({path}) => ({file: path, message: 'Is empty: the points of this metric are lost', about: 'record'}));
	}

	private begin(run: RunSink): void {
		this.run = run;
		this.metrics = new Map();
		this.metricDirectories = new Map();
		this.small = '';
		this.said = [];
		this.toldLastMs = Number.NaN;
	}

	private tell(run: RunSink, changed: boolean): void {
		const lastMs = Math.max(Number.NEGATIVE_INFINITY, ...[...this.metrics.values()].map(file => file.lastMs));
		if (!changed && lastMs === this.toldLastMs) return;
		this.toldLastMs = lastMs;
		// STORE/EXPERIMENT/RUN
		const store = this.claim.path.split('/').slice(0, -2).join('/');
		const facts = factsOfRecord(this.record(Number.isFinite(lastMs) ? lastMs : null), 'files', store);
		run.facts(changed ? facts : {lastSignMs: facts.lastSignMs ?? null});
	}

	/** Reads the files that are not appended to, where one of them changed; true then. */
	private readSmall(): boolean {
		if (this.signOfSmall() === this.small) return false;
		const {path} = this.claim;
		const {files} = this;
		this.tagFiles = listBelow(`${path}/tags`, files).map(tag => tag.path);
		// Taken before the reading: what changes meanwhile is seen the next time.
		this.small = this.signOfSmall();
		this.faults = [];
		const report = (problem: Problem) => {
			this.faults.push(problem);
		};
		this.meta = this.readMeta(report);
		this.experiment = this.readExperiment(report);
		this.params = readTexts(`${path}/params`, files, report);
		this.emptyParams = [...this.params].filter(([, value]) => value === '').map(([name]) => `${path}/params/${name}`);
		this.tags = readTexts(`${path}/tags`, files, report);
		this.datasets = readDatasets(path, files);
		return true;
	}

	/** Replaced by a move, so hardly ever half written; what cannot be read now keeps its last good state. */
	private readMeta(report: (problem: Problem) => void): MetaReading {
		const before = this.meta;
		const now = readMetaFile(this.metaPath, this.files, lastOfRun);
		if (now.fault === null) {
			for (const odd of oddValues(now.meta ?? {})) report({file: this.metaPath, message: `meta.yaml ${odd}`});
			return now;
		}
		const isKept = before.meta !== null && before.fault === null;
		report({file: this.metaPath, message: `meta.yaml ${now.fault}${isKept ? '; what could be read before counts' : ''}`});
		return isKept ? before : now;
	}

	/** Where a run was moved out of its experiment, nothing is wrong with its having none. */
	private readExperiment(report: (problem: Problem) => void): MetaReading {
		const file = `${this.experimentPath}/meta.yaml`;
		const experiment = readMetaFile(file, this.files, lastOfExperiment);
		const {meta, fault} = experiment;
		const isOurs = this.files.exists(file)
			? fault !== 'is none of MLflow'
			: textOf(this.meta.meta?.experiment_id) === this.experimentId;
		if (fault !== null && isOurs) report({file, message: `meta.yaml of its experiment ${fault}`});
		if (meta !== null) this.sayStranger(report);
		return meta === null ? noMeta : experiment;
	}

	/** MLflow ignores a run of another experiment than the one that it lies in (store/tracking/file_store.py, `_list_run_infos`). */
	private sayStranger(report: (problem: Problem) => void): void {
		const own = this.meta.meta?.experiment_id;
		const isKnown = typeof own === 'string' || Number.isSafeInteger(own);
		if (!isKnown || String(own) === this.experimentId) return;
		const message = `meta.yaml is of experiment ${own} and lies in ${this.experimentId}: MLflow ignores this run until both are the same`;
		report({file: this.metaPath, message});
	}

	/** Says what is wrong with small files; false where something that was said is wrong no more. */
	private sayFaults(run: RunSink): boolean {
		if (this.said.some(old => !this.faults.some(fault => isSameProblem(old, fault)))) return false;
		this.said = this.faults;
		for (const fault of this.faults) run.problem(fault);
		return true;
	}

	private signOfSmall(): string {
		const {path} = this.claim;
		const experiment = `${this.experimentPath}/meta.yaml`;
		const looked = [
			this.metaPath,
			experiment,
			`${path}/params`,
			`${path}/tags`,
			`${path}/inputs`,
			...this.tagFiles,
			...this.emptyParams,
		];
		return looked.map(file => stateText(this.files.stat(file))).join();
	}

	private record(lastPointMs: number | null): MlflowRecord {
		const {claim, experimentPath} = this;
		const {meta: known, fault} = this.meta;
		const meta = known ?? {};
		const experiment = this.experiment.meta;
		const status = statusOf(meta);
		const isUnknown = fault === null && status === null && meta.status != null;
		const wrong = isUnknown ? 'holds a status that MLflow does not know' : fault;
		const isTrashed = experimentPath.includes('/.trash/');
		return {
			id: textOf(meta.run_id) ?? textOf(meta.run_uuid) ?? claim.path.slice(claim.path.lastIndexOf('/') + 1),
			name: textOf(meta.run_name) ?? textOf(meta.name),
			status,
			startedAtMs: timeOf(meta.start_time),
			endedAtMs: timeOf(meta.end_time),
			user: textOf(meta.user_id),
			lifecycle: textOf(meta.lifecycle_stage),
			artifacts: textOf(meta.artifact_uri),
			savedDirectory: readSavedDirectory(this.claim.path, this.files),
			experiment: {
				id: textOf(meta.experiment_id) ?? textOf(experiment?.experiment_id) ?? '',
				name: textOf(experiment?.name),
				isDeleted: isTrashed || experiment?.lifecycle_stage === 'deleted',
			},
			params: this.params,
			tags: this.tags,
			datasets: this.datasets,
			lastPointMs,
			fault: wrong === null ? null : `meta.yaml ${wrong}`,
			writtenAtMs: this.files.stat(this.metaPath)?.modifiedAtMs,
		};
	}

	/** Finds metrics that were begun since the last look: a new file changes its directory. */
	private listMetrics(run: RunSink): void {
		const root = `${this.claim.path}/metrics`;
		const {files} = this;
		const isSame =
			this.metricDirectories.size > 0 && [...this.metricDirectories].every(([path, ms]) => files.stat(path)?.modifiedAtMs === ms);
		if (isSame) return;
		this.metricDirectories = new Map([[root, files.stat(root)?.modifiedAtMs ?? 0]]);
		for (const {name, path} of listBelow(root, files)) {
			for (let at = path.lastIndexOf('/'); at > root.length; at = path.lastIndexOf('/', at - 1)) {
				const directory = path.slice(0, at);
				if (!this.metricDirectories.has(directory))
					this.metricDirectories.set(directory, files.stat(directory)?.modifiedAtMs ?? 0);
			}
			if (this.metrics.has(path)) continue;
			const series = [run.series(name, 'timed')];
			if (isSystemMetric(name)) series.push(run.systemSeries(name.slice('system/'.length)));
			this.metrics.set(path, new MetricFile(path, files, series));
		}
	}
}
