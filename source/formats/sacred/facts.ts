import type {Command, GitState, Json, JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {errorOfTrace} from '../trace-error.ts';
import {isObject, objectOf, textOf} from '../values.ts';
import {utcMoment} from './metrics.ts';
import {unpickle} from './plain-values.ts';

const usualBeatSeconds = 10;

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const momentOf = (value: Json | undefined): number | null => {
	const ms = typeof value === 'string' ? utcMoment(value) : Number.NaN;
	return Number.isNaN(ms) ? null : ms;
};

/**
 * Facts of run.json.
 * @param fault what is wrong with the file ("is missing"), null where nothing is
 * @param bytes size of all that the run's process has written into its directory
 */
export function factsOfRecord(record: JsonObject, fault: string | null, bytes: number): Partial<RunFacts> {
	const experiment = objectOf(record.experiment);
	const meta = objectOf(record.meta);
	const host = objectOf(record.host);
	const recorded = textOf(record.status);
	const comment = textOf(meta.comment);
	const trace = listOf(record.fail_trace)
		.filter(line => typeof line === 'string')
		.join('')
		.trim();
	const name = textOf(experiment.name);
	return {
		name,
		group: name,
		startedAtMs: momentOf(record.start_time),
		endedAtMs: momentOf(record.stop_time),
		lastSignMs: momentOf(record.heartbeat),
		host: textOf(host.hostname),
		command: commandOf(experiment, meta),
		git: gitOf(experiment),
		sourceDigest: digestOf(experiment),
		summary: record.result === undefined || record.result === null ? {} : {result: unpickle(record.result)},
		notes: comment === null ? [] : [comment],
		error: trace === '' ? null : trace,
		outcome: judgeRecord(recorded, trace, record.stop_time),
		recorded,
		writer: habitsOf(meta, recorded, silentJudgement(recorded, fault), bytes),
		extra: describe(experiment, host),
	};
}

function judgeRecord(recorded: string | null, trace: string, stopped: Json | undefined): Judgement | null {
	const why = `run.json says ${recorded}`;
	switch (recorded) {
		case 'COMPLETED':
			return {status: 'finished', why};
		case 'FAILED':
			return {status: 'failed', why: withReason(why, errorOfTrace(trace))};
		case 'INTERRUPTED':
		case 'TIMEOUT':
			return {status: 'stopped', why};
		case 'QUEUED':
			return {status: 'queued', why};
		case 'RUNNING':
		case null:
			return null;
		default:
			// An interrupt of the program's own (a SacredInterrupt with a STATUS) ends a run as Ctrl-C does.
			return typeof stopped === 'string' ? {status: 'stopped', why: `${why}, an interrupt of the program's own`} : null;
	}
}

const withReason = (why: string, reason: string | null): string => (reason === null ? why : `${why}: ${reason}`);

/** What a run is whose heartbeat stands still: a record that lost its status would have said how it ended. */
function silentJudgement(recorded: string | null, fault: string | null): Judgement {
	if (recorded !== null) return {status: 'crashed', why: `run.json says ${recorded}, but its heartbeat stands still`};
	return {status: 'unknown', why: `run.json ${fault ?? 'names no status'}, and it would say how the run stands`};
}

/** A living run renews the heartbeat in run.json from a thread of its own, every ten seconds unless told otherwise. */
function habitsOf(meta: JsonObject, recorded: string | null, silent: Judgement, bytes: number): WriterHabits {
	const beat = Number(objectOf(meta.options)['--beat-interval'] ?? usualBeatSeconds);
	const beatMs = (beat > 0 ? beat : usualBeatSeconds) * 1000;
	const limitMs = Math.max(30_000, 3 * beatMs) + 5000;
	return {
		bufferMs: beatMs,
		bufferBytes: 0,
		marksEnd: true,
		holdsOpen: false,
		pulse: {limitMs, silent},
		// Which script it runs is not told: the experiment may be defined in another file than the one that was started.
		...(recorded === 'RUNNING' && {python: {needs: [], program: null, hasBegun: {leastBytes: bytes}}}),
	};
}

/** What would start the run again: the script, its command, what was typed after `with`, and the options that were given. */
function commandOf(experiment: JsonObject, meta: JsonObject): Command | null {
	const script = textOf(experiment.mainfile);
	if (script === null) return null;
	const options = objectOf(meta.options);
	const updates = listOf(options.UPDATE).filter(update => typeof update === 'string');
	const command = textOf(options.COMMAND);
	return {
		argv: [
			'python',
			script,
			...flagsOf(options),
			...(command ? [command] : []),
			...(updates.length > 0 ? ['with', ...updates] : []),
		],
		cwd: textOf(experiment.base_dir),
	};
}

// These would not do the same again: an id is taken, a queued run is not started, the others print and end.
const notAgain = new Set(['--id', '--queue', '--help', '--print-config']);

function flagsOf(options: JsonObject): string[] {
	return Object.entries(options).flatMap(([flag, value]) => {
		if (!flag.startsWith('--') || notAgain.has(flag)) return [];
		if (value === true) return [flag];
		return typeof value === 'string' || typeof value === 'number' ? [`${flag}=${value}`] : [];
	});
}

function gitOf(experiment: JsonObject): GitState | null {
	const repository = listOf(experiment.repositories).find(isObject);
	if (!isObject(repository)) return null;
	const {url, commit, dirty} = repository;
	return {commit: textOf(commit), branch: null, dirty: typeof dirty === 'boolean' ? dirty : null, remote: textOf(url)};
}

/** Sources are stored under names with their MD5 in them; the script's stands for the run. */
function digestOf(experiment: JsonObject): string | null {
	const pairs = listOf(experiment.sources).filter(Array.isArray);
	const [, stored] = pairs.find(([name]) => name === experiment.mainfile) ?? pairs[0] ?? [];
	return typeof stored === 'string' ? (/_([0-9a-f]{32})\.\w+$/.exec(stored)?.[1] ?? null) : null;
}

function describe(experiment: JsonObject, host: JsonObject): JsonObject {
	const extra: JsonObject = {};
	const os = listOf(host.os).filter(part => typeof part === 'string');
	if (os.length > 0) extra.os = os.at(-1)!;
	for (const [title, value] of Object.entries({CPU: host.cpu, python: host.python_version}))
		if (textOf(value)) extra[title] = value!;
	const gpus = listOf(objectOf(host.gpus).gpus).flatMap(gpu => (isObject(gpu) ? (textOf(gpu.model) ?? []) : []));
	if (gpus.length > 0) extra.GPU = gpus.join(', ');
	const packages = listOf(experiment.dependencies).filter(item => typeof item === 'string');
	if (packages.length > 0) extra.dependencies = packages;
	return extra;
}
