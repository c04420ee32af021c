import {viewOf} from './access.ts';

export const headerBytes = 100;
const magic = 'SQLite format 3\0';

/** What the first 100 bytes of a database say (sqlite.org/fileformat2, section 1.3). */
export interface DatabaseHeader {
	pageBytes: number;
	/** Bytes of a page that hold data; what follows is reserved for extensions. */
	usableBytes: number;
	/** Pages of the database; 0 where the header does not know and the file's size tells. */
	pageCount: number;
	/** Raised by every commit in the rollback modes. */
	changeCounter: number;
	/** Raised when a table is made, altered or dropped. */
	schemaCookie: number;
	encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/** True where bytes begin like a database. */
export function isDatabase(bytes: Uint8Array): boolean {
	if (bytes.length < magic.length) return false;
	for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
	return true;
}

/** Null where the bytes are no header of a database, or one with sizes that cannot be. */
export function readHeader(bytes: Uint8Array): DatabaseHeader | null {
	if (bytes.length < headerBytes || !isDatabase(bytes)) return null;
	const view = viewOf(bytes);
	const written = view.getUint16(16);
	const pageBytes = written === 1 ? 65_536 : written;
	const usableBytes = pageBytes - bytes[20]!;
	if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0 || usableBytes < 480) return null;
	const changeCounter = view.getUint32(24);
	const encodings = ['utf-8', 'utf-8', 'utf-16le', 'utf-16be'] as const;
	return {
		pageBytes,
		usableBytes,
		pageCount: view.getUint32(92) === changeCounter ? view.getUint32(28) : 0,
		changeCounter,
		schemaCookie: view.getUint32(40),
		encoding: encodings[view.getUint32(56)] ?? 'utf-8',
	};
}

/** Kinds of b-tree pages: of the inside and the leaves of indices and tables. */
const treePages = new Set([2, 5, 10, 13]);

/** True where the first 16 bytes of a page are those of a b-tree that has cells (sqlite.org/fileformat2, section 1.6). */
export function isTreePage(bytes: Uint8Array | null, pageBytes: number): boolean {
	if (bytes === null || bytes.length < 16 || !treePages.has(bytes[0]!)) return false;
	const view = viewOf(bytes);
	const [free, cells, content] = [view.getUint16(1), view.getUint16(3), view.getUint16(5) || 65_536];
	const pointersAt = bytes[0]! < 8 ? 12 : 8;
	const first = view.getUint16(pointersAt);
	return (
		free < pageBytes &&
		cells > 0 &&
		content >= pointersAt + 2 * cells &&
		content < pageBytes &&
		first >= content &&
		first < pageBytes
	);
}
