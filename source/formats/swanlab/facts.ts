import {nameOf} from '../../core/files/paths.ts';
import type {Command, GitState, Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {errorOfTrace} from '../trace-error.ts';
import {isObject, textOf} from '../values.ts';
import type {LogDecoder} from './log-decoder.ts';
import type {Points} from './points.ts';
import type {Finish} from './records.ts';

const bufferBytes = 8192;
/** Silence before the first block of the log, of which nothing says how long it takes to fill. */
const unknownMs = 600_000;

/**
 * The log goes through a buffer, so that a short run leaves nothing in it until it ends. How long a block takes follows from what is there: so
 * many bytes in so much time. Local mode writes its lines at once.
 */
export function habitsOf(logBytes: number, points: Points, hasLocal: boolean): WriterHabits {
	const spanMs = points.newestMs - points.firstMs;
	const fillMs = logBytes > 0 && spanMs > 0 ? Math.min((bufferBytes / logBytes) * spanMs, 24 * unknownMs) : unknownMs;
	return {bufferMs: hasLocal ? 0 : fillMs, bufferBytes, marksEnd: true, holdsOpen: true};
}

const mostWaitMs = 1_800_000;

/** What the folder is called: `run-<date>_<time>-<id>`, in the writer's local time. */
function readFolder(directory: string): {id: string | null; madeAtMs: number | null} {
	const match = /\/run-(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)-([^/]+)$/.exec(directory);
	if (match === null) return {id: null, madeAtMs: null};
	const [, year, month, day, hour, minute, second, id] = match;
	const madeAtMs = momentOfText(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
	return {id: id!, madeAtMs: Number.isNaN(madeAtMs) ? null : madeAtMs};
}

/** Facts from the log, the metadata and the config. Until the log has its first block, the others speak for it. */
export function factsOfRun(decoder: LogDecoder, points: Points, metadata: JsonObject, directory: string): Partial<RunFacts> {
	const {start, finish} = decoder;
	const folder = readFolder(directory);
	// Up to 0.6 the metadata had no sections.
	const runtime = isObject(metadata.runtime) ? metadata.runtime : metadata;
	const times = [decoder.newestMs, points.newestMs].filter(Number.isFinite);
	const firstPointMs = Number.isNaN(points.firstMs) ? null : points.firstMs;
	const pid = runtime.pid;
	return {
		id: start?.id || folder.id,
		// Up to 0.7 ids are made with the program's own random numbers: runs with one seed have the same.
		idScope: start?.resumed ? null : nameOf(directory),
		name: start?.name || null,
		group: start?.group || null,
		groupScope: start?.project || null,
		startedAtMs: start?.startedAtMs ?? believable(folder.madeAtMs, firstPointMs),
		endedAtMs: finish?.finishedAtMs ?? null,
		lastSignMs: times.length === 0 ? null : Math.max(...times),
		host: textOf(runtime.hostname),
		pid: typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? pid : null,
		command: commandOf(runtime),
		git: gitOf(metadata.git ?? oldGit(metadata)),
		tags: start?.tags ?? [],
		notes: start?.description ? [start.description] : [],
		outcome: finish === null ? null : judgeFinish(finish),
		error: finish?.error.trim() || null,
		extra: describe(decoder, metadata, runtime),
	};
}

/** The folder's time has no zone: where the first point, which has one, does not follow it closely, the point counts. */
function believable(madeAtMs: number | null, firstPointMs: number | null): number | null {
	if (madeAtMs === null || firstPointMs === null) return madeAtMs ?? firstPointMs;
	const waitedMs = firstPointMs - madeAtMs;
	return waitedMs >= -1000 && waitedMs < mostWaitMs ? madeAtMs : firstPointMs;
}

function judgeFinish({state, error}: Finish): Judgement | null {
	const reason = errorOfTrace(error);
	if (state === 1) return {status: 'finished', why: 'finish record: finished'};
	if (state === 2) return {status: 'failed', why: reason ? `finish record: ${reason}` : 'finish record: crashed'};
	return state === 3 ? {status: 'stopped', why: 'finish record: aborted'} : null;
}

/** Config entries as they were given, without their places and descriptions. */
export function plainConfig(config: JsonObject): JsonObject {
	const plain: JsonObject = {};
	for (const [key, entry] of Object.entries(config)) {
		// Of one whose end is cut off the value is lost.
		if (isObject(entry) && typeof entry.desc === 'string' && !Object.hasOwn(entry, 'value')) continue;
		setKey(plain, key, isObject(entry) && Object.hasOwn(entry, 'value') ? entry.value! : entry);
	}
	return plain;
}

// The words were joined with spaces when they were recorded: one that held a space cannot be told from two.
function commandOf(runtime: JsonObject): Command | null {
	const command = textOf(runtime.command);
	if (command === null) return null;
	const words = command.split(' ').filter(word => word !== '');
	// Up to 0.6 the interpreter stands by itself.
	const interpreter = textOf(runtime.executable);
	const isScript = words[0]?.endsWith('.py') === true && interpreter !== null;
	return {argv: isScript ? [interpreter, ...words] : words, cwd: textOf(runtime.cwd)};
}

/** `git_remote` and `git_info`, a list of branch and commit, as up to 0.6. */
function oldGit({git_remote: remote, git_info: info}: JsonObject): JsonObject {
	const [branch, commit] = Array.isArray(info) ? info : [];
	return {remote_url: remote ?? null, branch: branch ?? null, commit: commit ?? null};
}

function gitOf(git: Json | undefined): GitState | null {
	if (!isObject(git)) return null;
	const [commit, branch, remote] = [git.commit, git.branch, git.remote_url].map(textOf);
	return commit === null && branch === null && remote === null
		? null
		: {commit: commit!, branch: branch!, dirty: null, remote: remote!};
}

function describe({start, columns}: LogDecoder, metadata: JsonObject, runtime: JsonObject): JsonObject {
	const extra: JsonObject = {};
	const words: [string, string | null | undefined][] = [
		['project', start?.project],
		['job type', start?.jobType],
		['os', textOf(runtime.os_pretty) ?? textOf(runtime.os_pretty_name) ?? textOf(runtime.os)],
		['python', textOf(runtime.python_version) ?? textOf(runtime.python)],
		['swanlab', isObject(metadata.swanlab) ? textOf(metadata.swanlab.version) : null],
	];
	for (const [title, value] of words) if (value) extra[title] = value;
	if (start?.resumed) extra.resumed = true;
	if (columns.length === 0 && start === null) extra.log = 'still empty: it is written in blocks';
	return extra;
}
