import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {type Place, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {type StoreReading, StoreSource} from '../stores/store-source.ts';
import {parseTime} from '../stores/times.ts';
import {numbersOf, parseObject} from './record.ts';
import {ToldRun} from './told-run.ts';

/** Tables to which rows are only added. */
const followed = ['metrics', 'system_metrics', 'alerts'];

/** One reading of a project from its first row. */
class Reading implements StoreReading {
	readonly places = new Map(followed.map(name => [name, tableStart]));
	/** Settings are few, and looked at whole. */
	readonly owesComparing = false;
	private readonly runs = new Map<string, ToldRun>();
	private configs = Number.NaN;
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
		return this.runs.keys();
	}

	want(): Wanted[] {
		return [{table: 'configs'}];
	}

	distrust(): void {}

	update(tables: ReadonlyMap<string, TakenTable>): boolean {
		const table = tables.get('configs');
		if (table === undefined || table.print === this.configs) return true;
		this.configs = table.print;
		const columns = new RecordColumns(table, ['run_id', 'run_name', 'config']);
		table.scan(row => {
			const config = parseObject(columns.text(row, 'config'), parseExactJson);
			if (config !== null) this.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name')).configure(config);
		});
		return true;
	}

	add(name: string, table: TakenTable): {place: Place; more: boolean} {
		return name === 'alerts' ? this.addAlerts(table) : this.addRows(table, name === 'metrics');
	}

	tell(): void {
		for (const run of this.runs.values()) run.tell();
	}

	private addRows(table: TakenTable, areMetrics: boolean): {place: Place; more: boolean} {
		const columns = new RecordColumns(table, ['run_id', 'run_name', 'timestamp', 'step', 'metrics']);
		return table.scan(row => {
			const run = this.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name'));
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
		});
	}

	private addAlerts(table: TakenTable): {place: Place; more: boolean} {
		const columns = new RecordColumns(table, ['run_id', 'run_name', 'timestamp', 'title', 'text', 'level', 'step']);
		return table.scan(row => {
			const parts = [columns.text(row, 'title'), columns.text(row, 'text')].filter(Boolean);
			const level = columns.text(row, 'level') ?? 'warn';
			this.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name')).alert({
				atMs: parseTime(columns.text(row, 'timestamp'), 'local'),
				step: columns.number(row, 'step'),
				kind: level === 'error' ? 'error' : 'alert',
				text: `${parts.join(': ')} (${level})`,
			});
		});
	}

	/** The run of a row: older versions know runs by their name only, which tells them apart within a database alone. */
	private runOf(id: string | null, name: string | null): ToldRun {
		const key = id || name || '';
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
