import type {Entry, FileAccess} from '../../core/files/files.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import {decodeText} from '../../encodings/text/text.ts';

const headBytes = 8192;

const logName = /^run-(.+)\.wandb$/;
const directoryName = /^(offline-|dry)?run-(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})-(.+)$/;

/** Absolute paths of one run's files, and what their names tell. */
export interface RunDirectory {
	/** The log; it need not exist. */
	log: string;
	output: string;
	/** Directory that the paths of logged pictures start from. */
	files: string;
	internalLog: string;
	/** Of the program's side, where it says where its settings came from. */
	debugLog: string;
	metadata: string;
	/** The summary as it was last, written beside the log. */
	summary: string;
	/** The config as it was last, likewise. */
	config: string;
	/** Empty, left by `wandb sync`. */
	synced: string;
	/** The workspace's settings, beside all run directories. */
	settings: string;
	id: string | null;
	mode: 'offline' | 'online' | null;
	/** Time in the directory's name, in the local time of whoever made it: "2026-11-21 00:34:18". */
	startedText: string | null;
}

/** Time in a directory's name, as text that sorts by it; null for a directory of another kind. */
export function startedTextOf(name: string): string | null {
	const parts = directoryName.exec(name);
	return parts === null ? null : textOfTime(parts);
}

const textOfTime = ([, , year, month, day, hour, minute, second]: readonly string[]): string =>
	`${year}-${month}-${day} ${hour}:${minute}:${second}`;

export function readRunDirectory(log: string): RunDirectory {
	const directory = directoryOf(log);
	const parts = directoryName.exec(nameOf(directory));
	const [offline, id] = [parts?.[1], parts?.[8]];
	return {
		log,
		output: `${directory}/files/output.log`,
		files: `${directory}/files`,
		internalLog: `${directory}/logs/debug-internal.log`,
		debugLog: `${directory}/logs/debug.log`,
		metadata: `${directory}/files/wandb-metadata.json`,
		summary: `${directory}/files/wandb-summary.json`,
		config: `${directory}/files/config.yaml`,
		synced: `${log}.synced`,
		settings: `${directoryOf(directory)}/settings`,
		id: logName.exec(nameOf(log))?.[1] ?? id ?? null,
		mode: parts === null ? null : offline === undefined ? 'online' : 'offline',
		startedText: parts === null ? null : textOfTime(parts),
	};
}

/** True where the names in a run's directory hold its log, and one alone. */
export const holdsLog = (names: readonly string[]): boolean => names.filter(name => logName.test(name)).length === 1;

/**
 * Absolute paths of the logs that a directory holds. A run directory without a log names the one that is missing: the run was started, or its
 * log was left behind.
 */
export function findLogs(directory: string, entries: readonly Entry[], files: FileAccess): string[] {
	const logs = entries.filter(({name, kind}) => kind === 'file' && logName.test(name)).map(({name}) => `${directory}/${name}`);
	if (logs.length > 0) return logs.sort();
	const id = directoryName.exec(nameOf(directory))?.[8];
	const isRun = id !== undefined && entries.some(({name, kind}) => kind === 'directory' && (name === 'files' || name === 'logs'));
	return isRun ? [`${directory}/run-${withoutCount(directory, id, files)}.wandb`] : [];
}

/**
 * The directories beside it that hold the same logs, or more of them, of one that wandb makes as a link (`latest-run`) and that somebody has copied together
 * with what it leads to, once or, as git merges them, of several runs; none for any other directory, and where one of its logs is nowhere else.
 */
export function originalsOf(directory: string, entries: readonly Entry[], files: FileAccess): string[] {
	if (!directory.endsWith('/latest-run')) return [];
	const home = directoryOf(directory);
	const places = (files.names(home) ?? []).filter(name => directoryName.test(name)).map(name => `${home}/${name}`);
	const logs = entries.filter(({name, kind}) => kind === 'file' && logName.test(name)).map(({name}) => name);
	const found = logs.map(log => places.find(place => isCopy(log, directory, place, files)));
	return found.includes(undefined) ? [] : found.filter(place => place !== undefined);
}

/** True where a log is that of another place, or its beginning: it may have been copied while the run went on. */
function isCopy(log: string, directory: string, place: string, files: FileAccess): boolean {
	const own = files.stat(`${directory}/${log}`);
	const its = files.stat(`${place}/${log}`);
	// What the link itself leads to is no copy.
	if (own === null || its === null || (its.inode === own.inode && its.device === own.device)) return false;
	if (its.size <= own.size) return its.size === own.size;
	const from = Math.max(0, own.size - headBytes);
	const [end, same] = [directory, place].map(each => files.readRange(`${each}/${log}`, from, own.size - from));
	return end != null && same != null && Buffer.compare(end, same) === 0;
}

/**
 * The id in a directory's name without the count that wandb puts behind it (`-1`) where a run of that id began in the same second: the backend's
 * log or the other directory shows that it is none of the id's own.
 */
function withoutCount(directory: string, id: string, files: FileAccess): string {
	const [, base, count] = /^(.+)(-\d+)$/.exec(id) ?? [];
	if (base === undefined || count === undefined) return id;
	const bytes = files.readRange(`${directory}/logs/debug-internal.log`, 0, headBytes);
	const said =
		bytes === null ? undefined : /"(?:stream_id|msg":"stream: created new stream","id)":"([^"]+)"/.exec(decodeText(bytes))?.[1];
	const isCounted = said === undefined ? files.exists(directory.slice(0, -count.length)) : said === base;
	return isCounted ? base : id;
}
