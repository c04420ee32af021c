import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {ExperimentTables} from './experiment-tables.ts';
import {PointTable} from './point-table.ts';
import {factsOfRecord} from './record.ts';

/** One reading of a store from its first row. */
class Reading {
	readonly tables = new ExperimentTables();
	readonly points: PointTable;
	/** Runs that were told. */
	readonly told = new Set<string>();
	version = '';
	/** State of the database of which all but the points is known: most portions of a large store are of one state. */
	tablesVersion = '';
	bytesRead = 0;

	constructor(
		readonly sink: SourceSink,
		/** Path of the database. */
		readonly path: string,
	) {
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
		const reading = new Reading(sink, this.reader.path);
		const taken = this.reader.take(sink, () => [...reading.tables.want(0), {table: 'latest_metrics'}]);
		this.reader.forgetTold();
		if (!isTaken(taken)) return;
		reading.tables.update(taken.tables, 0);
		const latest = taken.tables.get('latest_metrics');
		if (latest !== undefined) reading.points.read(latest);
		tellRuns(reading);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced(sink)) this.startAnew();
		this.reading ??= new Reading(sink, this.reader.path);
		const {reading} = this;
		const fileMs = this.reader.modifiedAtMs();
		const taken = this.reader.take(sink, version => {
			if (version === reading.version) return [];
			const points = {table: 'metrics', after: reading.points.place, maxBytes: budgetBytes};
			return version === reading.tablesVersion ? [points] : [...reading.tables.want(fileMs), points];
		});
		if (!isTaken(taken)) return taken;
		if (taken.version === reading.version) return {more: false, bytesRead: taken.bytesRead, bytesLeft: 0};
		const points = taken.tables.get('metrics');
		// Rows were deleted and their ids given out again (`mlflow gc`): nobody can say which ones.
		if (points !== undefined && !points.continues) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		const isKnown = reading.tables.update(taken.tables, fileMs);
		reading.tablesVersion = isKnown ? taken.version : '';
		const morePoints = points !== undefined && reading.points.read(points);
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		const more = morePoints || !isKnown;
		reading.version = more ? '' : taken.version;
		reading.bytesRead += taken.bytesRead;
		tellRuns(reading);
		this.forgetGone(reading);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - reading.bytesRead) : 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private startAnew(): void {
		const {reading} = this;
		if (reading === null) return;
		for (const id of reading.told) reading.sink.run(id).reset();
		this.gone = [...reading.told];
		this.reading = null;
	}

	/** Runs that are in the store no more. */
	private forgetGone(reading: Reading): void {
		for (const id of [...this.gone, ...reading.told]) {
			if (reading.tables.has(id)) continue;
			reading.sink.run(id).remove();
			reading.told.delete(id);
		}
		this.gone = [];
	}
}

/** Tells the facts of every run of which something changed; of those that only got points, the time of the newest. */
function tellRuns({tables, points, told, sink, path}: Reading): void {
	const {touched} = tables;
	for (const id of new Set([...touched, ...points.takeChanged()])) {
		if (!tables.has(id)) continue;
		const {lastSignMs = null, ...facts} = factsOfRecord(tables.record(id, points.lastMsOf(id)), 'database', path);
		sink.run(id).facts(touched.has(id) || !told.has(id) ? {...facts, lastSignMs} : {lastSignMs});
		told.add(id);
	}
	touched.clear();
}
