import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {Database, type Place, type TakenTable, tableStart} from '../../encodings/sqlite/index.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {tablesIn} from '../stores/find-databases.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
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
class Reading {
	readonly trials = new Map<number, ToldTrial>();
	place: Place = tableStart;
	version = '';
	/** State of the database of which all but the points is known: most portions of a large store are of one state. */
	tablesVersion = '';
	readonly tables: TrialTables;
	readonly points: PointTable;
	/** True once its end was reached: what comes then is being written now. */
	isCurrent = false;

	constructor(
		readonly sink: SourceSink,
		/** Path of the database. */
		readonly path: string,
		isOld: boolean,
	) {
		this.tables = new TrialTables(isOld);
		this.points = isOld ? oldPointTable : pointTable;
	}
}

/** Optuna's SQLite store: studies and their trials in one file. */
export class OptunaDatabase implements Source {
	readonly takesRuns = true;
	private readonly reader: StoreReader;
	private reading: Reading | null = null;
	private former = new Map<number, ToldTrial>();

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
	) {
		this.reader = new StoreReader(claim.path, files);
	}

	watched(): string[] {
		return this.reader.watched();
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced(sink)) this.startAnew();
		this.reading ??= new Reading(sink, this.reader.path, isOldStore(this.reader.path, this.files));
		const {reading} = this;
		const fileMs = this.reader.modifiedAtMs();
		const taken = this.reader.take(sink, version => {
			if (version === reading.version) return [];
			const points = {table: reading.points.name, after: reading.place, maxBytes: budgetBytes};
			return version === reading.tablesVersion ? [points] : [...reading.tables.want(fileMs), points];
		});
		if (!isTaken(taken)) return taken;
		if (taken.version === reading.version) return {more: false, bytesRead: taken.bytesRead, bytesLeft: 0};
		const points = taken.tables.get(reading.points.name);
		if (points !== undefined && !points.continues) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		const isKnown = taken.version === reading.tablesVersion || reading.tables.update(taken.tables, fileMs);
		reading.tablesVersion = isKnown ? taken.version : '';
		updateTrials(reading);
		const morePoints = points !== undefined && readPoints(reading, points, fileMs, this.reader.isCopy());
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		const more = morePoints || !isKnown;
		reading.version = more ? '' : taken.version;
		if (!more) {
			for (const [id, trial] of this.former) if (!reading.trials.has(id)) trial.remove();
			this.former.clear();
		}
		for (const trial of reading.trials.values()) trial.tell(!more);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - taken.bytesRead) : 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private startAnew(): void {
		if (this.reading === null) return;
		for (const trial of this.reading.trials.values()) trial.reset();
		this.former = this.reading.trials;
		this.reading = null;
	}
}

/** Takes in every trial of which something changed. */
function updateTrials({tables, trials, sink, path}: Reading): void {
	for (const id of tables.touched) {
		const trial = tables.trial(id);
		const told = trials.get(id);
		if (trial === null) {
			told?.remove();
			trials.delete(id);
		} else if (told === undefined) trials.set(id, new ToldTrial(sink, String(id), trial, 'database', path));
		else told.update(trial);
	}
	tables.touched.clear();
}

/** Takes in the intermediate values since last time; true where more are waiting. */
function readPoints(reading: Reading, table: TakenTable, fileMs: number, isCopy: boolean): boolean {
	const {value: valueColumn} = reading.points;
	const columns = new RecordColumns(table, ['trial_id', 'step', valueColumn, `${valueColumn}_type`]);
	const fresh = new Set<ToldTrial>();
	let latest: ToldTrial | undefined;
	const {place, more} = table.scan(row => {
		const told = reading.trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
		if (told === undefined) return;
		const value = decodeNumber(columns.number(row, valueColumn), columns.text(row, `${valueColumn}_type`));
		told.report(columns.number(row, 'step') ?? Number.NaN, value);
		latest = told;
		if (reading.isCurrent) fresh.add(told);
	});
	reading.place = place;
	if (more) return true;
	// Points have no time of their own: that of the file is the time of the last one, unless the file is a copy.
	if (!reading.isCurrent && latest !== undefined && !isCopy) fresh.add(latest);
	reading.isCurrent = true;
	for (const {trial} of fresh) if (trial.state === 'RUNNING') trial.signMs = Math.max(trial.signMs ?? 0, fileMs);
	return false;
}
