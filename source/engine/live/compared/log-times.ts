import type {FileAccess} from '../../../core/files/files.ts';
import {countMarks, indexIn} from '../../../formats/guild/output/line-index.ts';

const entryBytes = 16;
const spareEntries = 400;
const lineFeed = 10;

/** Offsets in a file at which the lines of a piece of it begin. */
function lineStarts(bytes: Uint8Array, from: number): number[] {
	const starts = bytes.length > 0 ? [from] : [];
	for (let at = bytes.indexOf(lineFeed); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(lineFeed, at + 1))
		starts.push(from + at + 1);
	return starts;
}

/**
 * When the lines of the end of an output came, by the index beside it: that of `xtui run` (16 bytes a line: float64 seconds since 1970, uint32
 * offset, uint32 stream, little-endian), or that of Guild and Gage.
 *
 * @param bytes the end of the log, which begins at `from`
 * @returns milliseconds by line, NaN for those that the index does not have; null where there is no such index
 */
export function readLineTimes(files: FileAccess, log: string, bytes: Uint8Array, from: number): Float64Array | null {
	return log.endsWith('/output.log') ? readOwnTimes(files, log, bytes, from) : readCountedTimes(files, log, bytes);
}

/** Guild and Gage number lines and say nothing of places: the last entry is that of the last line feed. */
function readCountedTimes(files: FileAccess, log: string, bytes: Uint8Array): Float64Array | null {
	const index = `${log}.index`;
	const lines = lineStarts(bytes, 0).length;
	const feeds = lines - (bytes.length > 0 && bytes.at(-1) !== lineFeed ? 1 : 0);
	const first = countMarks(files, index) - feeds;
	if (feeds === 0 || first < 0) return null;
	const marks = indexIn(files, index);
	return Float64Array.from({length: lines}, (_, line) => (line < feeds ? marks.at(first + line)?.atMs : undefined) ?? Number.NaN);
}

function readOwnTimes(files: FileAccess, log: string, bytes: Uint8Array, from: number): Float64Array | null {
	const index = `${log.slice(0, -'.log'.length)}.index`;
	const size = files.stat(index)?.size ?? 0;
	const starts = lineStarts(bytes, from);
	const wanted = (starts.length + spareEntries) * entryBytes;
	const whole = size - (size % entryBytes);
	const read = whole === 0 ? null : files.readRange(index, Math.max(0, whole - wanted), Math.min(whole, wanted));
	if (read === null) return null;
	const view = new DataView(read.buffer, read.byteOffset, read.byteLength);
	const times = new Map<number, number>();
	for (let at = 0; at + entryBytes <= read.byteLength; at += entryBytes)
		times.set(view.getUint32(at + 8, true), view.getFloat64(at, true) * 1000);
	return Float64Array.from(starts, start => times.get(start) ?? Number.NaN);
}
