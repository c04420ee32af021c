import type {FileAccess} from '../../core/files.ts';
import type {Problem} from '../../core/run.ts';
import {type Place, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {decodeNumber, type Tables} from './study-tables.ts';
import {ToldTrial} from './told-trial.ts';
import {readAllTrials} from './trial-tables.ts';

const studyTables = ['studies', 'study_directions', 'study_user_attributes', 'study_system_attributes'];
const trialTables = [
	'trials',
	'trial_params',
	'trial_values',
	'trial_user_attributes',
	'trial_system_attributes',
	'trial_heartbeats',
];
const pointTable = 'trial_intermediate_values';

/** One reading of a store from its first row. */
class Reading {
	readonly trials = new Map<number, ToldTrial>();
	place: Place = tableStart;
	version = '';
	/** What the tables of studies and trials held last time. */
	print = '';
	/** True once its end was reached: what comes then is being written now. */
	isCurrent = false;

	constructor(readonly sink: SourceSink) {}
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
		if (this.reader.isReplaced()) this.startAnew();
		this.reading ??= new Reading(sink);
		const {reading} = this;
		const taken = this.reader.take(sink, version => choose(reading, version, budgetBytes));
		if (!isTaken(taken)) return taken;
		const points = taken.tables.get(pointTable);
		if (points !== undefined && !points.continues) {
			this.startAnew();
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		if (taken.tables.has('trials')) this.readTrials(reading, taken.tables);
		const more = points !== undefined && this.readPoints(reading, points);
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		reading.version = more ? '' : taken.version;
		if (!more) {
			for (const [id, trial] of this.former) if (!reading.trials.has(id)) trial.remove();
			this.former.clear();
		}
		for (const trial of reading.trials.values()) trial.tell();
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

	private readTrials(reading: Reading, tables: Tables): void {
		const print = [...tables].map(([name, table]) => (name === pointTable ? '' : table.print)).join();
		if (print === reading.print) return;
		reading.print = print;
		const found = readAllTrials(tables);
		for (const [id, trial] of found) {
			const told = reading.trials.get(id);
			if (told === undefined) reading.trials.set(id, new ToldTrial(reading.sink, String(id), trial));
			else told.update(trial);
		}
		for (const [id, told] of reading.trials) {
			if (found.has(id)) continue;
			told.remove();
			reading.trials.delete(id);
		}
	}

	/** Intermediate values since last time; true where more are waiting. */
	private readPoints(reading: Reading, table: TakenTable): boolean {
		const columns = new RecordColumns(table, ['trial_id', 'step', 'intermediate_value', 'intermediate_value_type']);
		const fresh = new Set<ToldTrial>();
		let latest: ToldTrial | undefined;
		const {place, more} = table.scan(row => {
			const told = reading.trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
			if (told === undefined) return;
			const value = decodeNumber(columns.number(row, 'intermediate_value'), columns.text(row, 'intermediate_value_type'));
			told.report(columns.number(row, 'step') ?? Number.NaN, value);
			latest = told;
			if (reading.isCurrent) fresh.add(told);
		});
		reading.place = place;
		if (!more) {
			// Points have no time of their own: that of the file is the time of the last one.
			if (!reading.isCurrent && latest !== undefined) fresh.add(latest);
			reading.isCurrent = true;
			const atMs = Math.max(...this.reader.watched().map(path => this.files.stat(path)?.modifiedAtMs ?? 0));
			for (const {trial} of fresh) if (trial.state === 'RUNNING') trial.signMs = Math.max(trial.signMs ?? 0, atMs);
		}
		return more;
	}
}

function choose(reading: Reading, version: string, maxBytes: number): Wanted[] {
	if (version === reading.version) return [];
	return [...[...studyTables, ...trialTables].map(table => ({table})), {table: pointTable, after: reading.place, maxBytes}];
}
