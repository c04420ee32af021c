import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject} from '../../../core/run.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {visitRecords} from '../../../encodings/records/tfrecord.ts';
import {isObject} from '../../values.ts';
import {EventDecoder, type EventVisitor} from './event-decoder.ts';

/** The Hugging Face trainer logs its arguments as a text under this name, as JSON. */
export const argumentTags: ReadonlySet<string> = new Set(['args', 'args/text_summary']);

/** A session says its settings before its points. */
export const headBytes = 64 * 1024;

/** What a session says of its settings at the beginning of its event file; null for what it does not. */
export interface EventHead {
	/** Hyperparameters. */
	hparams: JsonObject | null;
	/** Arguments of the Hugging Face trainer. */
	trainer: JsonObject | null;
}

/** Reads what is said at the beginning of an event file, without its points. */
export function readEventHead(path: string, files: FileAccess): EventHead {
	const found: EventHead = {hparams: null, trainer: null};
	const bytes = files.readRange(path, 0, headBytes);
	if (bytes === null) return found;
	const visitor: EventVisitor = {
		wantsPoints: false,
		event() {},
		point() {},
		session() {},
		writer() {},
		other() {},
		text(tag, text) {
			const said = argumentTags.has(tag) ? parseExactJson(text) : undefined;
			if (isObject(said)) found.trainer ??= said;
		},
		hparams({start}) {
			if (start !== undefined) found.hparams = {...found.hparams, ...start.config};
		},
	};
	const decoder = new EventDecoder(null, visitor);
	visitRecords(bytes, true, (...record) => decoder.decode(...record));
	return found;
}
