import type {FileAccess, FileStat} from '../../core/files/files.ts';
import type {Claim} from '../../formats/format.ts';
import type {Memory} from '../discovery/known.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import type {KeptReading} from './kept-reading.ts';
import type {LookedBelow} from './looked-below.ts';
import {makeKept, type Stands, soleOf} from './make-kept.ts';
import {type Keyed, mostReadings, type PackedPage, Page, packReadings, pointBytes} from './pages.ts';
import {isWorthKeeping} from './settled.ts';
import {areAsStamped, joinStamps, Looker, lengthen, takeStamps} from './stamps.ts';

/** Readings as they are kept in a file. */
export interface PackedReadings {
	/** What they were read with: another program, or other settings, would read otherwise. */
	readBy: string;
	pages: PackedPage[];
}

const mostBytes = 128 * 1024 * 1024;
/** Where so much is kept, points of more runs are not: what the file has no room for would be made anew at each start. */
const mostBytesWithPoints = mostBytes / 2;

/** What an earlier start read of runs that are over, so that a list of thousands is not read again to the last point. */
export class ReadingShelf implements Memory {
	private pages: Page[] = [];
	/** By keys of sources: the page that has the latest reading. */
	private readonly pageOf = new Map<string, Page>();
	/** Keys of sources by the paths that they claim. */
	private readonly keyAt = new Map<string, string>();
	/** Sources whose files are as they were. */
	private readonly sound = new Set<string>();
	/** Sources of which the reading that is kept stands. */
	private readonly standing = new Set<string>();
	/** Sources of which the reading is too large to be kept. */
	private readonly unfit = new Set<string>();
	/** Readings of this start that are not packed yet. */
	private loose = new Map<string, KeptReading>();
	/** Of points in these, and in all pages. */
	private bytes = 0;
	private fresh = 0;
	private readBy = '';
	private readonly looker: Looker;

	constructor(private readonly files: FileAccess) {
		this.looker = new Looker(files);
	}

	/** Takes over what is kept in a file; call once. */
	load(readBy: string, kept: PackedReadings | null): this {
		this.readBy = readBy;
		if (kept?.readBy !== readBy) return this;
		for (const packed of kept.pages) {
			this.add(new Page(packed));
			for (const key of packed.keys) this.keyAt.set(key.slice(key.indexOf('\0') + 1), key);
		}
		return this;
	}

	private add(page: Page): void {
		this.pages.push(page);
		this.bytes += page.packed.bytes.length;
		for (const key of page.packed.keys) this.pageOf.set(key, page);
	}

	/** Sources of which something is kept. */
	get size(): number {
		return this.pageOf.size;
	}

	/** How many readings no file has yet, or not with all that was found of their runs. */
	countUnkept(handles: ReadonlyMap<string, SourceHandle>): number {
		let count = this.fresh;
		for (const handle of handles.values()) if (this.standing.has(handle.key) && hasNews(handle)) count++;
		return count;
	}

	/** The claim on a directory, where that is the only one, and nothing that the run depends on has changed; null where it has to be looked for. */
	recall(directory: string, stat: FileStat, depth: number): Claim | null {
		const key = this.keyAt.get(directory);
		const kept = key === undefined ? undefined : this.pageOf.get(key)?.get(key);
		if (key === undefined || !kept?.sole || (kept.sole.depth ?? depth) !== depth) return null;
		const placed = {claim: {path: directory, files: []}, seenStat: stat};
		if (!areAsStamped(placed, kept.stamps, this.looker)) return null;
		this.sound.add(key);
		const files = kept.sole.files.map(file => lengthen(file, placed));
		return {format: key.slice(0, key.indexOf('\0')), path: directory, files, ownsSubtree: kept.sole.ownsSubtree};
	}

	/**
	 * Puts what was kept in the place of reading a source; false where nothing was, or its files have changed: a store goes on from it where it can.
	 * @param mostOfMany a store of many runs from which more bytes were read is not taken: who asks for one of them has all read
	 */
	take(handle: SourceHandle, mostOfMany: number): boolean {
		const {key} = handle;
		const kept = this.pageOf.get(key)?.get(key);
		if (kept === undefined || (kept.claim !== null && kept.claim !== JSON.stringify(handle.claim))) return false;
		const isTooLarge = kept.runs.length > 1 && kept.bytesRead > mostOfMany;
		const isSame = !kept.isPart && (this.sound.delete(key) || areAsStamped(handle, kept.stamps, this.looker));
		if (isTooLarge || !isSame) {
			handle.resumed.begin(kept);
			return false;
		}
		handle.rest(kept);
		this.standing.add(key);
		return true;
	}

	/** Takes note that a source was read anew, so that what is kept of it stands no more. */
	drop({key}: SourceHandle): void {
		this.standing.delete(key);
	}

