import {type FileAccess, lastWriteMs} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {Database, describeCut, type Taken, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import type {ReadOutcome, SourceSink} from '../format.ts';

/** How often in a row a writer may be in the way before the next event is waited for. */
const mostBusy = 20;
const portionBytes = 8 * 1024 * 1024;

/** Takes rows out of a database for a source, and says what is wrong with it once. */
export class StoreReader {
	private readonly database: Database;
	private readonly told = new Set<string>();
	private busy = 0;
	/** Changes when the file is another one. */
	private inode: number | null = null;

	constructor(
		readonly path: string,
		private readonly files: FileAccess,
	) {
		this.database = new Database(files, path);
	}

	watched(): string[] {
		return this.database.files;
	}

	/** When the newest commit was written, milliseconds. */
	modifiedAtMs(): number {
		return Math.max(...this.watched().map(path => this.files.stat(path)?.modifiedAtMs ?? 0));
	}

	/** True where its files were made in one go and left alone since. */
	isCopy(): boolean {
		return this.watched().every(path => {
			const stat = this.files.stat(path);
			return stat === null || lastWriteMs(stat) === null;
		});
	}

	/** True when the file is not the one that was read before, so that all must be read anew. */
	isReplaced(): boolean {
		const inode = this.files.stat(this.path)?.inode ?? null;
		const isOther = this.inode !== null && inode !== null && inode !== this.inode;
		this.inode = inode ?? this.inode;
		return isOther;
	}

	/** What `choose` wants of the current state; the outcome to return where it cannot be had now. */
	take(sink: SourceSink, choose: (version: string) => readonly Wanted[]): Taken | ReadOutcome {
		const taken = this.database.take(choose);
		if (taken === 'busy') {
			this.busy++;
			if (this.busy > mostBusy) {
				this.busy = 0;
				this.tell(sink, 'Written without a pause; shown as it was when it was read last');
				return {more: false, bytesRead: 0, bytesLeft: 0};
			}
			return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.path)?.size ?? 0};
		}
		this.busy = 0;
		if (taken === 'unreadable') {
			if (this.files.stat(this.path) !== null) this.tell(sink, 'Cannot be read as a SQLite database; check who may read it');
			return {more: false, bytesRead: 0, bytesLeft: 0};
		}
		const cut = describeCut(taken);
		if (cut !== null) this.tell(sink, cut);
		for (const [name, {damage}] of taken.tables)
			for (const {page, what} of damage) this.tell(sink, `Damaged: page ${page} of table ${name} ${what}`);
		return taken;
	}

	/** Reports rows that made no sense when the table was scanned. */
	tellRows(sink: SourceSink, name: string, {damagedRows}: TakenTable): void {
		if (damagedRows > 0) this.tell(sink, `Damaged: ${damagedRows} rows of table ${name} are left out`);
	}

	/** Looks at every row of every table, a portion at a time, and at the end of the log. */
	verify(): Problem[] {
		const names = this.database.tables();
		if (names === null) return [{file: this.path, message: 'Cannot be read as a SQLite database'}];
		const lost = this.database.lostCommits();
		const cut = this.database.cut();
		return [
			...(lost === null ? [] : [lost]),
			...(cut === null ? [] : [{file: this.path, message: cut}]),
			...[...names].flatMap(name => this.verifyTable(name)),
		];
	}

	private verifyTable(name: string): Problem[] {
		const problems: Problem[] = [];
		let place = tableStart;
		for (let more = true; more; ) {
			const taken = this.database.take(() => [{table: name, after: place, maxBytes: portionBytes}]);
			const table = typeof taken === 'string' ? undefined : taken.tables.get(name);
			if (table === undefined) break;
			({place, more} = table.scan(() => {}));
			for (const {page, what} of table.damage)
				problems.push({file: this.path, message: `Damaged: page ${page} of table ${name} ${what}`});
			if (table.damagedRows > 0)
				problems.push({file: this.path, message: `Damaged: ${table.damagedRows} rows of table ${name} make no sense`});
		}
		return problems;
	}

	private tell(sink: SourceSink, message: string): void {
		if (this.told.has(message) || this.told.size > 20) return;
		this.told.add(message);
		sink.problem({file: this.path, message});
	}
}

export function isTaken(result: Taken | ReadOutcome): result is Taken {
	return 'tables' in result;
}
