import type {Command, GitState, Json, JsonObject, RunFacts} from '../../core/run.ts';

const known = new Set([
	'xtui',
	'id',
	'name',
	'group',
	'parent',
	'command',
	'started_at',
	'host',
	'user',
	'pid',
	'pid_started_at',
	'boot_id',
	'config',
	'tags',
	'total_steps',
	'git',
	'source_digest',
	'restart_of',
	'executor',
	'attempt',
]);

const text = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: Json | undefined) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const object = (value: Json | undefined): JsonObject | null =>
	value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
const texts = (value: Json | undefined) => (Array.isArray(value) ? value.filter(item => typeof item === 'string') : []);

/** Facts of `xtui-run.json`, written once before the process starts. Fields that are not known are kept to be shown. */
export function readRecord(record: JsonObject): Partial<RunFacts> {
	const startedAt = number(record.started_at);
	const total = number(record.total_steps);
	return {
		id: text(record.id),
		name: text(record.name),
		group: text(record.group),
		parent: text(record.parent),
		attempt: number(record.attempt),
		startedAtMs: startedAt === null ? null : startedAt * 1000,
		host: text(record.host),
		user: text(record.user),
		pid: number(record.pid),
		pidStartTicks: number(record.pid_started_at),
		bootId: text(record.boot_id),
		command: readCommand(object(record.command)),
		git: readGit(object(record.git)),
		sourceDigest: text(record.source_digest),
		config: object(record.config) ?? {},
		tags: texts(record.tags),
		total: total === null || total <= 0 ? null : {total, unit: 'step', from: 'total_steps in xtui-run.json'},
		extra: readExtra(record),
	};
}

function readCommand(command: JsonObject | null): Command | null {
	const argv = texts(command?.argv);
	if (command === null || argv.length === 0) return null;
	const env = object(command.env);
	return {
		argv,
		cwd: text(command.cwd),
		...(env === null ? {} : {env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]))}),
	};
}

function readGit(git: JsonObject | null): GitState | null {
	if (git === null) return null;
	return {
		commit: text(git.commit),
		branch: text(git.branch),
		dirty: typeof git.dirty === 'boolean' ? git.dirty : null,
		remote: text(git.remote),
	};
}

function readExtra(record: JsonObject): JsonObject {
	const extra: JsonObject = {};
	const executor = object(record.executor);
	if (executor !== null) extra.executor = executor;
	const restartOf = text(record.restart_of);
	if (restartOf !== null) extra.restart_of = restartOf;
	for (const [key, value] of Object.entries(record)) if (!known.has(key)) extra[key] = value;
	return extra;
}
