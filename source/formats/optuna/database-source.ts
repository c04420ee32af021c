import type {FileAccess} from '../../core/files/files.ts';
import {Database, type RowCursor, type TakenTable} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {AddedRows, noteRow} from '../stores/added-rows.ts';
import {tablesIn} from '../stores/find-databases.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {Standing} from '../stores/standing.ts';
import type {StoreReader} from '../stores/store-reader.ts';
import type {StoreReading} from '../stores/store-reading.ts';
import {StoreSource} from '../stores/store-source.ts';
import {decodeNumber} from './study-tables.ts';
import {ToldTrial} from './told-trial.ts';
import type {Trial} from './trial.ts';
import {TrialTables} from './trial-tables.ts';

/** Where what trials report on the way is, and what the column of its values is called. */
interface PointTable {
	name: string;
	value: string;
}

const pointTable: PointTable = {name: 'trial_intermediate_values', value: 'intermediate_value'};
/** Before 2.4, when a trial had one objective (optuna/storages/_rdb/models.py of 1.5). */
const oldPointTable: PointTable = {name: 'trial_values', value: 'value'};

/** True for a store of a version before 2.4: its values have steps, where those of later ones have objectives. */
function isOldStore(path: string, files: FileAccess): boolean {
	if (tablesIn(path, files, [oldPointTable.name]).has(pointTable.name)) return false;
	const taken = new Database(files, path).take(() => [{table: oldPointTable.name, maxBytes: 1}]);
	const table = typeof taken === 'string' ? undefined : taken.tables.get(oldPointTable.name);
	return table !== undefined && table.column('step') >= 0;
}

/** One reading of a store from its first row. */
class Reading implements StoreReading {
	readonly added: readonly [AddedRows];
	readonly standing = new Standing();
	private readonly trials = new Map<number, ToldTrial>();
	readonly tables: TrialTables;
	private readonly points: PointTable;
	/** True once its end was reached: what comes then is being written now. */
	private isCurrent = false;
	/** Of which a point was read last. */
	private latest: ToldTrial | null = null;
	/** Those that got points since the end was reached, and were not told so. */
	private readonly fresh = new Set<ToldTrial>();

	constructor(
		private readonly sink: SourceSink,
		private readonly reader: StoreReader,
		isOld: boolean,
	) {
		this.tables = new TrialTables(isOld);
		this.points = isOld ? oldPointTable : pointTable;
		this.added = [new AddedRows(this.points.name)];
	}

	keys(): Iterable<string> {
		return new Set([...Array.from(this.trials.keys(), String), ...this.standing.all]);
	}

	has(key: string): boolean {
		return this.tables.has(Number(key));
	}

	update(taken: ReadonlyMap<string, TakenTable>, fileMs: number): boolean {
		const isKnown = this.tables.update(taken, fileMs);
		for (const id of this.tables.touched) this.standing.passes(String(id));
		return isKnown;
	}

	/** Takes in every trial of which something changed. */
	private takeTouched(): void {
		const {tables, trials, standing} = this;
		for (const id of tables.touched) {
			if (standing.has(String(id))) continue;
			const trial = tables.trial(id);
			const told = trials.get(id);
			if (trial === null) {
				told?.remove();
				if (trials.delete(id)) standing.leave(String(id));
			} else if (told === undefined) {
				standing.enter(String(id));
				trials.set(id, this.begin(id, trial));
			} else told.update(trial);
		}
		tables.touched.clear();
	}

	private begin(id: number, trial: Trial): ToldTrial {
		return new ToldTrial(this.sink, String(id), trial, 'database', this.reader.path);
	}

	printOf(key: string): string {
		return this.tables.printOf(Number(key));
	}

	release(key: string): void {
		this.tables.touched.add(Number(key));
	}

	keyReader(table: TakenTable): (row: RowCursor) => string | null {
		const column = table.column('trial_id');
		return row => row.text(column);
	}

	bind(rows: AddedRows, table: TakenTable): (row: RowCursor) => void {
		this.takeTouched();
		const {value: valueColumn} = this.points;
		const columns = new RecordColumns(table, ['trial_id', 'step', valueColumn, `${valueColumn}_type`]);
		return row => {
			const id = columns.number(row, 'trial_id') ?? Number.NaN;
			const told = this.trials.get(id);
			if (told === undefined) this.standing.passes(String(id));
			if (told === undefined) return;
			noteRow(rows.spanOf(told.key), row.rowid);
			const value = decodeNumber(columns.number(row, valueColumn), columns.text(row, `${valueColumn}_type`));
			told.report(columns.number(row, 'step') ?? Number.NaN, value);
			this.latest = told;
			if (this.isCurrent) this.fresh.add(told);
		};
	}

	tell(isCurrent: boolean, fileMs: number): void {
		this.takeTouched();
		if (isCurrent) this.date(fileMs);
		for (const trial of this.trials.values()) trial.tell(isCurrent);
	}

	/** Points have no time of their own: that of the file is the time of the last one, unless the file is a copy. */
	private date(fileMs: number): void {
		const {fresh, latest} = this;
		if (!this.isCurrent && latest !== null && !this.reader.isCopy()) fresh.add(latest);
		this.isCurrent = true;
		for (const {trial} of fresh) if (trial.state === 'RUNNING') trial.signMs = Math.max(trial.signMs ?? 0, fileMs);
		fresh.clear();
	}
}

/** Optuna's SQLite store: studies and their trials in one file. */
export class OptunaDatabase extends StoreSource<Reading> {
	protected begin(sink: SourceSink): Reading {
		const {reader} = this;
		return new Reading(sink, reader, isOldStore(reader.path, this.files));
	}
}
