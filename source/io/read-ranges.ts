import {closeSync, readSync} from 'node:fs';
import {openToRead} from './open.ts';
import {noteFailure} from './shut.ts';

/** Bytes between two ranges that are read along: another call of the system costs as much. */
const mostBetween = 16 * 1024;
const mostAtOnce = 1024 * 1024;

/** Ranges that are read together, by their indices; in order of their offsets. */
interface Together {
	from: number;
	end: number;
	ranges: number[];
}

function group(offsets: readonly number[], length: number): Together[] {
	const order = offsets.map((_, i) => i).sort((one, other) => offsets[one]! - offsets[other]!);
	const groups: Together[] = [];
	let last: Together | undefined;
	for (const i of order) {
		const offset = offsets[i]!;
		if (last === undefined || offset > last.end + mostBetween || offset + length > last.from + mostAtOnce) {
			last = {from: offset, end: offset + length, ranges: [i]};
			groups.push(last);
		} else {
			last.end = Math.max(last.end, offset + length);
			last.ranges.push(i);
		}
	}
	return groups;
}

/** See `FileAccess.readRanges`. */
export function readRanges(file: string, offsets: readonly number[], length: number): (Uint8Array | null)[] {
	const found = new Array<Uint8Array | null>(offsets.length).fill(null);
	let descriptor: number;
	try {
		descriptor = openToRead(file);
	} catch (error) {
		noteFailure(file, error);
		return found;
	}
	try {
		for (const {from, end, ranges} of group(offsets, length)) {
			const bytes = Buffer.allocUnsafeSlow(end - from);
			const filled = readSync(descriptor, bytes, 0, bytes.length, from);
			for (const i of ranges) {
				const at = offsets[i]! - from;
				if (at + length <= filled) found[i] = bytes.subarray(at, at + length);
			}
		}
	} catch (error) {
		noteFailure(file, error);
	} finally {
		closeSync(descriptor);
	}
	return found;
}
