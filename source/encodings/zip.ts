import {inflateRawSync} from 'node:zlib';
import {crc32} from './digests/crc.ts';
import {decodeText} from './text/text.ts';

/** ZIP as PKWARE's APPNOTE.TXT has it: one volume, members stored or deflated. Not its 64-bit form, encryption or other methods. */
const localMark = 0x04034b50;
const centralMark = 0x02014b50;
const endMark = 0x06054b50;
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const stored = 0;
const deflated = 8;
const encryptedFlag = 1;
/** Of APPNOTE 4.4.5, those that are met: Python's zipfile writes the first two. */
const otherMethods: Record<number, string> = {12: 'bzip2', 14: 'LZMA', 9: 'Deflate64', 93: 'Zstandard', 95: 'XZ', 99: 'AES'};
const sizeFollowsFlag = 8;

interface Member {
	method: number;
	flags: number;
	/** Of the member's local head. */
	offset: number;
	packedBytes: number;
	bytes: number;
	/** CRC-32 of what it holds. */
	sum: number;
}

/** A whole archive in memory. Where its end is missing, what stands before the cut is found by the heads of the members. */
export class ZipArchive {
	/** What is wrong with it, null where nothing is. */
	readonly damage: string | null;
	/** Members that were read and do not hold what was put in. */
	readonly damaged = new Set<string>();
	/** Members that were asked for and are of a kind that is not read here, and what kind: "encrypted". */
	readonly foreign = new Map<string, string>();
	private readonly sound = new Set<string>();
	private readonly members = new Map<string, Member>();
	private readonly view: DataView;

	/** @param hasSums false where its writer may have left out the checksums */
	constructor(
		private readonly data: Uint8Array,
		private readonly hasSums = true,
	) {
		this.view = new DataView(data.buffer, data.byteOffset, data.length);
		if (this.readDirectory()) this.damage = null;
		else {
			this.members.clear();
			this.walkHeads();
			this.damage = 'Cut or damaged: its directory is missing; what could be found without it is shown';
		}
	}

	get names(): string[] {
		return [...this.members.keys()];
	}

	/** Content of a member, null where it is absent, cut, damaged, larger than `mostBytes` or of a kind that is not read here. */
	read(name: string, mostBytes: number): Uint8Array | null {
		const member = this.members.get(name);
		if (member === undefined || member.bytes > mostBytes) return null;
		const kind = kindOf(member);
		if (kind !== null) {
			this.foreign.set(name, kind);
			return null;
		}
		const content = this.unpack(member, mostBytes);
		if (content !== null && (!this.hasSums || this.sound.has(name) || sumOf(content) === member.sum)) {
			this.sound.add(name);
			return content;
		}
		// Of an archive that is cut, the last one is: that is said of the archive.
		if (content !== null || this.damage === null) this.damaged.add(name);
		return null;
	}

	private unpack({offset, packedBytes, method}: Member, mostBytes: number): Uint8Array | null {
		const {view, data} = this;
		if (offset + localBytes > data.length || view.getUint32(offset, true) !== localMark) return null;
		const start = offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
		if (start + packedBytes > data.length) return null;
		const packed = data.subarray(start, start + packedBytes);
		return method === stored ? packed : inflate(packed, mostBytes);
	}

	/**
	 * The directory ends where the end record begins, so that what stands in front of an archive (a program that unpacks it, say) shows by how far
	 * that is from where the record has it; all places are counted from there, as Python's zipfile does it.
	 */
	private readDirectory(): boolean {
		const end = this.findEnd();
		if (end < 0) return false;
		const {view} = this;
		const offset = view.getUint32(end + 16, true);
		const ahead = end - view.getUint32(end + 12, true) - offset;
		// Where the end record itself is damaged, that leads to no member.
		return (ahead > 0 && this.readEntries(end, offset, ahead) && this.hasAnyHead) || this.readEntries(end, offset, 0);
	}

	private get hasAnyHead(): boolean {
		const {view} = this;
		return [...this.members.values()].some(
			({offset}) => offset + localBytes <= view.byteLength && view.getUint32(offset, true) === localMark,
		);
	}

	/** @param ahead bytes in front of the archive */
	private readEntries(end: number, offset: number, ahead: number): boolean {
		const {view, data} = this;
		this.members.clear();
		const count = view.getUint16(end + 10, true);
		let at = offset + ahead;
		for (let i = 0; i < count; i++) {
			const entry = entryAt(data, view, at, end);
			if (entry === null) return false;
			this.members.set(entry.name, {
				flags: view.getUint16(at + 8, true),
				method: view.getUint16(at + 10, true),
				sum: view.getUint32(at + 16, true),
				packedBytes: view.getUint32(at + 20, true),
				bytes: view.getUint32(at + 24, true),
				offset: view.getUint32(at + 42, true) + ahead,
			});
			at = entry.next;
		}
		// An end that was overwritten, by zeros say, counts fewer members than there are.
		const isShort = at + centralBytes <= end && view.getUint32(at, true) === centralMark;
		return !isShort && (count > 0 || view.getUint32(0, true) !== localMark);
	}

	/** The end record stands at the end, before a comment of at most 64 KiB. */
	private findEnd(): number {
		const {view} = this;
		const last = view.byteLength - endBytes;
		for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === endMark) return at;
		return -1;
	}

	private walkHeads(): void {
		const {view, data} = this;
		let at = 0;
		while (at + localBytes <= data.length && view.getUint32(at, true) === localMark) {
			const flags = view.getUint16(at + 6, true);
			const nameAt = at + localBytes;
			const nameBytes = view.getUint16(at + 26, true);
			const packedBytes = view.getUint32(at + 18, true);
			if ((flags & sizeFollowsFlag) !== 0 || nameAt + nameBytes > data.length) return;
			this.members.set(decodeText(data, nameAt, nameAt + nameBytes), {
				flags,
				method: view.getUint16(at + 8, true),
				sum: view.getUint32(at + 14, true),
				packedBytes,
				bytes: view.getUint32(at + 22, true),
				offset: at,
			});
			at = nameAt + nameBytes + view.getUint16(at + 28, true) + packedBytes;
		}
	}
}

/** Name of the entry of a directory that stands at a place, and where the next one does; null where none stands there before the end. */
export function entryAt(data: Uint8Array, view: DataView, at: number, end: number): {name: string; next: number} | null {
	if (at + centralBytes > end || view.getUint32(at, true) !== centralMark) return null;
	const nameAt = at + centralBytes;
	const nameEnd = nameAt + view.getUint16(at + 28, true);
	if (nameEnd > end) return null;
	return {name: decodeText(data, nameAt, nameEnd), next: nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)};
}

/** What a member is that is not read here; null for one that is. */
function kindOf({flags, method}: Member): string | null {
	if ((flags & encryptedFlag) !== 0) return 'encrypted';
	return method === stored || method === deflated ? null : `packed by ${otherMethods[method] ?? `method ${method}`}`;
}

const sumOf = (content: Uint8Array): number =>
	crc32(new DataView(content.buffer, content.byteOffset, content.length), 0, content.length);

function inflate(packed: Uint8Array, mostBytes: number): Uint8Array | null {
	try {
		return inflateRawSync(packed, {maxOutputLength: Math.max(1, mostBytes)});
	} catch {
		return null;
	}
}
