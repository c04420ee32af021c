import type {GitState, Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {Judgement} from '../../core/status.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {CapturedOutput} from '../captured-output.ts';
import type {RunSink} from '../format.ts';
import {SeenMoments} from '../seen-moments.ts';
import type {SessionKind, SessionPlace, SessionReader} from '../session.ts';
import {addPath} from '../set-path.ts';
import {at, isObject, numberOf, objectOf, textOf, textsIn} from '../values.ts';

/** The iteration of a value that has none (Logger.report_single_value). */
const noIteration = -(2 ** 31);
/** Where a client puts what it measures of the machine. */
const ofMachine = /^:monitor:/;
/** Sections that clients make unasked, of what argparse read and of a dictionary without a name. */
const unnamed = new Set(['General', 'Args']);
/** A client flushes its reports every few seconds (clearml/backend_interface/metrics/reporter.py), and measures the machine each half a minute. */
const bufferMs = 60_000;

/** An offline task of ClearML (clearml/backend_interface/task/task.py): `task.json`, and its reports in the requests that the server will be sent. */
export const clearmlKind: SessionKind = {
	about: 'task.json',
	logs: ['log.jsonl', 'metrics.jsonl'],
	open: run => new Task(run),
};

class Task implements SessionReader {
	private readonly output: CapturedOutput;
	private readonly summary: JsonObject = {};
	private readonly moments = new SeenMoments();
	private host: string | null = null;

	constructor(private readonly run: RunSink) {
		this.output = new CapturedOutput(run);
	}

	take(record: JsonObject): void {
		const atMs = numberOf(record.timestamp);
		this.moments.see(atMs);
		if (record.type === 'log') {
			this.host = textOf(record.worker) ?? this.host;
			this.output.take(`${textOf(record.msg) ?? ''}\n`, atMs);
		} else if (record.type === 'training_stats_scalar') this.takeScalar(record, atMs ?? Number.NaN);
	}

	facts(task: JsonObject, place: SessionPlace): Partial<RunFacts> {
		const script = objectOf(task.script);
		const entry = textOf(script.entry_point);
		const outcome = this.judge(place);
		const project = textOf(task.project_name);
		const type = textOf(task.type);
		return {
			id: textOf(task.id),
			name: textOf(task.name),
			group: project,
			startedAtMs: this.moments.firstMs,
			endedAtMs: outcome === null ? null : this.moments.newestMs,
			lastSignMs: this.moments.newestMs,
			host: this.host,
			command: entry === null ? null : {argv: [entry], cwd: null, isNameOnly: true},
			git: gitOf(script),
			config: configOf(objectOf(task.hyperparams)),
			summary: this.summary,
			tags: textsIn(task.tags).sort(),
			notes: [textOf(task.comment) ?? ''].filter(Boolean),
			outcome,
			error: outcome?.status === 'failed' ? (this.output.ending?.error ?? null) : null,
			writer: {bufferMs, bufferBytes: 0, marksEnd: true, holdsOpen: false},
			extra: type === null || type === 'training' ? {} : {type},
		};
	}

	/** A session is packed when its program is over, however that ended; what it said last tells which. */
	private judge({hasArchive, isWhole}: SessionPlace): Judgement | null {
		const {ending} = this.output;
		if (!hasArchive) return null;
		if (!isWhole && ending === null) return {status: 'unknown', why: 'its archive was cut, and what it said last is lost'};
		if (ending === null) return {status: 'finished', why: 'its session was packed, and no error was said'};
		return {status: ending.status, why: `its session was packed after ${ending.why}`};
	}

	private takeScalar({metric, variant, iter, value}: JsonObject, atMs: number): void {
		const title = textOf(metric);
		const step = numberOf(iter);
		if (title === null || step === null || typeof value !== 'number') return;
		const curve = textOf(variant) ?? title;
		if (step === noIteration) setKey(this.summary, curve, value);
		else if (ofMachine.test(title)) this.run.systemSeries(curve).push(step, atMs, value);
		else {
			this.output.goOn(atMs);
			this.run.series(title === curve ? title : `${title}/${curve}`).push(step, atMs, value);
		}
	}
}

function gitOf(script: JsonObject): GitState | null {
	const [commit, branch, remote] = [script.version_num, script.branch, script.repository].map(textOf);
	if (commit == null && branch == null && remote == null) return null;
	// Without a repository what would be its changes is the script itself.
	return {commit: commit ?? null, branch: branch ?? null, remote: remote ?? null, dirty: textOf(script.diff) !== null};
}

function configOf(sections: JsonObject): JsonObject {
	const config: JsonObject = {};
	for (const [section, entries] of Object.entries(sections))
		for (const [name, entry] of Object.entries(objectOf(entries))) {
			if (!isObject(entry)) continue;
			const path = name.split('/');
			addPath(config, unnamed.has(section) ? path : [section, ...path], settingOf(entry));
		}
	return config;
}

/** All values are texts, beside what type they were of, which None and texts may lack. */
function settingOf(entry: JsonObject): Json {
	const value = at(entry, 'value') ?? null;
	const type = textOf(entry.type);
	if (value === '' && type !== 'str') return null;
	if (typeof value !== 'string' || type === null || type === 'str') return value;
	if (type === 'bool') return value === 'True';
	return parseExactJson(value) ?? value;
}
