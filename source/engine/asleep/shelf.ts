import type {FileAccess, FileStat} from '../../core/files.ts';
import type {Claim} from '../../formats/format.ts';
import type {Memory} from '../discovery/discovery.ts';
import type {SourceHandle} from '../source-handle.ts';
import {makeKept} from './make-kept.ts';
import {type Keyed, type PackedPage, Page, packReadings} from './pages.ts';
import {areAsStamped, Looker, lengthen} from './stamps.ts';

/** Readings as they are kept in a file. */
export interface PackedReadings {
	/** What they were read with: another program, or other settings, would read otherwise. */
	readBy: string;
	pages: PackedPage[];
}

const mostBytes = 128 * 1024 * 1024;

/** What an earlier start read of runs that are over, so that a list of thousands is not read again to the last point. */
export class ReadingShelf implements Memory {
	private readonly pages: readonly Page[];
	/** By keys of sources. */
	private readonly pageOf = new Map<string, Page>();
	/** Keys of sources by the paths that they claim. */
	private readonly keyAt = new Map<string, string>();
	/** Sources whose files are as they were. */
	private readonly sound = new Set<string>();
	/** Sources that were found as they had been. */
	private readonly taken = new Set<string>();
	private readonly looker: Looker;

	constructor(
		private readonly files: FileAccess,
		private readonly readBy: string,
		kept: PackedReadings | null,
	) {
		this.looker = new Looker(files);
		this.pages = kept?.readBy === readBy ? kept.pages.map(packed => new Page(packed)) : [];
		for (const page of this.pages)
			for (const key of page.packed.keys) {
				this.pageOf.set(key, page);
				this.keyAt.set(key.slice(key.indexOf('\0') + 1), key);
			}
	}

	/** Sources of which something is kept. */
	get size(): number {
		return this.pageOf.size;
	}

	/** The claim on a directory, where that is the only one, and nothing that the run depends on has changed; null where it has to be looked for. */
	recall(directory: string, stat: FileStat): Claim | null {
		const key = this.keyAt.get(directory);
		const kept = key === undefined ? undefined : this.pageOf.get(key)?.get(key);
		if (key === undefined || !kept?.sole) return null;
		const placed = {claim: {path: directory, files: []}, seenStat: stat};
		if (!areAsStamped(placed, kept.stamps, this.looker)) return null;
		this.sound.add(key);
		const files = kept.sole.files.map(file => lengthen(file, placed));
		return {format: key.slice(0, key.indexOf('\0')), path: directory, files, ownsSubtree: kept.sole.ownsSubtree};
	}

	/** Puts what was kept in the place of reading a source; false where nothing was, or its files have changed. */
	take(handle: SourceHandle): boolean {
		const kept = this.pageOf.get(handle.key)?.get(handle.key);
		if (kept === undefined) return false;
		if (!this.sound.has(handle.key) && !areAsStamped(handle, kept.stamps, this.looker)) return false;
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
		const fresh: Keyed[] = [];
		for (const handle of handles) {
			const reading = this.taken.has(handle.key) ? null : makeKept(handle, looker, readAtMs);
			if (reading !== null) fresh.push([handle.key, reading]);
		}
		if (fresh.length === 0 && this.taken.size === this.size) return null;
		const [whole, loose] = this.sortOut();
		return {readBy: this.readBy, pages: upTo(mostBytes, [...whole, ...packReadings([...loose, ...fresh])])};
	}

	/** The pages that stay as they are, and what is left of the others. */
	private sortOut(): [whole: PackedPage[], loose: Keyed[]] {
		const whole: PackedPage[] = [];
		const loose: Keyed[] = [];
		for (const page of this.pages) {
			const left = page.packed.keys.filter(key => this.taken.has(key));
			if (!page.isSmall && left.length === page.packed.keys.length) whole.push(page.packed);
			else for (const key of left) loose.push([key, page.get(key)!]);
		}
		return [whole, loose];
	}
}

function upTo(mostBytes: number, pages: readonly PackedPage[]): PackedPage[] {
	let bytes = 0;
	return pages.filter(page => {
		bytes += page.bytes.length;
		return bytes <= mostBytes;
	});
}
