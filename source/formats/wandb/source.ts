import type {FileAccess, Tail} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {isLfsPointer, lfsFault} from '../../encodings/lfs-pointer.ts';
import {BlockLog} from '../../encodings/records/block-log.ts';
import {DamageReport} from '../damage.ts';
import {nowOf} from '../file-clock.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import type {Kept} from '../kept.ts';
import {withLostEnd} from '../lost-end.ts';
import {cannotRead} from '../plain/cannot-read.ts';
import {readKept} from './beside/kept.ts';
import {pushNewer, readNewerSummary, silentFromMs} from './beside/newer-summary.ts';
import {noSurroundings, readSurroundings} from './beside/surroundings.ts';
import {factsOfDirectory, factsOfLog, habits} from './facts.ts';
import {wandbHeader} from './log/header.ts';
import {LogDecoder} from './log/log-decoder.ts';
import {RowMedia} from './media/media.ts';
import {previewLog} from './preview.ts';
import {type RunDirectory, readRunDirectory} from './run-directory.ts';
import {pushMedia, pushSummary} from './summary-values.ts';

/** One reading of the log from its start: made anew when the file turns out to be another one. */
class Reading {
	readonly log = new BlockLog(wandbHeader);
	readonly media: RowMedia;
	readonly decoder: LogDecoder;
	readonly damage: DamageReport;
	/** Problems with the log as a whole that were told. */
	readonly told = new Set<string>();
	wasMissing = false;
	wasShut = false;
	/** True where the values of the summary stand for rows that the log does not have. */
	hasSummary = false;
	/** True where the newest values are the summary's, which was written later than the log. */
	hasNewer = false;
	/** From which byte on nothing could be read, as it was told. */
	lostFrom: number | null = null;

	constructor(
		readonly run: RunSink,
		readonly tail: Tail,
		files: string,
	) {
		this.media = new RowMedia(run, tail.path, files);
		this.decoder = new LogDecoder(run, this.media);
		this.damage = new DamageReport(tail.path, problem => run.problem(problem));
	}

	tell(message: string): void {
		if (!this.told.has(message)) this.run.problem({file: this.tail.path, message});
		this.told.add(message);
	}

	/** Decodes what is complete in the chunk, which begins at file offset `base`; returns the bytes done with. */
	consume(chunk: Uint8Array, base: number): number {
		const {log, decoder, damage} = this;
		const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
		const used = log.scan(chunk, view, base, {
			record(bytes, recordView, start, end, stays, from, to) {
				const {place} = decoder.history;
				place.offset = from;
				place.bytes = to - from;
				if (!decoder.decode(bytes, recordView, start, end))
					damage.damage(stays ? base + start : from, 'malformed record, the rest of it is skipped');
			},
			damage: (offset, what) => damage.damage(offset, what),
		});
		decoder.summary.keep();
		return used;
	}
}

/** How the log was found at a reading. */
interface Told {
	isFirst: boolean;
	isMissing: boolean;
	isShut: boolean;
	/** True where there is more to read. */
	hasMore: boolean;
}

/** So long a program may take from making a run's directory to beginning its log. */
const beginsWithinMs = 30_000;

