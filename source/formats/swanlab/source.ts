import type {FileAccess, Tail} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {BlockLog, type BlockLogHeader} from '../../encodings/records/block-log.ts';
import {DamageReport} from '../damage.ts';
import {parseDumpedYaml} from '../dumped.ts';
import {nowOf} from '../file-clock.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import type {Kept} from '../kept.ts';
import {withLostEnd} from '../lost-end.ts';
import {cannotRead} from '../plain/cannot-read.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';
import {factsOfRun, habitsOf, plainConfig} from './facts.ts';
import {readKept} from './kept.ts';
import {type LocalFile, listLocalFiles, openLocalFile} from './local-files.ts';
import {LogDecoder} from './log-decoder.ts';
import {Points} from './points.ts';

/** Versions 0 (swanlab 0.6.4) and 1 hold records of JSON in the same blocks (swanlab/log/backup/datastore.py), version 2 of protobuf. */
const header: BlockLogHeader = {text: ':SWL', magic: 0xe1d6, version: 2, older: [0, 1]};

/** A log that is empty for longer is worth a word, milliseconds. */
const heldBackMs = 600_000;

/** One reading of everything from its start. */
class Reading {
	readonly log = new BlockLog(header);
	readonly points: Points;
	readonly decoder: LogDecoder;
	readonly damage: DamageReport;
	readonly tables: Tables;
	/** Numbers of metrics of which points were taken before their names were known. */
	readonly nameless = new Set<number>();
	locals: LocalFile[] = [];
	refusalTold = false;
	shutTold = false;

	constructor(
		readonly run: RunSink,
		readonly tail: Tail,
		files: FileAccess,
	) {
		this.points = new Points(run);
		this.decoder = new LogDecoder(run, this.points);
		this.damage = new DamageReport(tail.path, problem => run.problem(problem));
		this.tables = new Tables(files, path => this.openLocal(path));
	}

	consume(chunk: Uint8Array, base: number): number {
		const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
		return this.log.scan(chunk, view, base, {
			record: (bytes, recordView, start, end, stays, from) => {
				if (!this.decoder.decode(bytes, recordView, start, end))
					this.damage.damage(stays ? base + start : from, 'malformed record, the rest of it is skipped');
			},
			damage: (offset, what) => this.damage.damage(offset, what),
		});
	}

	private openLocal(path: string) {
		const column = this.locals.find(local => local.path === path)?.column ?? 0;
		const name = this.decoder.columns[column - 1];
		if (name === undefined) this.nameless.add(column);
		const key = name ?? `logs/${column}`;
		return openLocalFile(path, this.run, (step, wallMs, value) => this.points.take('files', key, step, wallMs, value));
	}
}

