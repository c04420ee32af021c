import type {FileAccess, Tail} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import {isLfsPointer, lfsFault} from '../../encodings/lfs-pointer.ts';
import {packerOf} from '../../encodings/packers.ts';
import {RecordScanner} from '../../encodings/records/tfrecord.ts';
import {DamageReport} from '../damage.ts';
import type {Claim, ReadOutcome, RunSink, Seen, Source, SourceSink, UnreadEnd} from '../format.ts';
import {cannotRead} from '../plain/cannot-read.ts';
import {Collector} from './collector.ts';
import {EventDecoder} from './event/event-decoder.ts';
import {factsOfNames, listEventFiles} from './event-files.ts';
import {MediaTaker} from './media-taker.ts';
import {previewEvents} from './preview.ts';
import {lookAbove} from './writer-above.ts';

/** What a file is that does not begin as an event file does, and what to do about it; null where nothing tells. */
function saysWhatElse(head: Uint8Array): string | null {
	if (isLfsPointer(head)) return `Holds no events: ${lfsFault}`;
	const packer = packerOf(head);
	return packer === null ? null : `Compressed with ${packer} and not read: unpack it to have it read`;
}

/** One event file and how far it was read. */
class Followed {
	readonly scanner = new RecordScanner();
	/** True while it is there and may not be read. */
	isShut = false;
	wasShut = false;

	private readonly damage: DamageReport;

	constructor(
		readonly tail: Tail,
		private readonly report: (problem: Problem) => void,
	) {
		this.damage = new DamageReport(tail.path, report);
	}

	read({decoder, media, collector, run}: Reading, file: number, budgetBytes: number): ReturnType<Tail['read']> {
		const {tail, scanner, damage, report} = this;
		if (file > 0 && tail.offset === 0) run.nextFile?.();
		const decode = (chunk: Uint8Array) => {
			const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
			const base = tail.offset;
			media.base = base;
			return scanner.scan(view, base, {
				record(start, end) {
					if (!decoder.decode(chunk, view, start, end)) damage.damage(base + start, 'malformed event, the rest of it is skipped');
				},
				damage: (offset, what) => {
					const message = offset === 0 ? saysWhatElse(chunk) : null;
					if (message === null) damage.damage(offset, what);
					else report({file: tail.path, message});
				},
			});
		};
		decoder.file = file;
		collector.end.openFile(file);
		media.file = tail.path;
		return tail.read(decode, budgetBytes);
	}
}

/** One reading from the start: made anew when a file turns out to be another one. */
class Reading {
	readonly followed: Followed[] = [];
	readonly media: MediaTaker;
	readonly collector: Collector;
	readonly decoder: EventDecoder;
	saidTimeless = false;

	/** True where the newest file, which tells how the run stands, may not be read. */
	get isShut(): boolean {
		return this.followed.at(-1)?.isShut === true;
	}

	constructor(readonly run: RunSink) {
		this.media = new MediaTaker(run);
		this.collector = new Collector(run, () => this.decoder.points, this.media);
		this.decoder = new EventDecoder(run, this.collector);
	}
}

