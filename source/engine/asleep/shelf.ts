import v8 from 'node:v8';
import type {FileAccess} from '../../core/files.ts';
import type {SourceHandle} from '../source-handle.ts';
import type {KeptReading} from './kept-reading.ts';
import {makeKept} from './make-kept.ts';
import {areAsStamped, Looker} from './stamps.ts';

/** Readings as they are kept in a file: each packed by itself, so that only those that are asked for are unpacked. */
export interface PackedReadings {
	/** What they were read with: another program, or other settings, would read otherwise. */
	readBy: string;
	/** Keys of sources. */
	keys: string[];
	/** Where each one ends in `bytes`. */
	ends: Float64Array;
	bytes: Uint8Array;
}

/** Larger ones are no list's business: they are read again. */
const mostBytesEach = 64 * 1024;
const mostBytes = 128 * 1024 * 1024;

/** What an earlier start read of runs that are over, so that a list of thousands is not read again to the last point. */
export class ReadingShelf {
	private readonly packed = new Map<string, Uint8Array>();
	/** Sources that were found as they had been. */
	private readonly taken = new Set<string>();

	private readonly looker: Looker;

	constructor(
		private readonly files: FileAccess,
		private readonly readBy: string,
		kept: PackedReadings | null,
	) {
		this.looker = new Looker(files);
		if (kept === null || kept.readBy !== readBy) return;
		let from = 0;
		for (const [i, key] of kept.keys.entries()) {
			this.packed.set(key, kept.bytes.subarray(from, kept.ends[i]));
			from = kept.ends[i]!;
		}
	}

	/** Sources of which something is kept. */
	get size(): number {
		return this.packed.size;
	}

	/** Puts what was kept in the place of reading a source; false where nothing was, or its files have changed. */
	take(handle: SourceHandle): boolean {
		const packed = this.packed.get(handle.key);
		if (packed === undefined) return false;
		const kept = v8.deserialize(packed) as KeptReading;
		if (!areAsStamped(handle, kept.stamps, this.looker)) return false;
		handle.rest(kept);
		this.taken.add(handle.key);
		return true;
	}

	/**
	 * What to keep for the next start; null where that is what is kept already.
	 * @param readAtMs when the first of the sources was read at the earliest
	 */
	renew(handles: Iterable<SourceHandle>, readAtMs: number): PackedReadings | null {
		const looker = new Looker(this.files);
		const renewed = new Map<string, Uint8Array>();
		let bytes = 0;
		let isNew = false;
		for (const handle of handles) {
			const isTaken = this.taken.has(handle.key);
			const packed = isTaken ? this.packed.get(handle.key)! : pack(makeKept(handle, looker, readAtMs));
			if (packed === null || bytes + packed.length > mostBytes) continue;
			isNew ||= !isTaken;
			bytes += packed.length;
			renewed.set(handle.key, packed);
		}
		if (!isNew && renewed.size === this.packed.size) return null;
		const parts = [...renewed.values()];
		let end = 0;
		const ends = Float64Array.from(parts, ({length}) => (end += length));
		return {readBy: this.readBy, keys: [...renewed.keys()], ends, bytes: Buffer.concat(parts)};
	}
}

function pack(kept: KeptReading | null): Uint8Array | null {
	if (kept === null) return null;
	const packed = v8.serialize(kept);
	return packed.length > mostBytesEach ? null : packed;
}
