import {closeSync, fstatSync, ftruncateSync, openSync, readSync} from 'node:fs';

const entryBytes = 16;
const chunkBytes = 64 * 1024;
const lineFeed = 0x0a;

/**
 * Takes away what a recorder that was killed on a full disk left of a record: a part of a row of points, a part of an entry of the index. What is
 * written next would be joined to it, and lost with it. Files that are not there stay so.
 */
export function cutTorn(directory: string): void {
	cut(`${directory}/metrics.jsonl`, endOfLines);
	cut(`${directory}/output.index`, (_, size) => size - (size % entryBytes));
}

function cut(file: string, findEnd: (descriptor: number, size: number) => number): void {
	let descriptor: number;
	try {
		descriptor = openSync(file, 'r+');
	} catch {
		return;
	}
	try {
		const {size} = fstatSync(descriptor);
		const end = findEnd(descriptor, size);
		if (end < size) ftruncateSync(descriptor, end);
	} finally {
		closeSync(descriptor);
	}
}

/** Where the last line that is whole ends, in bytes. */
function endOfLines(descriptor: number, size: number): number {
	const chunk = Buffer.alloc(chunkBytes);
	for (let end = size; end > 0; ) {
		const from = Math.max(0, end - chunkBytes);
		const found = chunk.subarray(0, readSync(descriptor, chunk, 0, end - from, from)).lastIndexOf(lineFeed);
		if (found >= 0) return from + found + 1;
		end = from;
	}
	return 0;
}
