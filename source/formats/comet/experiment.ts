import type {GitState, Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {Judgement} from '../../core/status.ts';
import {CapturedOutput} from '../captured-output.ts';
import type {RunSink} from '../format.ts';
import {SeenMoments} from '../seen-moments.ts';
import type {SessionKind, SessionPlace, SessionReader} from '../session.ts';
import {addPath} from '../set-path.ts';
import {isObject, numberOf, objectOf, textOf, textsIn} from '../values.ts';

/** What the client measures itself. */
const ofMachine = /^(?:sys\.|process duration$)/;
/** Settings that the client makes of where the program is. */
const ofClient = new Set(['curr_step', 'curr_epoch']);
/** What it notes of itself under `log_other`. */
const notes = new Set(['offline_experiment', 'hasNestedParams', 'Name', 'Created from']);
const message = /^Unexpected error detected in the user script: /;

/** An offline experiment of Comet (comet_ml/offline.py, messages.py): its messages as they will be sent, and `experiment.json` when it is over. */
export const cometKind: SessionKind = {
	about: 'experiment.json',
	logs: ['messages.json'],
	open: run => new Experiment(run),
};

class Experiment implements SessionReader {
	private readonly output: CapturedOutput;
	private readonly config: JsonObject = {};
	private readonly others: JsonObject = {};
	private readonly nextOf = new Map<string, number>();
	private system: JsonObject = {};
	private git: JsonObject | null = null;
	private readonly moments = new SeenMoments();

	constructor(private readonly run: RunSink) {
		this.output = new CapturedOutput(run);
	}

	take({type, payload}: JsonObject): void {
		const body = objectOf(payload);
		const atMs = numberOf(body.local_timestamp);
		this.moments.see(atMs);
		if (isObject(body.metric)) this.takeMetric(body.metric, atMs ?? Number.NaN);
		else if (isObject(body.param) || isObject(body.params)) this.takeParameter(objectOf(body.param ?? body.params));
		else if (type === 'standard_output') this.output.take(textOf(body.output) ?? '', atMs, String(body.stderr));
		else if (type === 'log_other' && typeof body.key === 'string') setKey<Json>(this.others, body.key, body.value ?? null);
		else if (type === 'system_details') this.system = body;
		else if (type === 'git_metadata') this.git = objectOf(body.git_metadata ?? body.metadata ?? payload);
	}

	facts(about: JsonObject, place: SessionPlace): Partial<RunFacts> {
		const {system, others, git} = this;
		const outcome = this.judge(about, place);
		const words = textsIn(system.command);
		const program = textOf(system.python_exe);
		const [summary, extra]: JsonObject[] = [{}, {}];
		for (const [key, value] of Object.entries(others))
			if (!notes.has(key)) setKey(typeof value === 'number' ? summary! : extra!, key, value);
		const id = textOf(about.offline_id) ?? keyOf(place.path);
		return {
			id,
			name: textOf(others.Name) ?? id,
			group: textOf(about.project_name),
			groupScope: textOf(about.workspace),
			startedAtMs: numberOf(about.start_time) ?? this.moments.firstMs,
			endedAtMs: numberOf(about.stop_time),
			lastSignMs: this.moments.newestMs,
			host: textOf(system.hostname),
			user: textOf(system.user),
			pid: numberOf(system.pid),
			command: words.length === 0 ? null : {argv: program === null ? words : [program, ...words], cwd: null},
			git: git === null ? null : gitOf(git),
			config: this.config,
			summary,
			tags: textsIn(about.tags).sort(),
			outcome,
			error: outcome?.status === 'failed' ? this.errorBy(about) : null,
			writer: {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: true},
			extra,
		};
	}

	private judge(about: JsonObject, {isPacked, isWhole}: SessionPlace): Judgement | null {
		const {ending} = this.output;
		if (about.customer_error_reported === true) {
			if (ending?.status === 'stopped') return {status: 'stopped', why: ending.why};
			return {status: 'failed', why: 'experiment.json says that its script raised an error'};
		}
		if (numberOf(about.stop_time) !== null) return {status: 'finished', why: 'experiment.json has its end, and no error'};
		if (!isPacked || this.moments.firstMs !== null) return null;
		if (!isWhole) return {status: 'unknown', why: 'its archive was cut, and how it ended is lost'};
		return {status: 'unknown', why: 'its archive is filled when it ends, and is empty: it runs still, or was killed'};
	}

	private errorBy(about: JsonObject): string | null {
		return this.output.ending?.error ?? textOf(about.customer_error_message)?.replace(message, '') ?? null;
	}

	/** Values that are not finite are texts. A value without a step is counted, by its epochs where it comes once in each. */
	private takeMetric({metricName, metricValue, step, epoch}: JsonObject, atMs: number): void {
		const name = textOf(metricName);
		const value = typeof metricValue === 'string' && metricValue !== '' ? Number(metricValue) : metricValue;
		if (name === null || typeof value !== 'number') return;
		const next = this.nextOf.get(name) ?? 0;
		const at = numberOf(step) ?? Math.max(next, numberOf(epoch) ?? 0);
		this.nextOf.set(name, at + 1);
		if (ofMachine.test(name)) this.run.systemSeries(name).push(at, atMs, value);
		else {
			this.output.goOn(atMs);
			this.run.series(name).push(at, atMs, value);
		}
	}

	private takeParameter({paramName, paramValue}: JsonObject): void {
		const name = textOf(paramName);
		if (name !== null && !ofClient.has(name)) addPath(this.config, name.split('|'), paramValue ?? null);
	}
}

function gitOf(git: JsonObject): GitState {
	const status = isObject(git.status) ? git.status : null;
	const changes = status === null ? [] : [...Object.values(objectOf(status.staged)), status.unstaged];
	const dirty = status === null ? null : changes.some(found => Array.isArray(found) && found.length > 0);
	const branch = textOf(git.branch)?.replace(/^refs\/heads\//, '') ?? null;
	return {commit: textOf(git.parent), branch, remote: textOf(git.origin), dirty};
}

const keyOf = (path: string): string | null => /\/([0-9a-z]{32,50})(?:-\w+)?\.zip$/i.exec(path)?.[1] ?? null;
