import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {type Place, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {parseTime} from '../stores/times.ts';
import {numbersOf, parseObject} from './record.ts';
import {ToldRun} from './told-run.ts';

const followed = ['metrics', 'system_metrics', 'alerts'] as const;
type Followed = (typeof followed)[number];

/** One reading of a project from its first row. */
class Reading {
	readonly runs = new Map<string, ToldRun>();
	readonly places: Record<Followed, Place> = {metrics: tableStart, system_metrics: tableStart, alerts: tableStart};
	version = '';
	configs = Number.NaN;

	constructor(
		readonly sink: SourceSink,
		private readonly path: string,
		private readonly project: string,
	) {}

	/** The run of a row: older versions know runs by their name only, which tells them apart within a database alone. */
	runOf(id: string | null, name: string | null): ToldRun {
		const key = id || name || '';
		const idScope = id && id !== name ? null : this.path;
		let run = this.runs.get(key);
		if (run === undefined) {
			run = new ToldRun(this.sink.run(key), {
				id: key || null,
				idScope,
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
export class TrackioSource implements Source {
	readonly takesRuns = true;
	private readonly reader: StoreReader;
	private readonly project: string;
	private reading: Reading | null = null;
	private former = new Map<string, ToldRun>();
	private badRows = false;

	constructor(claim: Claim, files: FileAccess) {
		this.reader = new StoreReader(claim.path, files);
		this.project = claim.path.slice(claim.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
	}

	watched(): string[] {
		return this.reader.watched();
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced(sink)) this.startAnew();
		this.reading ??= new Reading(sink, this.reader.path, this.project);
		const {reading} = this;
		const taken = this.reader.take(sink, version => choose(reading, version, budgetBytes));
		if (!isTaken(taken)) return taken;
		if (followed.some(name => taken.tables.get(name)?.continues === false)) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		const configs = taken.tables.get('configs');
		if (configs !== undefined) readConfigs(reading, configs);
		let more = false;
		for (const name of followed) {
			const table = taken.tables.get(name);
			if (table === undefined) continue;
			const read = name === 'alerts' ? readAlerts(reading, table) : this.readRows(reading, table, name === 'metrics');
			reading.places[name] = read.place;
			more ||= read.more;
		}
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		reading.version = more ? '' : taken.version;
		for (const run of reading.runs.values()) run.tell();
		if (!more) {
			for (const [key, run] of this.former) if (!reading.runs.has(key)) run.remove();
			this.former.clear();
		}
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - taken.bytesRead) : 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private startAnew(): void {
		if (this.reading === null) return;
		for (const run of this.reading.runs.values()) run.reset();
		this.former = this.reading.runs;
		this.reading = null;
	}

	private readRows(reading: Reading, table: TakenTable, areMetrics: boolean): {place: Place; more: boolean} {
		const columns = new RecordColumns(table, ['run_id', 'run_name', 'timestamp', 'step', 'metrics']);
		return table.scan(row => {
			const run = reading.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name'));
			const record = parseObject(columns.text(row, 'metrics'));
			if (record === null) {
				if (!this.badRows)
					reading.sink.problem({file: this.reader.path, message: `Damaged: row ${row.rowid} and maybe others hold no JSON`});
				this.badRows = true;
				return;
			}
			const atMs = parseTime(columns.text(row, 'timestamp'), 'local') ?? Number.NaN;
			const step = areMetrics ? columns.number(row, 'step') : null;
			run.push(record === null ? [] : numbersOf(record), step, atMs);
		});
	}
}

function choose(reading: Reading, version: string, maxBytes: number): Wanted[] {
	if (version === reading.version) return [];
	return [{table: 'configs'}, ...followed.map(table => ({table, after: reading.places[table], maxBytes}))];
}

function readConfigs(reading: Reading, table: TakenTable): void {
	const {print} = table;
	if (print === reading.configs) return;
	reading.configs = print;
	const columns = new RecordColumns(table, ['run_id', 'run_name', 'config']);
	table.scan(row => {
		const config = parseObject(columns.text(row, 'config'), parseExactJson);
		if (config !== null) reading.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name')).configure(config);
	});
}

function readAlerts(reading: Reading, table: TakenTable): {place: Place; more: boolean} {
	const columns = new RecordColumns(table, ['run_id', 'run_name', 'timestamp', 'title', 'text', 'level', 'step']);
	return table.scan(row => {
		const parts = [columns.text(row, 'title'), columns.text(row, 'text')].filter(Boolean);
		const level = columns.text(row, 'level') ?? 'warn';
		reading.runOf(columns.text(row, 'run_id'), columns.text(row, 'run_name')).alert({
			atMs: parseTime(columns.text(row, 'timestamp'), 'local'),
			step: columns.number(row, 'step'),
			kind: level === 'error' ? 'error' : 'alert',
			text: `${parts.join(': ')} (${level})`,
		});
	});
}
