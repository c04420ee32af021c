import {type RandomAccess, viewOf} from './access.ts';

const magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
const headerBytes = 28;

/** Where a rollback journal keeps the pages as they were before the commit that is under way, or that a killed writer left half done. */
export interface RollbackJournal {
	/** Pages before that commit. */
	pageCount: number;
	/** Page number to the offset of its former content in the journal. */
	offsets: Map<number, number>;
}

/** Sum of every 200th byte from the end, as section 3 has it: enough to tell a record from old bytes. */
function isWhole(bytes: Uint8Array, at: number, pageBytes: number, nonce: number): boolean {
	let sum = nonce;
	for (let i = pageBytes - 200; i > 0; i -= 200) sum = (sum + bytes[at + 4 + i]!) >>> 0;
	return sum === viewOf(bytes).getUint32(at + 4 + pageBytes);
}

/**
 * Reads a rollback journal (sqlite.org/fileformat2, section 3). Null where there is none, or none that was flushed yet: then no page of the
 * database has been overwritten. With it a reader sees the state before the commit without waiting for anybody.
 */
export function readJournal(access: RandomAccess, path: string, pageBytes: number): RollbackJournal | null {
	const size = access.stat(path)?.size ?? 0;
	if (size < headerBytes) return null;
	let journal: RollbackJournal | null = null;
	for (let at = 0; at + headerBytes <= size; ) {
		const header = access.readRange(path, at, headerBytes);
		if (header === null || header.length < headerBytes || magic.some((byte, i) => header[i] !== byte)) break;
		const view = viewOf(header);
		const [count, nonce, pageCount] = [view.getUint32(8), view.getUint32(12), view.getUint32(16)];
		const sectorBytes = view.getUint32(20) || 512;
		if (count === 0 || view.getUint32(24) !== pageBytes || sectorBytes > 65_536) break;
		journal ??= {pageCount, offsets: new Map()};
		const recordBytes = pageBytes + 8;
		let record = at + sectorBytes;
		// Where the head does not know how many there are, its count is the highest there is.
		const end = Math.min(size, record + count * recordBytes);
		for (; record + recordBytes <= end; record += recordBytes) {
			const bytes = access.readRange(path, record, recordBytes);
			if (bytes === null || bytes.length < recordBytes || !isWhole(bytes, 0, pageBytes, nonce)) return journal;
			const page = viewOf(bytes).getUint32(0);
			// The first copy is the oldest: that is how the page was.
			if (!journal.offsets.has(page)) journal.offsets.set(page, record + 4);
		}
		at = Math.ceil(record / sectorBytes) * sectorBytes;
	}
	return journal;
}
