import type {FileAccess} from '../core/files/files.ts';
import {readEnd} from '../core/files/read-end.ts';
import {decodeText} from '../encodings/text/text.ts';

/** Marks of APPNOTE.TXT: of the record at the end, and of an entry of the directory before it. */
const [endMark, entryMark] = [Buffer.from('PK\x05\x06', 'latin1'), Buffer.from('PK\x01\x02', 'latin1')];
const [endBytes, entryBytes] = [22, 46];
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
	let at = Math.max(0, tail.length - wanted);
	while (at + entryBytes <= tail.length && tail.compare(entryMark, 0, entryMark.length, at, at + entryMark.length) === 0) {
		const nameBytes = tail.readUInt16LE(at + 28);
		names.add(decodeText(tail, at + entryBytes, at + entryBytes + nameBytes));
		at += entryBytes + nameBytes + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
	}
	return names;
}
