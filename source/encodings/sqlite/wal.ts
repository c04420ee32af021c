import {identify, type RandomAccess, viewOf} from './access.ts';

export const headerBytes = 32;
export const frameHeaderBytes = 24;
const chunkBytes = 1024 * 1024;

/** Checksum of section 4.2: two words, carried on from frame to frame. */
interface Checksum {
	first: number;
	second: number;
}

function addTo(sum: Checksum, view: DataView, start: number, end: number, littleEndian: boolean): void {
	let {first, second} = sum;
	for (let at = start; at < end; at += 8) {
		first = (first + view.getUint32(at, littleEndian) + second) | 0;
		second = (second + view.getUint32(at + 4, littleEndian) + first) | 0;
	}
	sum.first = first;
	sum.second = second;
}

/**
 * Which pages lie newer in the write-ahead log than in the database (sqlite.org/fileformat2, section 4): frames whose salts and running
 * checksum are right, up to the last one that ends a commit. Goes on where it stopped, for as long as the log is not begun anew.
 */
export class WriteAheadLog {
	/** Page number to the offset of its newest committed copy. */
	readonly offsets = new Map<number, number>();
	/** Pages of the database after the last commit; 0 where the log holds none. */
	pageCount = 0;
	/** Frames up to the last commit. */
	frames = 0;
	/** Of all its frames; an earlier log in the same file had others. */
	salts = '';
	/** 0 where there is no log, or its head is wrong. */
	pageBytes = 0;
	private header = '';
	private seen = '';
	private sum: Checksum = {first: 0, second: 0};
	private littleEndian = true;

	constructor(
		private readonly access: RandomAccess,
		readonly path: string,
	) {}

	/** Tells one state of the log from another. */
	get version(): string {
		return `${this.salts}:${this.frames}:${this.sum.first}`;
	}

	/** Takes in what was appended since; begins anew where the log was. */
	refresh(): void {
		const seen = identify(this.access, this.path);
		const header = seen === '' ? null : this.access.readRange(this.path, 0, headerBytes);
		const words = header?.join() ?? '';
		if (words === this.header && seen === this.seen) return;
		this.seen = seen;
		if (words !== this.header || !this.goesOn()) this.begin(words, header);
		if (this.pageBytes > 0) this.follow();
	}

	/** True while the log that was taken in is still the one on disk, so that its frames are where they were. */
	isSame(): boolean {
		if (this.pageBytes === 0) return true;
		const header = this.access.readRange(this.path, 0, headerBytes);
		return header?.join() === this.header;
	}

	/** False where the last frame that was taken in is there no more, as after an earlier copy of the log was put back. */
	private goesOn(): boolean {
		if (this.frames === 0) return true;
		const at = headerBytes + (this.frames - 1) * (frameHeaderBytes + this.pageBytes);
		const frame = this.access.readRange(this.path, at, frameHeaderBytes);
		if (frame === null || frame.length < frameHeaderBytes) return false;
		const view = viewOf(frame);
		return view.getInt32(16) === this.sum.first && view.getInt32(20) === this.sum.second;
	}

	private begin(words: string, header: Uint8Array | null): void {
		this.header = words;
		this.offsets.clear();
		this.pageCount = 0;
		this.frames = 0;
		this.pageBytes = 0;
		this.salts = '';
		this.sum = {first: 0, second: 0};
		if (header === null || header.length < headerBytes) return;
		const view = viewOf(header);
		const magic = view.getUint32(0);
		if ((magic & ~1) >>> 0 !== 0x377f0682 || view.getUint32(4) !== 3_007_000) return;
		this.littleEndian = (magic & 1) === 0;
		addTo(this.sum, view, 0, 24, this.littleEndian);
		if (this.sum.first !== view.getInt32(24) || this.sum.second !== view.getInt32(28)) return;
		const pageBytes = view.getUint32(8);
		if (pageBytes < 512 || pageBytes > 65_536 || (pageBytes & (pageBytes - 1)) !== 0) return;
		this.pageBytes = pageBytes;
		this.salts = `${view.getUint32(16)}:${view.getUint32(20)}`;
	}

	private follow(): void {
		const frameBytes = frameHeaderBytes + this.pageBytes;
		const perChunk = Math.max(1, Math.floor(chunkBytes / frameBytes));
		const sum = {...this.sum};
		let open = new Map<number, number>();
		for (let frame = this.frames; ; ) {
			const base = headerBytes + frame * frameBytes;
			const chunk = this.access.readRange(this.path, base, perChunk * frameBytes);
			if (chunk === null || chunk.length < frameBytes) return;
			const view = viewOf(chunk);
			for (let at = 0; at + frameBytes <= chunk.length; at += frameBytes, frame++) {
				if (`${view.getUint32(at + 8)}:${view.getUint32(at + 12)}` !== this.salts) return;
				addTo(sum, view, at, at + 8, this.littleEndian);
				addTo(sum, view, at + frameHeaderBytes, at + frameBytes, this.littleEndian);
				if (sum.first !== view.getInt32(at + 16) || sum.second !== view.getInt32(at + 20)) return;
				open.set(view.getUint32(at), base + at + frameHeaderBytes);
				const pageCount = view.getUint32(at + 4);
				if (pageCount === 0) continue;
				for (const [page, offset] of open) this.offsets.set(page, offset);
				open = new Map();
				this.pageCount = pageCount;
				this.frames = frame + 1;
				this.sum = {...sum};
			}
		}
	}
}