	/**
	 * Keeps what was read of a source, where it is worth it.
	 * @param stands what stands for its points, where that was made already
	 */
	put(handle: SourceHandle, looker = new Looker(this.files), stands?: Stands): void {
		if (this.unfit.has(handle.key) || (this.bytes > mostBytesWithPoints && !isWorthKeeping(handle))) return;
		const reading = makeKept(handle, looker, stands);
		if (reading === null) return;
		this.bytes += pointBytes(reading);
		handle.forgetLooked();
		this.fresh++;
		this.standing.add(handle.key);
		this.loose.set(handle.key, reading);
		if (this.loose.size >= mostReadings) this.pack();
	}

	/** What to keep for the next start; null where that is what is kept already. */
	renew(handles: ReadonlyMap<string, SourceHandle>): PackedReadings | null {
		const looker = new Looker(this.files);
		for (const key of this.standing) if (!handles.has(key)) this.standing.delete(key);
		for (const handle of handles.values()) {
			// Points of the few runs of a store that have changed are read as quickly as all is kept anew.
			if (handle.resumed.isMostlyKept && this.pageOf.has(handle.key)) this.standing.add(handle.key);
			if (!this.standing.has(handle.key)) this.put(handle, looker);
			else this.noteFindings(handle);
			// At once, before it is packed.
			if (handle.below?.holdsNothing === true) this.noteAlone(handle, handle.below, looker);
		}
		if (this.fresh === 0 && this.standing.size === this.size) return null;
		this.pack();
		this.sortOut();
		this.fresh = 0;
		return {readBy: this.readBy, pages: upTo(mostBytes, this.pages)};
	}

	/** Keeps what was found of its runs and others since it was kept. */
	private noteFindings({key, runs}: SourceHandle): void {
		const kept = hasNews({runs}) ? this.keptOf(key) : undefined;
		if (kept === undefined) return;
		this.fresh++;
		this.loose.set(key, {
			...kept,
			runs: kept.runs.map(run => {
				const findings = runs.get(run.key)?.layer.findings.keep();
				// Of a store that has changed, some hold something else by now than what is kept of them.
				return findings?.mark === run.findings.mark ? {...run, findings} : run;
			}),
		});
	}

	private keptOf(key: string): KeptReading | undefined {
		return this.loose.get(key) ?? this.pageOf.get(key)?.get(key);
	}

	/** Keeps of a run that nothing else was found in its directory, nor below it, so that the next start need not look there. */
	private noteAlone(handle: SourceHandle, around: LookedBelow, looker: Looker): void {
		const {claim, key} = handle;
		const kept = this.standing.has(key) ? this.keptOf(key) : undefined;
		if (kept === undefined || kept.claim !== null) return;
		const below = takeStamps({claim, looked: around.looked, watched: () => []}, looker, around.beganAtMs);
		// It is asked for no more, whatever came of it.
		around.fill();
		const stamps = below === null ? null : joinStamps(kept.stamps, below);
		if (stamps === null || kept.sole !== null) return;
		this.fresh++;
		this.loose.set(key, {...kept, stamps, sole: soleOf(handle, around.depth)});
	}

	/** Lets go of what was unpacked: most is asked for once, when a run is found. */
	settle(): void {
		for (const page of this.pages) page.fold();
	}

	private pack(): void {
		const {loose} = this;
		this.loose = new Map();
		for (const reading of loose.values()) this.bytes -= pointBytes(reading);
		for (const packed of packReadings([...loose])) {
			this.add(new Page(packed));
			for (const key of packed.keys) loose.delete(key);
		}
		for (const key of loose.keys()) {
			this.unfit.add(key);
			this.standing.delete(key);
		}
	}

	/** Drops what stands no more; pages of which much is gone are packed anew together. */
	private sortOut(): void {
		const before = this.pages;
		const latest = new Map(this.pageOf);
		const left: Keyed[] = [];
		this.pages = [];
		this.bytes = 0;
		this.pageOf.clear();
		for (const page of before) {
			const keys = page.packed.keys.filter(key => latest.get(key) === page && this.standing.has(key));
			if (!page.isSmall && keys.length === page.packed.keys.length) this.add(page);
			else for (const key of keys) left.push([key, page.get(key)!]);
		}
		for (const packed of packReadings(left)) this.add(new Page(packed));
	}
}

/** True where something was found of its runs and others since it was kept. */
function hasNews({runs}: Pick<SourceHandle, 'runs'>): boolean {
	for (const {layer} of runs.values()) if (layer.findings.isFresh) return true;
	return false;
}

function upTo(mostBytes: number, pages: readonly Page[]): PackedPage[] {
	let bytes = 0;
	const kept = pages.filter(({packed}) => {
		bytes += packed.bytes.length;
		return bytes <= mostBytes;
	});
	return kept.map(({packed}) => packed);
}
