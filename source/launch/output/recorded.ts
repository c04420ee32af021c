import {closeSync, fstatSync, openSync, readFileSync, readSync} from 'node:fs';
import type {Stream} from './output-log.ts';

const chunkBytes = 1024 * 1024;
const entryBytes = 16;
const tailBytes = 256 * 1024;

/** What `output.log` holds, in order, in pieces of one stream each; nothing where there is none. */
export function* readRecorded(directory: string): Generator<{stream: Stream; bytes: Uint8Array}> {
	const index = readFileSync(`${directory}/output.index`);
	const descriptor = openSync(`${directory}/output.log`, 'r');
	try {
		let entry = 0;
		let stream: Stream = 1;
		const chunk = Buffer.alloc(chunkBytes);
		for (let at = 0; ; ) {
			const read = readSync(descriptor, chunk, 0, chunkBytes, at);
			if (read === 0) return;
			for (let from = 0; from < read; ) {
				// The stream changes where an entry begins with another one.
				for (; (entry + 1) * entryBytes <= index.length && index.readUInt32LE(entry * entryBytes + 8) <= at + from; entry++)
					stream = index.readUInt32LE(entry * entryBytes + 12) === 2 ? 2 : 1;
				let next = entry;
				while (
					(next + 1) * entryBytes <= index.length &&
					index.readUInt32LE(next * entryBytes + 12) === stream &&
					index.readUInt32LE(next * entryBytes + 8) < at + read
				)
					next++;
				const start = (next + 1) * entryBytes <= index.length ? index.readUInt32LE(next * entryBytes + 8) - at : read;
				const to = Math.min(read, Math.max(from + 1, start));
				yield {stream, bytes: Uint8Array.from(chunk.subarray(from, to))};
				from = to;
			}
			at += read;
		}
	} finally {
		closeSync(descriptor);
	}
}

/** The last lines of a file. */
export function lastLines(file: string): string[] {
	const descriptor = openSync(file, 'r');
	try {
		const {size} = fstatSync(descriptor);
		const bytes = Buffer.alloc(Math.min(size, tailBytes));
		readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
		return bytes.toString('utf8').split('\n');
	} finally {
		closeSync(descriptor);
	}
}
