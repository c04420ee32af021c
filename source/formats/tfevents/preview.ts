import type {FileAccess} from '../../core/files/files.ts';
import {visitRecords} from '../../encodings/records/tfrecord.ts';
import type {RunSink} from '../format.ts';
import {Collector} from './collector.ts';
import {EventDecoder} from './event/event-decoder.ts';
import {factsOfNames} from './event-files.ts';

const headBytes = 64 * 1024;
const tailBytes = 256 * 1024;

/** Gives what a large run says first (parameters, start) and last (latest values), without reading what lies between. */
export function previewEvents(run: RunSink, paths: readonly string[], files: FileAccess): void {
	const collector = new Collector(run, () => decoder.points, null);
	const decoder = new EventDecoder(run, collector);
	const decodeRange = (path: string, offset: number, length: number) => {
		const bytes = files.readRange(path, offset, length);
		if (bytes === null) return;
		visitRecords(bytes, offset === 0, (...record) => decoder.decode(...record));
	};
	const first = paths[0];
	const last = paths.at(-1);
	if (first === undefined || last === undefined) return;
	// Metadata comes with the first value of a tag only, so the head is needed to know which tensors are scalars.
	decoder.pushes = false;
	decodeRange(first, 0, headBytes);
	decoder.pushes = true;
	decodeRange(last, Math.max(0, (files.stat(last)?.size ?? 0) - tailBytes), tailBytes);
	const {outcome: _outcome, endedAtMs: _endedAtMs, ...facts} = collector.facts(null, () => false);
	run.facts({...factsOfNames(paths, false), ...facts});
}