/** A directory with event files: they are read in name order, and each is followed as it grows. */
export class EventSource implements Source {
	private reading: Reading | null = null;
	private paths: string[];
	/** Modification time of the directory when it was listed: that of the claim, where it is known. */
	private listedAtMs: number;
	/** Event files of the directory above, while they may refute an end mark. */
	private parentPaths: string[] = [];

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
		seen: Seen | null = null,
	) {
		this.paths = [...claim.files].sort();
		this.listedAtMs = seen?.stat.modifiedAtMs ?? -1;
	}

	watched(): string[] {
		return [this.claim.path, ...this.paths, ...this.parentPaths];
	}

	preview(sink: SourceSink): void {
		previewEvents(sink.run(''), this.paths, this.files);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (!this.listAgain()) {
			run.reset();
			this.reading = null;
		}
		const isFirst = this.reading?.run !== run;
		if (this.reading === null || isFirst) this.reading = new Reading(run);
		const {reading} = this;
		const count = reading.followed.length;
		for (const path of this.paths.slice(count)) {
			reading.followed.push(new Followed(this.files.tail(path), problem => run.problem(problem)));
		}
		const wasShut = reading.isShut;
		const outcome = this.readFiles(reading, budgetBytes);
		if (outcome === null) {
			run.reset();
			this.reading = null;
			return {more: true, bytesRead: 0, bytesLeft: this.sizeOf(this.paths)};
		}
		const isNews = outcome.bytesRead > 0 || isFirst || reading.followed.length > count || reading.isShut !== wasShut;
		if (isNews || this.parentPaths.length > 0) this.tellFacts(reading);
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		const followed = this.reading?.followed ?? [];
		return followed.map(({tail}) => ({file: tail.path, bytes: tail.size - tail.offset})).filter(({bytes}) => bytes > 0);
	}

	/** Null where a file was replaced, so that all must be read again. */
	private readFiles(reading: Reading, budgetBytes: number): ReadOutcome | null {
		let bytesRead = 0;
		for (const [index, followed] of reading.followed.entries()) {
			if (bytesRead > 0 && bytesRead >= budgetBytes) return this.pause(reading, bytesRead);
			const {tail} = followed;
			const before = tail.offset;
			const outcome = followed.read(reading, index, budgetBytes - bytesRead);
			if (outcome === 'replaced') return null;
			bytesRead += tail.offset - before;
			if (outcome === 'more') return this.pause(reading, bytesRead);
			followed.isShut = outcome === 'unreadable';
			if (followed.isShut && !followed.wasShut) {
				followed.wasShut = true;
				reading.run.problem({file: tail.path, message: cannotRead(this.files, tail.path)});
			}
		}
		const bytesLeft = reading.followed.reduce((sum, {tail}) => sum + Math.max(0, tail.size - tail.offset), 0);
		return {more: false, bytesRead, bytesLeft};
	}

	private pause(reading: Reading, bytesRead: number): ReadOutcome {
		const done = reading.followed.reduce((sum, {tail}) => sum + tail.offset, 0);
		return {more: true, bytesRead, bytesLeft: Math.max(0, this.sizeOf(this.paths) - done)};
	}

	private sizeOf(paths: readonly string[]): number {
		return paths.reduce((sum, path) => sum + (this.files.stat(path)?.size ?? 0), 0);
	}

	/** Finds event files that were begun since the last look. Known ones keep their place; false where one is gone, and its points with it. */
	private listAgain(): boolean {
		const modifiedAtMs = this.files.stat(this.claim.path)?.modifiedAtMs ?? -1;
		if (modifiedAtMs === this.listedAtMs) return true;
		this.listedAtMs = modifiedAtMs;
		const found = listEventFiles(this.claim.path, this.files.list(this.claim.path) ?? []);
		// Where none is left the run may be gone, or be listed again in a moment.
		const isWhole = found.length === 0 || this.paths.every(path => found.includes(path));
		if (isWhole) this.paths.push(...found.filter(path => !this.paths.includes(path)));
		else this.paths = found;
		return isWhole;
	}

	private tellFacts(reading: Reading): void {
		const {run, collector, decoder, followed} = reading;
		if (decoder.timeless > 0 && !reading.saidTimeless) {
			reading.saidTimeless = true;
			run.problem({file: this.claim.path, message: 'Points whose time is NaN are left out, as TensorBoard does'});
		}
		const above = directoryOf(this.claim.path);
		this.parentPaths = collector.end.isDoubtful ? listEventFiles(above, this.files.list(above) ?? []) : [];
		const {isDoubtful, markedMs, markedFile} = collector.end;
		const others = isDoubtful ? followed.flatMap(({tail}, file) => (file === markedFile ? [] : [tail.path])) : [];
		const lookAt = (paths: readonly string[]) => lookAbove(paths, this.files, markedMs);
		const facts = collector.facts(lookAt(this.parentPaths), () => lookAt(others)?.wentOn === true);
		const named = factsOfNames(
			this.paths,
			followed.some(({scanner}) => scanner.torn),
		);
		run.facts({...named, ...facts, startedAtMs: facts.startedAtMs ?? named.startedAtMs ?? null});
		if (reading.isShut && facts.outcome == null) {
			const what = followed.length > 1 ? 'the newest of its event files' : 'its event file';
			run.facts({outcome: {status: 'unknown', why: `${what} cannot be read`}});
		}
	}
}
