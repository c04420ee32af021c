import type {FileAccess} from '../../core/files/files.ts';
import {BlockLog, blockBytes} from '../../encodings/records/block-log.ts';
import type {RunSink} from '../format.ts';
import {noSurroundings} from './beside/surroundings.ts';
import {factsOfDirectory, factsOfLog} from './facts.ts';
import {wandbHeader} from './log/header.ts';
import {LogDecoder} from './log/log-decoder.ts';
import type {RunDirectory} from './run-directory.ts';

const headBytes = 2 * blockBytes;
const tailBytes = 8 * blockBytes;

/** Gives what a large log says first (name, config) and last (latest values, exit), without reading what lies between. */
export function previewLog(run: RunSink, directory: RunDirectory, files: FileAccess): void {
	const decoder = new LogDecoder(run);
	decoder.keepsOutput = false;
	const size = files.stat(directory.log)?.size ?? 0;
	const decodeRange = (offset: number, length: number) => {
		const bytes = files.readRange(directory.log, offset, length);
		if (bytes === null || bytes.length === 0) return;
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		new BlockLog(wandbHeader).scan(bytes, view, offset, {
			record(record, recordView, start, end) {
				decoder.decode(record, recordView, start, end);
			},
			damage: () => {},
		});
		decoder.summary.keep();
	};
	decoder.pushes = false;
	decodeRange(0, headBytes);
	decoder.pushes = true;
	decodeRange(Math.max(headBytes, Math.floor((size - tailBytes) / blockBytes) * blockBytes), tailBytes + blockBytes);
	run.facts({...factsOfDirectory(directory), ...factsOfLog(decoder, directory, noSurroundings, files)});
}
