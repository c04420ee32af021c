import type {FileAccess} from '../../core/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Wanted} from '../../encodings/sqlite/index.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {ExperimentTables} from './experiment-tables.ts';
import {PointTable} from './point-table.ts';
import {factsOfRecord} from './record.ts';

/** One reading of a store from its first row. */
class Reading {
	readonly tables = new ExperimentTables();
	readonly points: PointTable;
	/** What was told of each run, as `printOf` and the newest point have it. */
	readonly told = new Map<string, string>();
	version = '';
	toldChanges = -1;
	bytesRead = 0;

	constructor(readonly sink: SourceSink) {
		this.points = new PointTable(sink, id => this.tables.has(id));
	}
}

/** MLflow's SQLite store: many runs in one file. Runs and their tags are compared at each commit, points are only added to. */
export class MlflowDatabase implements Source {
	readonly takesRuns = true;
	private readonly reader: StoreReader;
	private reading: Reading | null = null;
	private gone: Iterable<string> = [];

	constructor(claim: Claim, files: FileAccess) {
		this.reader = new StoreReader(claim.path, files);
	}

	watched(): string[] {
		return this.reader.watched();
	}

	/** Runs with the newest value of each metric, which the store keeps in a table of its own. */
	preview(sink: SourceSink): void {
		const wanted = [...ExperimentTables.names, 'latest_metrics'].map(table => ({table}));
		const taken = this.reader.take(sink, () => wanted);
		if (!isTaken(taken)) return;
		const reading = new Reading(sink);
		reading.tables.update(taken.tables);
		const latest = taken.tables.get('latest_metrics');
		if (latest !== undefined) reading.points.read(latest);
		tellRuns(reading);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced()) this.startAnew();
		this.reading ??= new Reading(sink);
		const {reading} = this;
		const taken = this.reader.take(sink, version => this.choose(reading, version, budgetBytes));
		if (!isTaken(taken)) return taken;
		const points = taken.tables.get('metrics');
		// Rows were deleted and their ids given out again (`mlflow gc`): nobody can say which ones.
		if (points !== undefined && !points.continues) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		reading.tables.update(taken.tables);
		const more = points !== undefined && reading.points.read(points);
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		reading.version = more ? '' : taken.version;
		reading.bytesRead += taken.bytesRead;
		tellRuns(reading);
		this.forgetGone(reading);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - reading.bytesRead) : 0};
	}

	private choose(reading: Reading, version: string, maxBytes: number): Wanted[] {
		if (version === reading.version) return [];
		return [...ExperimentTables.names.map(table => ({table})), {table: 'metrics', after: reading.points.place, maxBytes}];
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private startAnew(): void {
		const {reading} = this;
		if (reading === null) return;
		for (const id of reading.told.keys()) reading.sink.run(id).reset();
		this.gone = [...reading.told.keys()];
		this.reading = null;
	}

	/** Runs that are in the store no more. */
	private forgetGone(reading: Reading): void {
		for (const id of [...this.gone, ...reading.told.keys()]) {
			if (reading.tables.has(id)) continue;
			reading.sink.run(id).remove();
			reading.told.delete(id);
		}
		this.gone = [];
	}
}

/** Tells the facts of every run of which something changed. */
function tellRuns(reading: Reading): void {
	const {tables, points, told, sink} = reading;
	const changed = points.takeChanged();
	const isSame = tables.changes === reading.toldChanges;
	reading.toldChanges = tables.changes;
	for (const id of isSame ? changed : tables.ids) {
		if (!tables.has(id)) continue;
		const lastMs = points.lastMsOf(id);
		const print = `${tables.printOf(id)}:${lastMs}`;
		if (told.get(id) === print) continue;
		const isKnown = told.get(id)?.slice(0, told.get(id)!.lastIndexOf(':')) === tables.printOf(id);
		told.set(id, print);
		const facts = factsOfRecord(tables.record(id, lastMs));
		sink.run(id).facts(isKnown ? {lastSignMs: facts.lastSignMs ?? null} : facts);
	}
}
