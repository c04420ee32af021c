import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Taken, TakenTable} from '../../encodings/sqlite/index.ts';
import {nowOf} from '../file-clock.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {type Rest, resume} from './resume.ts';
import type {StoreMark} from './store-mark.ts';
import {isTaken, StoreReader} from './store-reader.ts';
import type {StoreReading} from './store-reading.ts';

/** So long after the last commit all rows are compared once more. */
const comparedAfterMs = 10_000;

/** Of larger ones too much would have to be held to hold them against a mark. */
const mostResumedBytes = 256 * 1024 * 1024;

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
	/** Keys of runs in the order in which an earlier start told them. */
	private order: readonly string[] = [];
	/** What an earlier start has marked and kept, until it is asked for. */
	private earlier: {mark: StoreMark; keys: ReadonlySet<string>} | null = null;

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
		return this.reading?.tables.owesComparing === true ? this.readAtMs + comparedAfterMs : null;
	}

	resume(mark: StoreMark, keys: ReadonlySet<string>): void {
		this.earlier = {mark, keys};
	}

	mark(): StoreMark | null {
		const {reading} = this;
		if (reading === null || this.version === '') return null;
		const keys = [...new Set([...this.order.filter(key => reading.has(key)), ...reading.keys()])];
		const tables = new Map(reading.added.map(rows => [rows.name, rows.mark(keys)]));
		return {keys, prints: keys.map(key => reading.printOf(key)), tables};
	}

	recall(sink: SourceSink, key: string): boolean {
		const {reading, reader} = this;
		if (reading?.standing.has(key) !== true) return false;
		const wanted = reading.added.map(rows => {
			const {first, last} = rows.spanOf(key);
			return {table: rows.name, after: {rowid: first - 1, print: null}, until: last};
		});
		const taken = reader.take(sink, () => wanted);
		if (!isTaken(taken)) return false;
		reading.standing.release(key);
		reading.release(key);
		for (const rows of reading.added) {
			const table = taken.tables.get(rows.name);
			if (table === undefined) continue;
			const [keyOf, visit, {last}] = [reading.keyReader(table), reading.bind(rows, table), rows.spanOf(key)];
			table.scan(row => {
				if (row.rowid <= last && keyOf(row) === key) visit(row);
			});
		}
		reading.tell(true, reader.modifiedAtMs());
		return true;
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		if (this.reader.isReplaced(sink)) this.startAnew(sink);
		const resumed = this.readOn(sink);
		if (resumed !== null) return resumed;
		this.reading ??= this.begin(sink);
		const {reading} = this;
		this.compareWhenDue(reading);
		const fileMs = this.reader.modifiedAtMs();
		const taken = this.reader.take(sink, version => {
			if (version === this.version) return [];
			const added = reading.added.map(({name, place}) => ({table: name, after: place, maxBytes: budgetBytes}));
			return version === this.tablesVersion ? added : [...reading.tables.want(fileMs), ...added];
		});
		if (!isTaken(taken)) return taken;
		if (taken.version === this.version) return {more: false, bytesRead: taken.bytesRead, bytesLeft: 0};
		// Rows were deleted and their ids given out again: nobody can say which ones.
		if (reading.added.some(({name}) => taken.tables.get(name)?.continues === false)) return this.startAnew(sink, taken);
		this.readAtMs = nowOf(this.files);
		const isUpdated = taken.version === this.tablesVersion || reading.update(taken.tables, fileMs);
		const moreRows = addRows(reading, taken.tables);
		if (reading.standing.isUpset) return this.startAnew(sink, taken);
		const isKnown = isUpdated && reading.isSettled?.() !== false;
		for (const [name, table] of taken.tables) this.reader.tellRows(sink, name, table);
		this.tablesVersion = isKnown ? taken.version : '';
		const more = moreRows || !isKnown;
		this.version = more ? '' : taken.version;
		this.bytesRead += taken.bytesRead;
		reading.tell(!more, fileMs);
		if (!more) this.forgetGone(sink, reading);
		return {more, bytesRead: taken.bytesRead, bytesLeft: more ? Math.max(0, taken.bytes - this.bytesRead) : 0};
	}

	/** Goes on from what an earlier start has kept, where there is any and it can be; null where all is read. */
	private readOn(sink: SourceSink): ReadOutcome | null {
		const {earlier, reader} = this;
		this.earlier = null;
		if (earlier === null || sink.stands === undefined || (this.files.stat(reader.path)?.size ?? 0) > mostResumedBytes)
			return null;
		const reading = this.begin(sink);
		const fileMs = reader.modifiedAtMs();
		const taken = reader.take(sink, () => [...reading.tables.want(fileMs), ...reading.added.map(({name}) => ({table: name}))]);
		if (!isTaken(taken) || !reading.update(taken.tables, fileMs)) return null;
		const found = resume(reading, taken.tables, earlier.mark, earlier.keys);
		if (found === null) return null;
		this.reading = reading;
		this.version = this.tablesVersion = taken.version;
		this.readAtMs = nowOf(this.files);
		for (const rows of reading.added) {
			const marked = earlier.mark.tables.get(rows.name);
			if (marked !== undefined) rows.takeSpans(earlier.mark.keys, marked, found.standing);
		}
		this.order = earlier.mark.keys;
		// Runs come in the order in which a reading from the first row tells them.
		for (const key of this.order) {
			if (found.standing.has(key)) sink.stands(key);
			else if (reading.has(key)) sink.run(key);
		}
		reading.standing.resume(found.standing, () => addRest(reading, taken.tables, found.rest));
		for (const [name, table] of taken.tables) reader.tellRows(sink, name, table);
		reading.tell(true, fileMs);
		return {more: false, bytesRead: taken.bytesRead, bytesLeft: 0};
	}

	verify(): Problem[] {
		return this.reader.verify();
	}

	private compareWhenDue(reading: Reading): void {
		const turnsAtMs = this.turnsAtMs();
		if (turnsAtMs === null || turnsAtMs > nowOf(this.files)) return;
		reading.tables.distrust();
		this.version = this.tablesVersion = '';
	}

	private startAnew(sink: SourceSink, taken?: Taken): ReadOutcome {
		for (const key of this.reading?.keys() ?? []) {
			sink.run(key).reset();
			this.former.add(key);
		}
		this.reading = null;
		this.version = this.tablesVersion = '';
		this.bytesRead = 0;
		return {more: true, bytesRead: 0, bytesLeft: taken?.bytes ?? 0};
	}

	private forgetGone(sink: SourceSink, reading: Reading): void {
		if (this.former.size === 0) return;
		const keys = new Set(reading.keys());
		for (const key of this.former) if (!keys.has(key)) sink.run(key).remove();
		this.former.clear();
	}
}

/** Takes in the rows that were added; true where more are waiting. */
function addRows(reading: StoreReading, tables: ReadonlyMap<string, TakenTable>): boolean {
	let isMore = false;
	for (const rows of reading.added) {
		const table = tables.get(rows.name);
		if (table === undefined) continue;
		const {place, more} = table.scan(reading.bind(rows, table));
		rows.place = place;
		rows.notePages(table);
		isMore ||= more;
	}
	return isMore;
}

function addRest(reading: StoreReading, tables: ReadonlyMap<string, TakenTable>, rest: Rest): void {
	for (const rows of reading.added) {
		const table = tables.get(rows.name);
		if (table === undefined) continue;
		const visit = reading.bind(rows, table);
		for (const index of rest.get(rows.name) ?? []) table.scanPage(index, visit);
		rows.place = table.lastPlace;
		rows.notePages(table);
	}
}
