import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Place, TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import {nowOf} from '../file-clock.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {isTaken, StoreReader} from './store-reader.ts';

/** So long after the last commit all rows are compared once more. */
const comparedAfterMs = 10_000;

/** What a format makes of one reading of a store from its first row. */
export interface StoreReading {
	/** Tables that are only added to, by name: the place behind the last row that was read. */
	readonly places: Map<string, Place>;
	/** Keys of the runs that were told. */
	keys(): Iterable<string>;
	/** What to take of all other tables. @param fileMs time of the newest commit */
	want(fileMs: number): Wanted[];
	/** Takes in what these say; false where more has to be looked at to know all of it. */
	update(tables: ReadonlyMap<string, TakenTable>, fileMs: number): boolean;
	/** True where rows that were changed in place may not have been seen. */
	readonly owesComparing: boolean;
	/** Has all rows compared next time. */
	distrust(): void;
	/**
	 * Takes in the rows that were added to a table; gives the place behind them, and whether more are waiting. `isOdd`: they tell that more has to be
	 * looked at in the other tables.
	 */
	add(name: string, table: TakenTable): {place: Place; more: boolean; isOdd?: boolean};
	/** Tells what changed. @param isCurrent false where more is waiting */
	tell(isCurrent: boolean, fileMs: number): void;
}

/** A SQLite database of many runs: some tables are only added to, rows of others change in place. */
export abstract class StoreSource<Reading extends StoreReading> implements Source {
	readonly takesRuns = true;
	protected readonly reader: StoreReader;
	private reading: Reading | null = null;
	private version = '';
	/** State of the database of which all but the added rows is known: most portions of a large store are of one state. */
	private tablesVersion = '';
	private bytesRead = 0;
	private readAtMs = 0;
	/** Keys of runs of an earlier reading, some of which may be gone. */
	private former = new Set<string>();

	constructor(
		claim: Claim,
		protected readonly files: FileAccess,
	) {
		this.reader = new StoreReader(claim.path, files);
	}

	/** Begins to read from the first row. */
	protected abstract begin(sink: SourceSink): Reading;

	watched(): string[] {
		return this.reader.watched();
	}

	turnsAtMs(): number | null {
		return this.reading?.owesComparing === true ? this.readAtMs + comparedAfterMs : null;
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced(sink)) this.startAnew(sink);
		this.reading ??= this.begin(sink);
		const {reading} = this;
		this.compareWhenDue(reading);
		const fileMs = this.reader.modifiedAtMs();
		const taken = this.reader.take(sink, version => {
			if (version === this.version) return [];
			const added = Array.from(reading.places, ([table, after]) => ({table, after, maxBytes: budgetBytes}));
			return version === this.tablesVersion ? added : [...reading.want(fileMs), ...added];
		});
		if (!isTaken(taken)) return taken;
		if (taken.version === this.version) return {more: false, bytesRead: taken.bytesRead, bytesLeft: 0};
		// Rows were deleted and their ids given out again: nobody can say which ones.
		if ([...reading.places.keys()].some(name => taken.tables.get(name)?.continues === false)) {
			this.startAnew(sink);
			return {more: true, bytesRead: 0, bytesLeft: taken.bytes};
		}
		this.readAtMs = nowOf(this.files);
		const isUpdated = taken.version === this.tablesVersion || reading.update(taken.tables, fileMs);
		const {moreRows, isOdd} = this.addRows(reading, taken.tables);
		const isKnown = isUpdated && !isOdd;
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		this.tablesVersion = isKnown ? taken.version : '';
		const more = moreRows || !isKnown;
		this.version = more ? '' : taken.version;
		this.bytesRead += taken.bytesRead;
		reading.tell(!more, fileMs);
		if (!more) this.forgetGone(sink, reading);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - this.bytesRead) : 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private compareWhenDue(reading: Reading): void {
		const turnsAtMs = this.turnsAtMs();
		if (turnsAtMs === null || turnsAtMs > nowOf(this.files)) return;
		reading.distrust();
		this.version = this.tablesVersion = '';
	}

	private addRows(reading: Reading, tables: ReadonlyMap<string, TakenTable>): {moreRows: boolean; isOdd: boolean} {
		let [moreRows, isAnyOdd] = [false, false];
		for (const name of reading.places.keys()) {
			const table = tables.get(name);
			if (table === undefined) continue;
			const {place, more, isOdd = false} = reading.add(name, table);
			reading.places.set(name, place);
			moreRows ||= more;
			isAnyOdd ||= isOdd;
		}
		return {moreRows, isOdd: isAnyOdd};
	}

	private startAnew(sink: SourceSink): void {
		for (const key of this.reading?.keys() ?? []) {
			sink.run(key).reset();
			this.former.add(key);
		}
		this.reading = null;
		this.version = this.tablesVersion = '';
		this.bytesRead = 0;
	}

	private forgetGone(sink: SourceSink, reading: Reading): void {
		if (this.former.size === 0) return;
		const keys = new Set(reading.keys());
		for (const key of this.former) if (!keys.has(key)) sink.run(key).remove();
		this.former.clear();
	}
}
