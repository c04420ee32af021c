import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {AddedRows} from '../stores/added-rows.ts';
import {Standing} from '../stores/standing.ts';
import {isTaken} from '../stores/store-reader.ts';
import type {StoreReading} from '../stores/store-reading.ts';
import {StoreSource} from '../stores/store-source.ts';
import {ExperimentTables} from './experiment-tables.ts';
import {PointTable} from './point-table.ts';
import {factsOfRecord} from './record.ts';

const [pointsName, latestName] = ['metrics', 'latest_metrics'];

/** One reading of a store from its first row: runs and their tags are compared, points are only added to. */
class Reading implements StoreReading {
	readonly added = [new AddedRows(pointsName)];
	readonly standing = new Standing();
	readonly tables = new ExperimentTables();
	private readonly points: PointTable;
	private readonly told = new Set<string>();

	constructor(
		private readonly sink: SourceSink,
		/** Path of the database. */
		private readonly path: string,
	) {
		this.points = new PointTable(sink, this.standing, id => this.tables.has(id));
	}

	keys(): Iterable<string> {
		return new Set([...this.told, ...this.points.changed, ...this.standing.all]);
	}

	has(id: string): boolean {
		return this.tables.has(id);
	}

	update(tables: ReadonlyMap<string, TakenTable>, fileMs: number): boolean {
		const isKnown = this.tables.update(tables, fileMs);
		for (const id of this.tables.touched) if (!this.standing.passes(id) && this.tables.has(id)) this.standing.enter(id);
		return isKnown;
	}

	bind(rows: AddedRows, table: TakenTable): (row: RowCursor) => void {
		return this.points.bind(rows, table);
	}

	keyReader(table: TakenTable): (row: RowCursor) => string | null {
		const column = table.column('run_uuid');
		return row => row.text(column);
	}

	isSettled(): boolean {
		return this.tables.expectPoints(this.points.changed);
	}

	printOf(id: string): string {
		return this.tables.printOf(id);
	}

	release(id: string): void {
		this.told.add(id);
	}

	/** Tells the facts of every run of which something changed; of those that only got points, the time of the newest. */
	tell(): void {
		const {tables, points, told, sink, path} = this;
		const {touched} = tables;
		for (const id of new Set([...touched, ...points.takeChanged()])) {
			if (!tables.has(id) || this.standing.has(id)) continue;
			const {lastSignMs = null, ...facts} = factsOfRecord(tables.record(id, points.lastMsOf(id)), 'database', path);
			sink.run(id).facts(touched.has(id) || !told.has(id) ? {lastSignMs, ...facts} : {lastSignMs});
			told.add(id);
		}
		for (const id of touched) {
			if (tables.has(id) || !told.delete(id)) continue;
			this.standing.leave(id);
			sink.run(id).remove();
		}
		touched.clear();
	}
}

/** MLflow's SQLite store: many runs in one file. */
export class MlflowDatabase extends StoreSource<Reading> {
	protected begin(sink: SourceSink): Reading {
		return new Reading(sink, this.reader.path);
	}

	/** Runs with the newest value of each metric, which the store keeps in a table of its own. */
	preview(sink: SourceSink): void {
		const reading = this.begin(sink);
		const taken = this.reader.take(sink, () => [...reading.tables.want(0), {table: latestName}]);
		this.reader.forgetTold();
		if (!isTaken(taken)) return;
		reading.update(taken.tables, 0);
		const latest = taken.tables.get(latestName);
		if (latest !== undefined) latest.scan(reading.bind(new AddedRows(latestName), latest));
		reading.tell();
	}
}
