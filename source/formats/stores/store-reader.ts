import {type FileAccess, lastWriteMs} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {
	Database,
	describeCut,
	describeSchemaDamage,
	type Taken,
	type TakenTable,
	tableStart,
	type Wanted,
} from '../../encodings/sqlite/index.ts';
import type {ReadOutcome, SourceSink} from '../format.ts';

/** How often in a row a writer may be in the way before the next event is waited for. */
const mostBusy = 20;
const portionBytes = 8 * 1024 * 1024;
/** Pages that were left out whose state is looked at to see whether they are there by now. */
const mostHurt = 64;

/** What was left out of a database, and how it looked. */
interface Hurt {
	pages: readonly number[];
	prints: readonly number[];
	/** True where the file lacked its end. */
	isShort: boolean;
}

/** Takes rows out of a database for a source, and says what is wrong with it once. */
export class StoreReader {
	private readonly database: Database;
	private readonly told = new Set<string>();
	private busy = 0;
	private hurt: Hurt | null = null;
	/** True where the latest attempt to read it was in vain. */
	private isVain = false;
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

	/**
	 * True when the file is not the one that was read before, or one of which pages were damaged or absent and are so no more, so that all must be
	 * read anew: what was left out stands behind the place where reading goes on.
	 */
	isReplaced(sink: SourceSink): boolean {
		const inode = this.files.stat(this.path)?.inode ?? null;
		const isOther = (this.inode !== null && inode !== null && inode !== this.inode) || this.isHealed();
		this.inode = inode ?? this.inode;
		if (isOther) this.renew(sink);
		return isOther;
	}

	private renew(sink: SourceSink): void {
		this.told.clear();
		this.hurt = null;
		sink.renew();
	}

	private isHealed(): boolean {
		const {hurt} = this;
		if (hurt === null) return false;
		const now = this.database.look(hurt.pages);
		// While a copy goes on, what is there by now is shown; all is read when it is whole.
		if (now === null || now.isShort) return false;
		return hurt.isShort || now.prints.some((print, i) => !Object.is(print, hurt.prints[i]));
	}

	/** Takes note of pages that were left out, and in which state they are. */
	private noteHurt(pages: readonly number[]): void {
		const known = [...new Set([...(this.hurt?.pages ?? []), ...pages])].slice(0, mostHurt);
		const look = this.database.look(known);
		if (look !== null) this.hurt = {pages: known, isShort: look.isShort || this.hurt?.isShort === true, prints: look.prints};
	}

	/** To be told once more what is told: it was said to nobody. */
	forgetTold(): void {
		this.told.clear();
	}

	/** What `choose` wants of the current state; the outcome to return where it cannot be had now. */
	take(sink: SourceSink, choose: (version: string) => readonly Wanted[]): Taken | ReadOutcome {
		const taken = this.database.take(choose);
		if (taken === 'busy') {
			this.busy++;
			if (this.busy > mostBusy) {
				this.busy = 0;
				this.isVain = true;
				this.tell(sink, 'Written without a pause; shown as it was when it was read last');
				return {more: false, bytesRead: 0, bytesLeft: 0};
			}
			return {more: true, bytesRead: 0, bytesLeft: this.files.stat(this.path)?.size ?? 0};
		}
		this.busy = 0;
		if (taken === 'unreadable') {
			this.isVain = true;
			if (this.files.stat(this.path) !== null) this.tell(sink, 'Cannot be read as a SQLite database; check who may read it');
			return {more: false, bytesRead: 0, bytesLeft: 0};
		}
		if (this.isVain) this.renew(sink);
		this.isVain = false;
		const cut = describeCut(taken);
		if (cut !== null) this.tell(sink, cut);
		const damage = describeSchemaDamage(taken);
		if (damage !== null) this.tell(sink, damage);
		for (const [name, {damage}] of taken.tables)
			for (const {page, what} of damage) this.tell(sink, `Damaged: page ${page} of table ${name} ${what}`);
		const hurt = [taken.schemaDamage, ...Array.from(taken.tables.values(), ({damage}) => damage)].flat();
		if (cut !== null || hurt.length > 0) this.noteHurt(hurt.map(({page}) => page));
		return taken;
	}

	/** Reports rows that made no sense when the table was scanned. */
	tellRows(sink: SourceSink, name: string, {damagedRows}: TakenTable): void {
		if (damagedRows === 0) return;
		this.tell(sink, `Damaged: ${damagedRows} rows of table ${name} are left out`);
		this.noteHurt([]);
	}

	/** Looks at every row of every table, a portion at a time, and at the end of the log. */
	verify(): Problem[] {
		const names = this.database.tables();
		if (names === null) return [{file: this.path, message: 'Cannot be read as a SQLite database'}];
		const lost = this.database.lostCommits();
		const fault = this.database.fault() ?? this.database.cut();
		return [
			...(lost === null ? [] : [lost]),
			...(fault === null ? [] : [{file: this.path, message: fault}]),
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

export const isTaken = (result: Taken | ReadOutcome): result is Taken => 'tables' in result;
