import type {JsonObject} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {AddedRows, noteRow} from '../stores/added-rows.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {Standing} from '../stores/standing.ts';
import type {ComparedTables, StoreReading} from '../stores/store-reading.ts';
import {StoreSource} from '../stores/store-source.ts';
import {parseTime} from '../stores/times.ts';
import {numbersOf, parseObject} from './record.ts';
import {ToldRun} from './told-run.ts';

/** Tables to which rows are only added. */
const followed = ['metrics', 'system_metrics', 'alerts'];

type RunRowTaker = (row: RowCursor, run: ToldRun) => void;

interface Configured {
	id: string | null;
	name: string | null;
	config: JsonObject;
}

const keyOf = (id: string | null, name: string | null): string => id || name || '';

/** Settings are few, and looked at whole. */
const settings: ComparedTables = {want: () => [{table: 'configs'}], owesComparing: false, distrust: () => {}};

/** One reading of a project from its first row. */
class Reading implements StoreReading {
	readonly added = followed.map(name => new AddedRows(name));
	readonly standing = new Standing();
	readonly tables = settings;
	private readonly runs = new Map<string, ToldRun>();
	private configsPrint = Number.NaN;
	private configs = new Map<string, Configured>();
	/** Runs of which the settings are to be told. */
	private readonly configured = new Set<string>();
	private badRows = false;
	private readonly project: string;

	constructor(
		private readonly sink: SourceSink,
		/** Path of the database. */
		private readonly path: string,
	) {
		this.project = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
	}

	keys(): Iterable<string> {
		return new Set([...this.runs.keys(), ...this.standing.all]);
	}

	has(key: string): boolean {
		return this.configs.has(key) || this.runs.has(key);
	}

	update(tables: ReadonlyMap<string, TakenTable>): boolean {
		const table = tables.get('configs');
		if (table === undefined || table.print === this.configsPrint) return true;
		this.configsPrint = table.print;
		const columns = new RecordColumns(table, ['run_id', 'run_name', 'config']);
		const before = this.configs;
		this.configs = new Map();
		table.scan(row => {
			const config = parseObject(columns.text(row, 'config'), parseExactJson);
			if (config === null) return;
			const [id, name] = [columns.text(row, 'run_id'), columns.text(row, 'run_name')];
			const key = keyOf(id, name);
			this.configs.set(key, {id, name, config});
			if (JSON.stringify(before.get(key)?.config) === JSON.stringify(config)) return;
			this.standing.passes(key);
			this.configured.add(key);
		});
		// Whoever deletes or renames a run does so with its points, which lie between those of others (trackio/sqlite_storage.py).
		for (const [key, {name}] of before) if (this.configs.get(key)?.name !== name) this.standing.isUpset = true;
		return true;
	}

	private takeConfigs(): void {
		for (const key of this.configured) {
			const found = this.configs.get(key);
			if (found !== undefined && !this.standing.has(key)) this.runOf(found.id, found.name).configure(found.config);
		}
		this.configured.clear();
	}

	printOf(key: string): string {
		return JSON.stringify(this.configs.get(key)?.config ?? null);
	}

	release(key: string): void {
		this.configured.add(key);
	}

	keyReader(table: TakenTable): (row: RowCursor) => string | null {
		const columns = new RecordColumns(table, ['run_id', 'run_name']);
		return row => keyOf(columns.text(row, 'run_id'), columns.text(row, 'run_name'));
	}

	bind(rows: AddedRows, table: TakenTable): (row: RowCursor) => void {
		this.takeConfigs();
		const take = rows.name === 'alerts' ? this.bindAlerts(table) : this.bindRows(table, rows.name === 'metrics');
		const columns = new RecordColumns(table, ['run_id', 'run_name']);
		return row => {
			const [id, name] = [columns.text(row, 'run_id'), columns.text(row, 'run_name')];
			const key = keyOf(id, name);
			if (this.standing.passes(key)) return;
			noteRow(rows.spanOf(key), row.rowid);
			take(row, this.runOf(id, name));
		};
	}

	tell(): void {
		this.takeConfigs();
		for (const run of this.runs.values()) run.tell();
	}

	private bindRows(table: TakenTable, areMetrics: boolean): RunRowTaker {
		const columns = new RecordColumns(table, ['timestamp', 'step', 'metrics']);
		return (row, run) => {
			const record = parseObject(columns.text(row, 'metrics'));
			if (record === null) {
				if (!this.badRows)
					this.sink.problem({file: this.path, message: `Damaged: row ${row.rowid} and maybe others hold no JSON`});
				this.badRows = true;
				return;
			}
			const atMs = parseTime(columns.text(row, 'timestamp'), 'local') ?? Number.NaN;
			const step = areMetrics ? columns.number(row, 'step') : null;
			run.push(numbersOf(record), step, atMs);
		};
	}

	private bindAlerts(table: TakenTable): RunRowTaker {
		const columns = new RecordColumns(table, ['timestamp', 'title', 'text', 'level', 'step']);
		return (row, run) => {
			const parts = [columns.text(row, 'title'), columns.text(row, 'text')].filter(Boolean);
			const level = columns.text(row, 'level') ?? 'warn';
			run.alert({
				atMs: parseTime(columns.text(row, 'timestamp'), 'local'),
				step: columns.number(row, 'step'),
				kind: level === 'error' ? 'error' : 'alert',
				text: `${parts.join(': ')} (${level})`,
			});
		};
	}

	/** The run of a row: older versions know runs by their name only, which tells them apart within a database alone. */
	private runOf(id: string | null, name: string | null): ToldRun {
		const key = keyOf(id, name);
		let run = this.runs.get(key);
		if (run === undefined) {
			run = new ToldRun(this.sink.run(key), {
				id: key || null,
				idScope: id && id !== name ? null : this.path,
				name,
				project: this.project,
				place: this.path.replace(/\.[^./]*$/, ''),
			});
			this.runs.set(key, run);
		}
		return run;
	}
}

/** A project of trackio: its runs in one SQLite database, to whose tables rows are only added. */
export class TrackioSource extends StoreSource<Reading> {
	protected begin(sink: SourceSink): Reading {
		return new Reading(sink, this.reader.path);
	}
}
