import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement, Status} from '../../core/status.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import type {Claim, ReadOutcome, Source, SourceSink, UnreadEnd} from '../format.ts';
import {JsonRecords} from '../json-records.ts';
import {type FileContext, type FileReader, FilesSource, stemOf} from '../plain/files-source.ts';
import {SeenMoments} from '../seen-moments.ts';
import {at, objectOf, textOf, textsIn} from '../values.ts';
import {complaintsOf, parseExactJsonObject, WholeFile} from '../whole-file.ts';
import {PlxFile} from './plx-file.ts';

export const aboutName = 'run.plx.json';
export const metricsFolder = 'events/metric';
const resourcesFolder = 'resources/metric';
const logName = 'plxlogs/logs.jsonl';
/** What a client gathers before it writes it, milliseconds (traceml/serialization/writer.py). */
const bufferMs = 10_000;
/** Words of polyaxon/_schemas/lifecycle.py for the end of a run. */
const ends: Readonly<Record<string, Status>> = {succeeded: 'finished', failed: 'failed', stopped: 'stopped', skipped: 'stopped'};

/** The files of a run that grow. */
export const growingFiles = (directory: string, files: FileAccess): string[] => {
	const tables = [metricsFolder, resourcesFolder].flatMap(folder =>
		(files.names(`${directory}/${folder}`) ?? [])
			.filter(name => name.endsWith('.plx'))
			.map(name => `${directory}/${folder}/${name}`),
	);
	const log = `${directory}/${logName}`;
	return [...tables.sort(), ...(files.exists(log) ? [log] : [])];
};

/**
 * A run that Polyaxon's client tracked offline (traceml/tracking/run.py): a table a metric, what the program printed, where it runs, and once it is over
 * all that the server would know. Not all of its versions come to write that when a program ends in order.
 */
export class PolyaxonSource implements Source {
	private readonly about: WholeFile<JsonObject>;
	private readonly machine: WholeFile<JsonObject>;
	private readonly tables: FilesSource;
	private readonly directory: string;
	private readonly moments = new SeenMoments();

	constructor(
		private readonly claim: Claim,
		private readonly files: FileAccess,
	) {
		this.directory = claim.path;
		this.about = new WholeFile(`${claim.path}/${aboutName}`, files, parseExactJsonObject);
		this.machine = new WholeFile(`${claim.path}/outputs/env.json`, files, parseExactJsonObject);
		this.tables = new FilesSource({...claim, files: growingFiles(claim.path, files)}, files, {
			open: context => this.open(context),
			facts: () => ({}),
			clash: 'prefix',
		});
	}

	watched(): string[] {
		const folders = [metricsFolder, resourcesFolder].map(folder => `${this.directory}/${folder}`);
		return [this.directory, ...folders, this.about.path, this.machine.path, ...this.tables.watched()];
	}

	turnsAtMs(): number | null {
		return this.tables.turnsAtMs();
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const paths = growingFiles(this.directory, this.files);
		this.tables.extend({...this.claim, files: paths});
		const outcome = this.tables.read(sink, budgetBytes);
		this.about.refresh();
		this.machine.refresh();
		run.facts({...this.facts(this.about.value ?? {}, this.machine.value ?? {}), signFiles: paths});
		run.faults(complaintsOf([this.about, this.machine], false));
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private facts(about: JsonObject, machine: JsonObject): Partial<RunFacts> {
		const [created, started, finished] = [about.created_at, about.started_at, about.finished_at].map(momentOf);
		const words = textsIn(machine['sys.argv']);
		const pid = machine.pid;
		const outcome = judge(textOf(about.status));
		const owner = textOf(about.owner);
		return {
			id: textOf(about.uuid) ?? nameOf(this.directory),
			name: textOf(about.name),
			group: textOf(about.project),
			groupScope: owner,
			startedAtMs: started ?? created ?? this.moments.firstMs,
			endedAtMs: finished ?? null,
			lastSignMs: this.moments.newestMs,
			host: textOf(machine.hostname),
			user: textOf(machine.user),
			pid: typeof pid === 'number' && Number.isInteger(pid) ? pid : null,
			command: words.length === 0 ? null : {argv: words, cwd: textOf(machine.module_path)},
			config: objectOf(about.inputs),
			summary: objectOf(about.outputs),
			tags: textsIn(about.tags),
			notes: [textOf(about.description) ?? ''].filter(Boolean),
			recorded: textOf(about.status),
			outcome,
			error: outcome?.status === 'failed' ? errorOf(about) : null,
			writer: {bufferMs, bufferBytes: 0, marksEnd: false, holdsOpen: false},
		};
	}

	private open(context: FileContext): FileReader {
		const {path, run} = context;
		if (path.endsWith(logName)) {
			return new JsonRecords(path, run, record => {
				const atMs = momentOf(record.timestamp);
				run.output(`${textOf(record.value) ?? ''}\n`, atMs);
			});
		}
		const isSystem = path.includes(`/${resourcesFolder}/`);
		const series = isSystem ? run.systemSeries(stemOf(path)) : context.series(stemOf(path));
		return new PlxFile(context, series, atMs => this.moments.see(atMs));
	}
}

function judge(word: string | null): Judgement | null {
	const status = word === null ? undefined : ends[word];
	return status === undefined ? null : {status, why: `${aboutName} says ${word}`};
}

/** What the last condition says: "An exception was raised during the run. Type: <class 'ValueError'>, Value: no grapes". */
function errorOf(about: JsonObject): string | null {
	const conditions = Array.isArray(about.status_conditions) ? about.status_conditions.map(objectOf) : [];
	const said = textOf(at(conditions.findLast(({type}) => type === 'failed') ?? {}, 'message'));
	const [, type, value] = /Type: <class '([^']+)'>, Value: (.*)$/s.exec(said ?? '') ?? [];
	return type === undefined ? said : `${type}: ${value}`;
}

function momentOf(value: unknown): number | null {
	const atMs = typeof value === 'string' ? momentOfText(value) : Number.NaN;
	return Number.isNaN(atMs) ? null : atMs;
}
