import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import {JsonRecords} from '../json-records.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {numberOf, objectOf, textOf, textsIn} from '../values.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';
import {Attributes, momentText} from './attributes.ts';

export const countName = 'last_put_version';
const logName = /^data-(\d+)\.log$/;

/** The logs of a run by the number of their first record. */
export const logsOf = (names: readonly string[]): {name: string; first: number}[] =>
	names
		.flatMap(name => {
			const first = logName.exec(name)?.[1];
			return first === undefined ? [] : [{name, first: Number(first)}];
		})
		.sort((a, b) => a.first - b.first);

/**
 * A run of Neptune up to version 1, as its client keeps it on the disk (neptune/core/components/queue/disk_queue.py, neptune/internal/operation.py): a
 * record for each thing that was done to an attribute. They are written 8 KiB at a time, and counted one by one.
 */
export class LogSource implements Source {
	private readonly metadata: WholeFile<JsonObject>;
	private readonly tables: Tables;
	private run: RunSink | null = null;
	private readonly told = new ToldFacts();
	private attributes: Attributes | null = null;
	private newest = 0;

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		this.metadata = new WholeFile(`${directory}/metadata.json`, files, parseJsonObject);
		const open = (path: string, run: RunSink): JsonRecords => {
			this.attributes ??= new Attributes(run);
			const {attributes} = this;
			return new JsonRecords(path, run, record => this.take(record, attributes));
		};
		this.tables = new Tables(files, open, () => {
			this.attributes = null;
			this.newest = 0;
		});
	}

	watched(): string[] {
		return [this.directory, `${this.directory}/${countName}`, this.metadata.path, ...this.logs().map(({path}) => path)];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.run !== run) this.attributes = null;
		this.run = run;
		this.metadata.refresh();
		const logs = this.logs();
		const outcome = this.tables.read(
			run,
			logs.map(({path}) => path),
			budgetBytes,
		);
		this.attributes ??= new Attributes(run);
		if (outcome.reset) this.told.forget();
		this.told.tell(run, this.facts(this.attributes, logs));
		run.faults(complaintsOf([this.metadata], this.attributes.isStopped));
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private logs(): {path: string; first: number}[] {
		return logsOf(this.files.names(this.directory) ?? []).map(({name, first}) => ({path: `${this.directory}/${name}`, first}));
	}

	private facts(attributes: Attributes, logs: readonly {path: string; first: number}[]): Partial<RunFacts> {
		const {directory, files} = this;
		const metadata = this.metadata.value ?? {};
		const [, id, pid] = /\/run__([^/_]+(?:_[^/_]+)*?)(?:__(\d+)__\w+)?(?:\/|$)/.exec(directory) ?? [];
		const createdAtMs = momentOfText(textOf(metadata.createdAt)?.replace(/(\.\d{3})\d+/, '$1') ?? '');
		const counted = files.readWhole(`${directory}/${countName}`, 64);
		const waiting = counted === null ? 0 : Number(decodeText(counted)) - this.newest;
		const said = attributes.facts();
		const outcome = judge(attributes);
		const isUnsent = (logs[0]?.first ?? 1) > 1;
		return {
			...said,
			id: textOf(metadata.containerId) ?? id ?? null,
			startedAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
			endedAtMs: outcome === null ? null : attributes.newestMs,
			pid: said.pid ?? (pid === undefined ? null : Number(pid)),
			outcome,
			// Whoever stops in order writes all that it has counted.
			writer: {bufferMs: 0, bufferBytes: 8192, marksEnd: waiting > 0, holdsOpen: true},
			signFiles: [`${directory}/${countName}`, ...logs.map(({path}) => path)],
			extra: {
				...said.extra,
				...(textOf(metadata.mode) === null ? {} : {mode: metadata.mode!}),
				...(waiting > 0 ? {'records not written': waiting} : {}),
				...(isUnsent ? {'records before these': `${logs[0]!.first - 1}, on the server alone`} : {}),
			},
		};
	}

	private take(record: JsonObject, attributes: Attributes): void {
		const {obj, version, at} = record;
		this.newest = Math.max(this.newest, numberOf(version) ?? 0);
		const seconds = numberOf(at);
		if (seconds !== null) attributes.see(seconds * 1000);
		apply(objectOf(obj), attributes);
	}
}

function judge({hasFailed, isStopped, output}: Attributes): Judgement | null {
	if (output.ending?.status === 'stopped' && (hasFailed || isStopped)) return {status: 'stopped', why: output.ending.why};
	if (hasFailed) return {status: 'failed', why: 'sys/failed says so'};
	return isStopped ? {status: 'finished', why: 'its client was stopped, and no error was caught'} : null;
}

/** Does to attributes what a record says; of files it tells where they lie only. */
function apply(operation: JsonObject, attributes: Attributes): void {
	const {type, path, value, values} = operation;
	if (!Array.isArray(path) || typeof type !== 'string') return;
	const name = path.join('/');
	const list: readonly Json[] = Array.isArray(values) ? values : [];
	const texts = textsIn(values);
	if (type === 'AssignDatetime') attributes.assign(name, momentText(numberOf(value) ?? Number.NaN));
	else if (type === 'AssignArtifact') attributes.assign(name, operation.hash ?? null);
	else if (type.startsWith('Assign')) attributes.assign(name, value ?? null);
	else if (type === 'AddStrings' || type === 'RemoveStrings') attributes.change(name, texts, type === 'AddStrings');
	else if (type === 'DeleteAttribute' || type === 'ClearStringSet') attributes.delete(name);
	else if (type === 'ClearFloatLog') attributes.clear(name);
	else if (type === 'LogFloats' || type === 'LogStrings') {
		for (const item of list.map(objectOf)) {
			const atMs = (numberOf(item.ts) ?? Number.NaN) * 1000;
			attributes.see(atMs);
			if (typeof item.value === 'number') attributes.append(name, numberOf(item.step), atMs, item.value);
			else if (typeof item.value === 'string') attributes.appendText(name, atMs, item.value);
		}
	}
}
