import type {FileAccess} from '../../core/files/files.ts';
import {unpackGzipHead} from '../../encodings/gzip.ts';
import {packerOf} from '../../encodings/packers.ts';
import {isDatabase, isTreePage} from '../../encodings/sqlite/index.ts';

const headBytes = 4096;
const mostHeadBytes = 1024 * 1024;
/** What editors and copies put in front of a file is no longer. */
const mostInFront = 64;
/** Of the header that every database begins with. */
const headerBytes = 100;
/** Sizes of pages, bytes, the usual one first. */
const pageSizes = [4096, 1024, 512, 2048, 8192, 16_384, 32_768, 65_536];
const pageHeadBytes = 16;

/**
 * What became of a file that is called like a database and does not begin like one, where its bytes prove that it was one: it was compressed in
 * place, something was put in front of it, or its first page was never written to the disk. Null for anything else: other programs have files of
 * such names too.
 */
export function disguiseOf(path: string, files: FileAccess): string | null {
	const head = files.readRange(path, 0, headBytes);
	if (head === null || head.length < mostInFront || isDatabase(head)) return null;
	if (packerOf(head) === 'gzip') {
		const inside = unpackGzipHead(head, mostHeadBytes);
		return inside !== null && isDatabase(inside)
			? 'A SQLite database that was compressed with gzip under the name that it had: unpack it to have it read'
			: null;
	}
	for (let at = 1; at < mostInFront; at++) {
		if (head[at] !== 0x53 || !isDatabase(head.subarray(at))) continue;
		return `A SQLite database with ${at} ${at === 1 ? 'byte' : 'bytes'} in front of it that are none of its own: take them off to have it read`;
	}
	if (head.length < headerBytes || head.subarray(0, headerBytes).some(byte => byte !== 0)) return null;
	const isTree = pageSizes.some(size => isTreePage(files.readRange(path, size, pageHeadBytes), size));
	return isTree
		? 'Cannot be read as a SQLite database: its first page holds nothing but zero bytes; restore it from a copy'
		: null;
}
