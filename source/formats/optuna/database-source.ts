import type {FileAccess} from '../../core/files/files.ts';
import {Database, type Place, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {tablesIn} from '../stores/find-databases.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import type {StoreReader} from '../stores/store-reader.ts';
import {type StoreReading, StoreSource} from '../stores/store-source.ts';
import {decodeNumber} from './study-tables.ts';
import {ToldTrial} from './told-trial.ts';
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
	readonly places: Map<string, Place>;
	private readonly trials = new Map<number, ToldTrial>();
	private readonly tables: TrialTables;
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
		this.places = new Map([[this.points.name, tableStart]]);
	}

	keys(): Iterable<string> {
		return Array.from(this.trials.keys(), String);
	}

	want(fileMs: number): Wanted[] {
		return this.tables.want(fileMs);
	}

	get owesComparing(): boolean {
		return this.tables.owesComparing;
	}

	distrust(): void {
		this.tables.distrust();
	}

	/** Takes in every trial of which something changed. */
	update(taken: ReadonlyMap<string, TakenTable>, fileMs: number): boolean {
		const {tables, trials, sink} = this;
		const isKnown = tables.update(taken, fileMs);
		for (const id of tables.touched) {
			const trial = tables.trial(id);
			const told = trials.get(id);
			if (trial === null) {
				told?.remove();
				trials.delete(id);
			} else if (told === undefined) trials.set(id, new ToldTrial(sink, String(id), trial, 'database', this.reader.path));
			else told.update(trial);
		}
		tables.touched.clear();
		return isKnown;
	}

	add(_name: string, table: TakenTable): {place: Place; more: boolean} {
		const {value: valueColumn} = this.points;
		const columns = new RecordColumns(table, ['trial_id', 'step', valueColumn, `${valueColumn}_type`]);
		return table.scan(row => {
			const told = this.trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
			if (told === undefined) return;
			const value = decodeNumber(columns.number(row, valueColumn), columns.text(row, `${valueColumn}_type`));
			told.report(columns.number(row, 'step') ?? Number.NaN, value);
			this.latest = told;
			if (this.isCurrent) this.fresh.add(told);
		});
	}

	tell(isCurrent: boolean, fileMs: number): void {
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
