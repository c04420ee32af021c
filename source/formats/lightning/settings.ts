import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {headBytes, readEventHead} from '../tfevents/event/event-head.ts';
import {listEventFiles} from '../tfevents/event-files.ts';
import {isObject} from '../values.ts';

/** Files of sessions that only tested say nothing of settings. */
const mostRead = 8;

/**
 * The hyperparameters of a version that was taken up again: its TensorBoard logger writes `hparams.yaml` only where there is none, and each
 * start says its own to an event file of its own.
 */
export class NewerSettings {
	/** What each event file says, and how much of its beginning was there by then. */
	private readonly known = new Map<string, {bytes: number; said: JsonObject | null}>();
	/** The event file whose settings are still to come; null where none is awaited. */
	awaited: string | null = null;

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {}

	/** The settings of the file with those of the newest start, where several have written here. */
	renew(config: JsonObject): JsonObject {
		const paths = listEventFiles(this.directory, this.files.list(this.directory) ?? []);
		this.awaited = null;
		if (paths.length < 2 || Object.keys(config).length === 0) return config;
		for (const path of paths.slice(-mostRead).reverse()) {
			const {said, bytes} = this.readOne(path);
			if (said !== null) return renewed(config, said);
			if (bytes < headBytes) this.awaited ??= path;
		}
		return config;
	}

	private readOne(path: string): {bytes: number; said: JsonObject | null} {
		const bytes = Math.min(headBytes, this.files.stat(path)?.size ?? 0);
		let known = this.known.get(path);
		if (known === undefined || (known.said === null && known.bytes !== bytes)) {
			known = {bytes, said: readEventHead(path, this.files).hparams};
			this.known.set(path, known);
		}
		return known;
	}
}

/**
 * Settings of which a newer word has other numbers, words or switches. What is nested is said there as "model/lr", and what is none of these as
 * a text, which says no more than the file does.
 */
function renewed(config: JsonObject, said: JsonObject): JsonObject {
	let result = config;
	for (const [name, value] of Object.entries(said)) result = withNewer(result, name.split('/'), value);
	return result;
}

function withNewer(config: JsonObject, [key, ...below]: string[], value: Json): JsonObject {
	const before = key === undefined ? undefined : config[key];
	if (key === undefined || before === undefined) return config;
	if (below.length === 0) return {...config, [key]: newerOf(before, value)};
	return isObject(before) ? {...config, [key]: withNewer(before, below, value)} : config;
}

function newerOf(before: Json, value: Json): Json {
	if (value === 'None' && before !== value) return null;
	return before === null || typeof value === typeof before ? value : before;
}
