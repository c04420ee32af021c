import type {FileAccess} from '../../core/files/files.ts';
import type {Problem, RunFacts} from '../../core/run.ts';
import {type Place, type TakenTable, tableStart} from '../../encodings/sqlite/index.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {ToldFacts} from '../told-facts.ts';
import {Attributes} from './attributes.ts';
import {applyUpdate, type NewRun, readNewRun} from './scale-records.ts';

/** Of `operation_type`. */
const makesRun = 1;

/** One reading from the first row. */
class Reading {
	readonly attributes: Attributes;
	place: Place = tableStart;
	version = '';
	made: NewRun | null = null;
	damaged = 0;
	id: string | null = null;
	project: string | null = null;

	constructor(readonly run: RunSink) {
		this.attributes = new Attributes(run);
	}
}

/**
 * A run of Neptune's client of version 3 (neptune_scale/sync/operations_repository.py): a database with a row for each call. The client closes it when
 * its program ends, whatever the end; what the program said last tells which.
 */
export class ScaleSource implements Source {
	private readonly reader: StoreReader;
	private reading: Reading | null = null;
	private readonly told = new ToldFacts();

	constructor(
		path: string,
		private readonly files: FileAccess,
	) {
		this.reader = new StoreReader(path, files);
	}

	watched(): string[] {
		return this.reader.watched();
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.reader.isReplaced(sink) || (this.reading !== null && this.reading.run !== run)) this.startAnew();
		this.reading ??= new Reading(run);
		const {reading} = this;
		const taken = this.reader.take(sink, version =>
			version === reading.version
				? []
				: [{table: 'metadata'}, {table: 'run_operations', after: reading.place, maxBytes: budgetBytes}],
		);
		if (!isTaken(taken)) return taken;
		const operations = taken.tables.get('run_operations');
		if (operations?.continues === false) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		const metadata = taken.tables.get('metadata');
		if (metadata !== undefined) readMetadata(metadata, reading);
		const more = operations === undefined ? false : this.readOperations(operations, reading);
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		reading.version = more ? '' : taken.version;
		this.tell(reading);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - taken.bytesRead) : 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private startAnew(): void {
		this.reading?.run.reset();
		this.reading = null;
		this.told.forget();
	}

	private readOperations(table: TakenTable, reading: Reading): boolean {
		const columns = new RecordColumns(table, ['timestamp', 'operation_type', 'operation']);
		const {place, more} = table.scan(row => {
			const bytes = row.value(columns.at('operation'));
			if (!(bytes instanceof Uint8Array)) return;
			if (columns.number(row, 'operation_type') === makesRun) reading.made = readNewRun(bytes);
			else if (!applyUpdate(bytes, reading.attributes, columns.number(row, 'timestamp') ?? Number.NaN)) reading.damaged++;
		});
		reading.place = place;
		return more;
	}

	private tell({run, attributes, made, id, project, damaged}: Reading): void {
		const {reader, files} = this;
		const said = attributes.facts();
		// SQLite takes its log away when the last one closes the database.
		const isOpen = files.exists(`${reader.path}-wal`);
		const {ending} = attributes.output;
		const isOver = !isOpen && made !== null && !reader.isCopy();
		const status = ending?.status === 'stopped' ? 'stopped' : ending?.status === 'failed' ? 'failed' : 'finished';
		const why = ending === null ? 'its client closed its database, and no error was said' : ending.why;
		const facts: Partial<RunFacts> = {
			...said,
			id: id ?? made?.runId ?? null,
			idScope: project,
			name: said.name ?? made?.experiment ?? id,
			groupScope: project,
			startedAtMs: made?.createdAtMs ?? null,
			endedAtMs: isOver ? attributes.newestMs : null,
			forkedFrom: made?.parent == null ? null : {run: made.parent, step: made.parentStep ?? 0},
			outcome: isOver || status !== 'finished' ? {status, why} : null,
			writer: {bufferMs: 0, bufferBytes: 0, marksEnd: isOpen, holdsOpen: true},
			signFiles: reader.watched(),
			extra: {...said.extra, ...(project === null ? {} : {project})},
		};
		this.told.tell(run, facts);
		const message = `Damaged: ${damaged} rows of table run_operations hold no whole record`;
		run.faults(damaged === 0 ? [] : [{file: reader.path, message}]);
	}
}

function readMetadata(table: TakenTable, reading: Reading): void {
	const columns = new RecordColumns(table, ['project', 'run_id']);
	table.scan(row => {
		reading.id = columns.text(row, 'run_id');
		reading.project = columns.text(row, 'project');
	});
}
