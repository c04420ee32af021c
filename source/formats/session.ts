import type {FileAccess} from '../core/files/files.ts';
import {nameOf} from '../core/files/paths.ts';
import type {JsonObject, Problem, RunFacts} from '../core/run.ts';
import {ZipArchive} from '../encodings/zip.ts';
import type {ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from './format.ts';
import {JsonRecords} from './json-records.ts';
import {Tables} from './tables.ts';
import {ToldFacts} from './told-facts.ts';
import {complaintsOf, parseExactJsonObject, WholeFile} from './whole-file.ts';

const mostBytes = 256 * 1024 * 1024;

/** Where a session of an offline tracker was read. */
export interface SessionPlace {
	/** Absolute: its directory, or the archive that it was packed into when it was over. */
	path: string;
	isPacked: boolean;
	/** True where an archive of that directory lies beside it. */
	hasArchive: boolean;
	/** False for an archive that was cut: what it held of the end is lost. */
	isWhole: boolean;
}

/** Takes the records of one session and says what they tell. */
export interface SessionReader {
	take(record: JsonObject): void;
	/** @param about what the file says that tells of the whole; an empty one where there is none */
	facts(about: JsonObject, place: SessionPlace): Partial<RunFacts>;
}

/** What the client of a tracker that was offline leaves of a run: a file that tells of the whole, and logs with a record of JSON a line. */
export interface SessionKind {
	about: string;
	logs: readonly string[];
	open(run: RunSink): SessionReader;
}

/** @param path absolute: the directory of a session, or the archive that it was packed into */
export const openSession = (path: string, kind: SessionKind, files: FileAccess): Source =>
	path.endsWith('.zip') ? new PackedSession(path, kind, files) : new SessionSource(path, kind, files);

/** A session in a directory, read as it grows. */
class SessionSource implements Source {
	private readonly about: WholeFile<JsonObject>;
	private readonly tables: Tables;
	private reader: SessionReader | null = null;
	private run: RunSink | null = null;
	private readonly told = new ToldFacts();

	/** @param directory absolute */
	constructor(
		private readonly directory: string,
		private readonly kind: SessionKind,
		private readonly files: FileAccess,
	) {
		this.about = new WholeFile(`${directory}/${kind.about}`, files, parseExactJsonObject);
		const open = (path: string, run: RunSink): JsonRecords => {
			this.reader ??= kind.open(run);
			const {reader} = this;
			return new JsonRecords(path, run, record => reader.take(record));
		};
		this.tables = new Tables(files, open, () => {
			this.reader = null;
		});
	}

	watched(): string[] {
		return [this.directory, this.about.path, ...this.logs, `${this.directory}.zip`];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const {directory, files, kind} = this;
		const logs = this.logs.filter(path => files.exists(path));
		// What was taken back when a file was replaced is told again by all of them.
		if (this.run !== run) this.reader = null;
		this.run = run;
		this.about.refresh();
		const outcome = this.tables.read(run, logs, budgetBytes);
		if (outcome.reset) this.told.forget();
		this.reader ??= kind.open(run);
		const place = {path: directory, isPacked: false, hasArchive: files.exists(`${directory}.zip`), isWhole: true};
		this.told.tell(run, {...this.reader.facts(this.about.value ?? {}, place), signFiles: [...logs, this.about.path]});
		run.faults(complaintsOf([this.about], place.hasArchive));
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private get logs(): string[] {
		return this.kind.logs.map(name => `${this.directory}/${name}`);
	}
}

/** A session that was packed when it was over. */
class PackedSession implements Source {
	private readonly archive: WholeFile<ZipArchive>;
	private told: RunSink | null = null;

	/** @param path absolute */
	constructor(
		path: string,
		private readonly kind: SessionKind,
		files: FileAccess,
	) {
		this.archive = new WholeFile(path, files, bytes => ({value: new ZipArchive(bytes), fault: null}));
	}

	watched(): string[] {
		return [this.archive.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isNew = this.archive.refresh() === 'new';
		const bytesRead = this.archive.bytesRead;
		if (isNew || this.told !== run) this.tell(run, this.archive.value);
		this.told = run;
		return {more: false, bytesRead, bytesLeft: 0};
	}

	private tell(run: RunSink, archive: ZipArchive | null): void {
		const {path} = this.archive;
		const {about, logs} = this.kind;
		run.reset();
		const reader = this.kind.open(run);
		for (const name of logs) {
			const bytes = archive?.read(name, mostBytes) ?? null;
			if (bytes !== null) new JsonRecords(`${path}/${name}`, run, record => reader.take(record)).consume(bytes);
		}
		const found = archive?.read(about, mostBytes) ?? null;
		const parsed = found === null ? {value: null, fault: null} : parseExactJsonObject(found);
		const damage = archive?.damage ?? null;
		const place = {path, isPacked: true, hasArchive: true, isWhole: damage === null};
		run.facts({...reader.facts(parsed.value ?? {}, place), signFiles: [path]});
		const broken = [...(archive?.damaged ?? []), ...(archive?.foreign.keys() ?? [])].map(
			name => `${name} in ${nameOf(path)} cannot be read`,
		);
		const messages = [damage, parsed.fault === null ? null : `${about} in ${nameOf(path)} ${parsed.fault}`, ...broken];
		run.faults(messages.flatMap((message): Problem[] => (message === null ? [] : [{file: path, message}])));
	}
}
