import type {FileAccess, Tail} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {BlockLog} from '../../encodings/block-log.ts';
import {decodeText} from '../../encodings/text.ts';
import {DamageReport} from '../damage.ts';
import type {Claim, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {type Environment, readMetadataFile} from './environment.ts';
import {factsOfDirectory, factsOfLog} from './facts.ts';
import {wandbHeader} from './header.ts';
import {LogDecoder} from './log-decoder.ts';
import {previewLog} from './preview.ts';
import {type RunDirectory, readRunDirectory} from './run-directory.ts';
import {parseSettings} from './settings.ts';

const maxMetadataBytes = 1024 * 1024;

/** One reading of the log from its start: made anew when the file turns out to be another one. */
class Reading {
	readonly log = new BlockLog(wandbHeader);
	readonly decoder: LogDecoder;
	readonly damage: DamageReport;
	saidRefused = false;

	constructor(
		readonly run: RunSink,
		path: string,
	) {
		this.decoder = new LogDecoder(run);
		this.damage = new DamageReport(path, problem => run.problem(problem));
	}

	/** Decodes what is complete in the chunk, which begins at file offset `base`; returns the bytes done with. */
	consume(chunk: Uint8Array, base: number): number {
		const {log, decoder, damage} = this;
		const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
		const used = log.scan(chunk, view, base, {
			record(bytes, recordView, start, end, stays) {
				// What the summary noted lies in the chunk; a record put together from parts has memory of its own.
				if (!stays) decoder.summary.keep(chunk);
				if (!decoder.decode(bytes, recordView, start, end))
					damage.damage(stays ? base + start : base, 'malformed record, the rest of it is skipped');
				if (!stays) decoder.summary.keep(bytes);
			},
			damage: (offset, what) => damage.damage(offset, what),
		});
		decoder.summary.keep(chunk);
		return used;
	}
}

/** A run directory, or a log by itself: the log is followed, and the few files around it are read once. */
export class WandbSource implements Source {
	private readonly directory: RunDirectory;
	private readonly tail: Tail;
	private reading: Reading | null = null;
	private environment: Environment | null = null;
	private settings: JsonObject = {};
	private hasOutputFile = false;
	private saidUnreadable = false;

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
	) {
		this.directory = readRunDirectory(claim.files[0] ?? claim.path);
		this.tail = files.tail(this.directory.log);
	}

	watched(): string[] {
		return [this.directory.log, this.directory.output];
	}

	preview(sink: SourceSink): void {
		previewLog(sink.run(''), this.directory, this.files);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.reading === null || this.reading.run !== run;
		if (isFirst) this.start(run, sink);
		const reading = this.reading!;
		const hadOutputFile = this.hasOutputFile;
		this.hasOutputFile = (this.files.stat(this.directory.output)?.size ?? 0) > 0;
		reading.decoder.keepsOutput = !this.hasOutputFile;
		const before = this.tail.offset;
		const outcome = this.tail.read(chunk => reading.consume(chunk, this.tail.offset), budgetBytes);
		if (outcome === 'replaced') {
			run.reset();
			this.reading = null;
			return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.directory.log)?.size ?? 0};
		}
		reading.decoder.console.flush();
		const bytesRead = this.tail.offset - before;
		if ((outcome === 'missing' || outcome === 'unreadable') && !this.saidUnreadable) this.sayUnreadable(run, outcome);
		if (reading.log.refused !== null) this.refuse(reading);
		else if (isFirst || bytesRead > 0) run.facts(factsOfLog(reading.decoder, this.directory, this.environment, this.settings));
		if (this.hasOutputFile !== hadOutputFile) run.facts({logFiles: this.hasOutputFile ? [this.directory.output] : []});
		return {more: outcome === 'more', bytesRead, bytesLeft: Math.max(0, this.tail.size - this.tail.offset)};
	}

	private start(run: RunSink, sink: SourceSink): void {
		const {directory, files} = this;
		this.reading = new Reading(run, directory.log);
		const metadata = files.readWhole(directory.metadata, maxMetadataBytes);
		if (metadata !== null) this.environment = readMetadataFile(metadata);
		const bytes = files.readWhole(directory.settings, maxMetadataBytes);
		const settings = bytes === null ? {} : parseSettings(decodeText(bytes));
		if (settings === null)
			sink.problem({file: directory.settings, message: 'Not read as settings: wandb passes over this file too'});
		this.settings = settings ?? {};
		run.facts(factsOfDirectory(directory));
	}

	private sayUnreadable(run: RunSink, outcome: 'missing' | 'unreadable'): void {
		this.saidUnreadable = true;
		const message =
			outcome === 'missing' ? 'The log is missing: it was left behind or never begun' : 'Cannot be read; check who may read it';
		run.problem({file: this.directory.log, message});
	}

	/** A log that this reader does not understand: its end may well be written in there. */
	private refuse({run, log}: Reading): void {
		const reading = this.reading;
		if (reading === null || reading.saidRefused) return;
		reading.saidRefused = true;
		const newer = log.refused === 'newer';
		const message = newer
			? `Written in log format ${log.version} by a newer wandb than this reader knows; it is not read`
			: 'Does not begin like a wandb log; it is not read';
		run.problem({file: this.directory.log, message});
		run.facts({
			outcome: {
				status: 'unknown',
				why: newer ? `log format ${log.version} is newer than this reader` : 'the log is no wandb log',
			},
		});
	}
}