/** A run directory: the record log, metadata and config, and in local mode each metric's points in files that are written at once. */
export class SwanlabSource implements Source {
	private readonly directory: string;
	private readonly logPath: string;
	private readonly metadata: WholeFile<JsonObject>;
	private readonly config: WholeFile<JsonObject>;
	private reading: Reading | null = null;
	private readonly said = new ToldFacts();

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
	) {
		this.directory = claim.path;
		this.logPath = claim.files[0] ?? claim.path;
		this.metadata = new WholeFile(`${claim.path}/files/swanlab-metadata.json`, files, parseJsonObject);
		this.config = new WholeFile(`${claim.path}/files/config.yaml`, files, parseDumpedYaml);
	}

	kept(): Kept {
		return readKept(this.files, this.directory);
	}

	watched(): string[] {
		const locals = this.reading?.locals.map(({path}) => path) ?? [];
		return [this.logPath, this.config.path, this.metadata.path, `${this.directory}/logs`, ...locals];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.reading?.run !== run) this.begin(run);
		const reading = this.reading!;
		const {tail, decoder} = reading;
		const logFiles = this.outputFiles();
		decoder.keepsOutput = logFiles.length === 0;
		const before = tail.offset;
		const outcome = tail.read(chunk => reading.consume(chunk, tail.offset), budgetBytes);
		if (outcome === 'replaced') return this.again(run);
		reading.locals = listLocalFiles(this.directory, this.files);
		if ([...reading.nameless].some(column => decoder.columns.length >= column)) return this.again(run);
		const paths = reading.locals.map(({path}) => path);
		const local = reading.tables.read(run, paths, budgetBytes);
		if (local.reset) return this.again(run);
		this.metadata.refresh();
		this.config.refresh();
		this.tell(reading, logFiles, outcome === 'unreadable');
		run.faults([...complaintsOf([this.metadata, this.config], decoder.finish !== null), ...this.lackOf(reading)]);
		const bytesRead = tail.offset - before + local.bytesRead + this.metadata.bytesRead + this.config.bytesRead;
		const bytesLeft = Math.max(0, tail.size - tail.offset) + local.bytesLeft;
		return {more: outcome === 'more' || local.more, bytesRead, bytesLeft};
	}

	unreadEnds(): UnreadEnd[] {
		if (this.reading === null) return [];
		const {tail, tables} = this.reading;
		const bytes = Math.max(0, tail.size - tail.offset);
		return [...(bytes > 0 ? [{file: this.logPath, bytes}] : []), ...tables.unreadEnds()];
	}

	verify(): FormatProblem[] {
		return [this.metadata, this.config].flatMap(file => file.examine() ?? []);
	}

	/** An empty log is what a kill leaves of one that was held back: without it the points have no names. A writer that lives may take its time. */
	private lackOf({tail}: Reading): Problem[] {
		const stat = this.files.stat(this.logPath);
		if (tail.size > 0 || stat?.size !== 0 || nowOf(this.files) - stat.modifiedAtMs < heldBackMs) return [];
		const name = nameOf(this.logPath);
		const message = `${name} is empty: the names of its run and metrics and its end are not known; its writer was killed, or holds them back still`;
		return [{file: this.logPath, message}];
	}

	private begin(run: RunSink): void {
		this.reading = new Reading(run, this.files.tail(this.logPath), this.files);
		this.said.forget();
	}

	/** A file was replaced, or names of points that were taken are known now: all is read anew. */
	private again(run: RunSink): ReadOutcome {
		run.reset();
		this.reading = null;
		return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.logPath)?.size ?? 0};
	}

	private tell(reading: Reading, logFiles: string[], isShut: boolean): void {
		const {run, decoder, points, log} = reading;
		const facts = {
			...factsOfRun(decoder, points, this.metadata.value ?? {}, this.directory),
			config: plainConfig(this.config.value ?? {}),
			writer: withLostEnd(
				habitsOf(reading.tail.size, points, reading.locals.length > 0),
				decoder.finish === null ? log.lostFrom : null,
			),
			signFiles: [this.logPath, ...reading.locals.map(({path}) => path)],
			logFiles,
		};
		if (log.refused !== null) {
			const why =
				log.refused === 'newer' ? `log format ${log.version} is not one that this reader knows` : 'the log is no SwanLab log';
			facts.outcome = {status: 'unknown', why};
			if (!reading.refusalTold)
				run.problem({file: this.logPath, message: `Not read: ${why}${log.refused === 'newer' ? '; a later xtui may' : ''}`});
			reading.refusalTold = true;
		}
		if (isShut) {
			// The end may well be written in there.
			facts.outcome ??= {status: 'unknown', why: 'its log cannot be read'};
			if (!reading.shutTold) run.problem({file: this.logPath, message: cannotRead(this.files, this.logPath)});
			reading.shutTold = true;
		}
		this.said.tell(run, facts);
	}

	private outputFiles(): string[] {
		const entries = this.files.list(`${this.directory}/console`) ?? [];
		const dated = entries.filter(({name, kind}) => kind === 'file' && /^\d{4}-\d\d-\d\d\.log$/.test(name));
		return dated.map(({name}) => `${this.directory}/console/${name}`).sort();
	}
}