/** A run directory, or a log by itself: the log is followed, and the few files around it are read once. */
export class WandbSource implements Source {
	private readonly directory: RunDirectory;
	private reading: Reading | null = null;
	private around = noSurroundings;
	private hasOutputFile = false;
	/** When its log will have been silent for so long that what is written beside it counts, milliseconds; null where that is so, or will not be. */
	private silentAtMs: number | null = null;

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
	) {
		this.directory = readRunDirectory(claim.files[0] ?? claim.path);
	}

	kept(): Kept {
		return readKept(this.files, this.directory.files);
	}

	/** For a moment at its start each run is without its log, or without the head of it, so that only a check speaks of that. */
	verify(): FormatProblem[] {
		const {log: file} = this.directory;
		const stat = this.files.stat(file);
		if (stat !== null && stat.size > 0) return [];
		const what = stat === null ? 'missing' : 'empty';
		return [{file, message: `The log is ${what}: what the run logged, and how it ended, is not known`, about: 'record'}];
	}

	watched(): string[] {
		return [this.directory.log, this.directory.output];
	}

	turnsAtMs(): number | null {
		return this.silentAtMs;
	}

	preview(sink: SourceSink): void {
		previewLog(sink.run(''), this.directory, this.files);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.reading?.run !== run;
		if (this.reading === null || isFirst) this.reading = this.start(run, sink);
		const {reading} = this;
		const {tail, decoder} = reading;
		const hadOutputFile = this.hasOutputFile;
		this.hasOutputFile = (this.files.stat(this.directory.output)?.size ?? 0) > 0;
		decoder.keepsOutput = !this.hasOutputFile;
		const before = tail.offset;
		const outcome = tail.read(chunk => reading.consume(chunk, tail.offset), budgetBytes);
		if (outcome === 'replaced') return this.again(run);
		decoder.console.flush();
		if (outcome !== 'missing' && reading.wasMissing) return this.again(run);
		if (reading.hasSummary && decoder.history.rows > 0) return this.again(run);
		const bytesRead = tail.offset - before;
		// It goes on after all.
		if (reading.hasNewer && bytesRead > 0) return this.again(run);
		const isMissing = outcome === 'missing' && tail.offset === 0;
		const isShut = outcome === 'unreadable';
		if (isShut) reading.tell(cannotRead(this.files, tail.path));
		if (reading.log.refused !== null) refuse(reading, this.files.readRange(tail.path, 0, headBytes));
		else if (
			isFirst ||
			bytesRead > 0 ||
			isMissing !== reading.wasMissing ||
			isShut !== reading.wasShut ||
			reading.log.lostFrom !== reading.lostFrom ||
			(this.silentAtMs !== null && this.silentAtMs <= nowOf(this.files))
		) {
			this.tell(reading, {isFirst, isMissing, isShut, hasMore: outcome === 'more'});
		}
		reading.wasMissing = isMissing;
		reading.wasShut = isShut;
		reading.lostFrom = reading.log.lostFrom;
		if (this.hasOutputFile !== hadOutputFile) run.facts({logFiles: this.hasOutputFile ? [this.directory.output] : []});
		return {more: outcome === 'more', bytesRead, bytesLeft: Math.max(0, tail.size - tail.offset)};
	}

	/** Tells what the log, and what lies beside it, say of the run by now. */
	private tell(reading: Reading, {isFirst, isMissing, isShut, hasMore}: Told): void {
		const {run, decoder} = reading;
		const facts = factsOfLog(decoder, this.directory, this.around, this.files);
		run.facts({
			...facts,
			writer: decoder.exit === null ? withLostEnd(habits, reading.log.lostFrom) : habits,
		});
		this.tellSummary(reading, facts, hasMore);
		if (isMissing && isFirst) pushMedia(facts.summary, reading.media, facts.lastSignMs);
		// Left behind by a copy, or not begun yet: nobody can say how the run ended, but for wandb's own logs.
		if (isMissing && facts.outcome === null) {
			// A summary is made of the log.
			const fromMs = this.files.stat(this.directory.summary) === null ? this.begunByMs() : undefined;
			run.facts({outcome: {status: 'unknown', why: 'its log is missing', ...(fromMs !== undefined && {fromMs})}});
			// Its silence is none: of a job that it joins it would say that this has crashed.
			if (fromMs === undefined) run.facts({writer: noHabits});
		}
		// The end may well be written in there.
		if (isShut && facts.outcome === null) run.facts({outcome: {status: 'unknown', why: 'its log cannot be read'}});
	}

	/** The newest values where they are the summary's: the log has no rows, or was written to earlier. */
	private tellSummary(reading: Reading, facts: ReturnType<typeof factsOfLog>, hasMore: boolean): void {
		const {run, decoder} = reading;
		const hasRows = decoder.history.rows > 0;
		// The summary of a run that goes on still changes, and that of one that goes on from another has what was logged before.
		const isOwn = decoder.runRecord?.resumed !== true && facts.forkedFrom === null;
		const silentMs = isOwn && !hasMore ? silentFromMs(this.directory, decoder, this.files) : null;
		const isSilent = silentMs !== null && silentMs <= nowOf(this.files);
		this.silentAtMs = isSilent ? null : silentMs;
		const newer = isSilent ? readNewerSummary(this.directory, decoder, this.files) : null;
		if (newer !== null) {
			pushNewer(newer, decoder, run);
			const lastSignMs = Math.max(newer.newestMs ?? 0, facts.lastSignMs ?? 0);
			run.facts({summary: newer.summary, ...(lastSignMs > 0 && {lastSignMs})});
			reading.hasNewer = true;
		}
		if (!hasMore && (!hasRows || newer !== null || (facts.outcome !== null && isOwn))) {
			pushSummary(newer?.summary ?? facts.summary, decoder, newer?.newestMs ?? facts.lastSignMs, run);
			reading.hasSummary = !hasRows;
		}
	}

	/** When the log of a run must be there whose directory was made last, milliseconds. */
	private begunByMs(): number {
		return (this.files.stat(directoryOf(this.directory.log))?.modifiedAtMs ?? 0) + beginsWithinMs;
	}

	/** Drops what was made of the log, to read it from its start. */
	private again(run: RunSink): ReadOutcome {
		run.reset();
		this.reading = null;
		return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.directory.log)?.size ?? 0};
	}

	/** Reads the small files around the log, and begins it. */
	private start(run: RunSink, sink: SourceSink): Reading {
		const {directory, files} = this;
		this.around = readSurroundings(directory, files);
		sink.renew();
		if (this.around.settings === null) {
			sink.problem({file: directory.settings, message: 'Not read as settings: wandb passes over this file too'});
		}
		run.facts(factsOfDirectory(directory));
		return new Reading(run, files.tail(directory.log), directory.files);
	}
}

/** Of a file: enough to tell a pointer of Git LFS by. */
const headBytes = 64;

/** A log that this reader does not understand: how the run ended may well be written in there. */
function refuse(reading: Reading, head: Uint8Array | null): void {
	const {version, refused} = reading.log;
	if (refused === 'newer') {
		reading.tell(`Written in log format ${version} by a newer wandb than this reader knows; it is not read`);
		reading.run.facts({outcome: {status: 'unknown', why: `log format ${version} is newer than this reader`}});
	} else {
		const isPointer = head !== null && isLfsPointer(head);
		reading.tell(isPointer ? `Cannot be read: ${lfsFault}` : 'Does not begin like a wandb log; it is not read');
		reading.run.facts({outcome: {status: 'unknown', why: 'the log is no wandb log'}});
	}
}
