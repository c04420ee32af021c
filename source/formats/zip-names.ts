import type {FileAccess} from '../core/files/files.ts';
import {readEnd} from '../core/files/read-end.ts';
import {entryAt} from '../encodings/zip.ts';

/** Mark of APPNOTE.TXT of the record at the end, behind the directory. */
const endMark = Buffer.from('PK\x05\x06', 'latin1');
const endBytes = 22;
/** An end record with its comment, and the directory of some hundreds of members. */
const usualBytes = 128 * 1024;
const mostBytes = 16 * 1024 * 1024;

/** Names of the members of an archive, of which only the directory at its end is read; null where that is not there, as where it was cut. */
export function zipNames(path: string, files: FileAccess): ReadonlySet<string> | null {
	const size = files.stat(path)?.size ?? 0;
	const short = Buffer.from(readEnd(path, files, usualBytes, size) ?? []);
	const end = short.lastIndexOf(endMark);
	if (end < 0 || end + endBytes > short.length) return null;
	const directoryBytes = short.readUInt32LE(end + 12);
	const wanted = short.length - end + directoryBytes;
	const tail = wanted <= short.length ? short : Buffer.from(readEnd(path, files, Math.min(wanted, mostBytes), size) ?? []);
	const names = new Set<string>();
	const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
	const next = (at: number) => entryAt(tail, view, at, tail.length);
	for (let entry = next(Math.max(0, tail.length - wanted)); entry !== null; entry = next(entry.next)) names.add(entry.name);
	return names;
}
