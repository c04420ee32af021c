import {ByteKey, KeyTable} from '../../encodings/records/key-table.ts';
import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';
import type {SeriesSink, SourceSink} from '../format.ts';
import {type AddedRows, noteRow, type Span} from '../stores/added-rows.ts';
import type {Standing} from '../stores/standing.ts';
import {isSystemMetric} from './record.ts';

interface MetricName {
	key: ByteKey;
	name: string;
	index: number;
}

/** A run that has points; its series by index of their name. */
export interface PointedRun {
	key: ByteKey;
	id: string;
	series: (SeriesSink[] | undefined)[];
	/** Newest time of a point, milliseconds. */
	lastMs: number;
	changed: boolean;
	span: Span;
}

/** The table of points: read once, then only the rows that were added, straight into the series. */
export class PointTable {
	/** Runs that got points since they were told last. */
	private changedRuns: PointedRun[] = [];
	private readonly names = new KeyTable<MetricName>();
	private readonly runs = new KeyTable<PointedRun>();
	private readonly byId = new Map<string, PointedRun>();

	constructor(
		private readonly sink: SourceSink,
		private readonly standing: Pick<Standing, 'passes'>,
		/** False for a run that is not to be shown. */
		private readonly isKnown: (id: string) => boolean,
	) {}

	lastMsOf(id: string): number | null {
		const lastMs = this.byId.get(id)?.lastMs ?? Number.NEGATIVE_INFINITY;
		return Number.isFinite(lastMs) ? lastMs : null;
	}

	/** Runs that got points since they were told last. */
	get changed(): string[] {
		return this.changedRuns.map(({id}) => id);
	}

	/** The same, which are told now. */
	takeChanged(): string[] {
		const {changed} = this;
		for (const run of this.changedRuns) run.changed = false;
		this.changedRuns = [];
		return changed;
	}

	/** What takes in rows. */
	bind(rows: AddedRows, table: TakenTable): (row: RowCursor) => void {
		const columns = ['key', 'value', 'timestamp', 'run_uuid', 'step', 'is_nan'].map(name => table.column(name));
		const [key, value, timestamp, runId, step, isNan] = columns as [number, number, number, number, number, number];
		return row => {
			const run = this.runOf(rows, row, runId);
			if (run === null || this.standing.passes(run.id)) return;
			noteRow(run.span, row.rowid);
			const atMs = row.number(timestamp);
			const number = row.number(isNan, 0) === 1 ? Number.NaN : row.number(value);
			for (const series of this.seriesOf(run, row, key)) series.push(row.number(step, 0), atMs, number);
			if (!run.changed) this.changedRuns.push(run);
			run.changed = true;
			if (atMs > run.lastMs) run.lastMs = atMs;
		};
	}

	private runOf(rows: AddedRows, row: RowCursor, column: number): PointedRun | null {
		const [start, end] = [row.startOf(column), row.endOf(column)];
		let run = this.runs.find(row.bytes, start, end);
		if (run === undefined) {
			const id = row.text(column) ?? '';
			if (!this.isKnown(id)) return null;
			run = {
				key: new ByteKey(row.bytes, start, end),
				id,
				series: [],
				lastMs: Number.NEGATIVE_INFINITY,
				changed: false,
				span: rows.spanOf(id),
			};
			this.runs.add(run);
			this.byId.set(id, run);
		}
		return run;
	}

	private seriesOf(run: PointedRun, row: RowCursor, column: number): SeriesSink[] {
		const [start, end] = [row.startOf(column), row.endOf(column)];
		let named = this.names.find(row.bytes, start, end);
		if (named === undefined) {
			named = {key: new ByteKey(row.bytes, start, end), name: row.text(column) ?? '', index: this.names.entries.length};
			this.names.add(named);
		}
		const known = run.series[named.index];
		if (known !== undefined) return known;
		const {name} = named;
		const sink = this.sink.run(run.id);
		const series = [sink.series(name, 'timed')];
		if (isSystemMetric(name)) series.push(sink.systemSeries(name.slice('system/'.length)));
		run.series[named.index] = series;
		return series;
	}
}
