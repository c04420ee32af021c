import type {FileAccess} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {RecordScanner} from '../../encodings/tfrecord.ts';
import type {RunSink} from '../format.ts';
import {EventDecoder, type EventVisitor} from './event-decoder.ts';

/** A session says its hyperparameters before its points. */
const headBytes = 64 * 1024;

/** The hyperparameters that a session says at the beginning of an event file, null where none are there. */
export function readFirstHparams(path: string, files: FileAccess, run: RunSink): JsonObject | null {
	const head = files.readRange(path, 0, headBytes);
	if (head === null) return null;
	let config: JsonObject | null = null;
	const visitor: EventVisitor = {
		wantsPoints: false,
		event() {},
		point() {},
		session() {},
		writer() {},
		text() {},
		other() {},
		hparams({start}) {
			if (start !== undefined) config = {...config, ...start.config};
		},
	};
	const decoder = new EventDecoder(run, visitor);
	decoder.pushes = false;
	const view = new DataView(head.buffer, head.byteOffset, head.length);
	new RecordScanner().scan(view, 0, {record: (start, end) => decoder.decode(head, view, start, end), damage() {}});
	return config;
}
