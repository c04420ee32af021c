import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';

/** Takes in a row and says whose it is; null where it is nobody's. */
export type RowTaker<Owner> = (row: RowCursor) => Owner | null;

interface Noted<Owner> {
	print: number;
	/** No row id of it is above. */
	highest: number;
	/** What each owner has on it, as the print of these rows. */
	owners: ReadonlyMap<Owner, number>;
	damagedRows: number;
}

/** How the pages of a table were when it was looked at last, and whose rows are on each. */
export class PageBook<Owner> {
	private pages = new Map<number, Noted<Owner>>();

	/** True for a page that was looked at, is where it was, and has no rows of those whose rows may change at any time. */
	isQuiet(page: number, highest: number, isLively: (owner: Owner) => boolean): boolean {
		const noted = this.pages.get(page);
		// Rows are added behind the last one.
		if (noted?.highest !== highest || highest === Number.POSITIVE_INFINITY) return false;
		for (const owner of noted.owners.keys()) if (isLively(owner)) return false;
		return true;
	}

	/**
	 * Takes the rows of the pages that are others now, in order of row id. What was passed over stays as it was noted.
	 * @param owners those that have something else on one of these pages than they had are added
	 * @returns which of the other pages have rows of theirs as well: some that were taken too, or also some that were passed over
	 */
	takeChanged(table: TakenTable, take: RowTaker<Owner>, owners: Set<Owner>): 'none' | 'taken' | 'passed over' {
		const before = this.pages;
		this.pages = new Map();
		const [passed, same] = [[] as Noted<Owner>[], [] as Noted<Owner>[]];
		const keep = (page: number, noted: Noted<Owner>) => {
			this.pages.set(page, noted);
			table.damagedRows += noted.damagedRows;
			before.delete(page);
		};
		table.damagedRows = 0;
		for (const page of table.passedOver) {
			const noted = before.get(page);
			// A damaged tree may name a page twice.
			if (noted === undefined) continue;
			passed.push(noted);
			keep(page, noted);
		}
		for (const [index, {page, highest, print}] of table.pages.entries()) {
			const known = before.get(page);
			const isSame = known?.print === print;
			const noted = isSame ? {...known, highest} : notePage(table, index, take);
			if (isSame) same.push(noted);
			else addChanged(owners, known?.owners, noted.owners);
			keep(page, noted);
		}
		for (const gone of before.values()) addChanged(owners, gone.owners, undefined);
		const haveAny = (pages: readonly Noted<Owner>[]) => owners.size > 0 && pages.some(noted => hasAny(noted, owners));
		return haveAny(passed) ? 'passed over' : haveAny(same) ? 'taken' : 'none';
	}

	/** Takes the rows of all pages that were taken and on which some owners have any, those of others on them too, in order of row id. */
	takeOf(owners: ReadonlySet<Owner>, table: TakenTable, take: RowTaker<Owner>): void {
		for (const [index, {page}] of table.pages.entries()) if (hasAny(this.pages.get(page)!, owners)) table.scanPage(index, take);
	}
}

/** Adds a row to the print of others, in order of row id; undefined for none. */
export const addPrint = (before: number | undefined, row: RowCursor): number =>
	Math.imul((before ?? 0) ^ row.print, 0x01000193) + row.rowid;

function notePage<Owner>(table: TakenTable, index: number, take: RowTaker<Owner>): Noted<Owner> {
	const {print, highest} = table.pages[index]!;
	const owners = new Map<Owner, number>();
	const damagedRows = table.scanPage(index, row => {
		const owner = take(row);
		if (owner !== null) owners.set(owner, addPrint(owners.get(owner), row));
	});
	return {print, highest, owners, damagedRows};
}

function addChanged<Owner>(
	changed: Set<Owner>,
	before: ReadonlyMap<Owner, number> = new Map(),
	now: ReadonlyMap<Owner, number> = new Map(),
): void {
	for (const [owner, print] of now) if (before.get(owner) !== print) changed.add(owner);
	for (const owner of before.keys()) if (!now.has(owner)) changed.add(owner);
}

function hasAny<Owner>({owners}: Noted<Owner>, wanted: ReadonlySet<Owner>): boolean {
	const [few, many] = wanted.size < owners.size ? [wanted, owners] : [owners, wanted];
	for (const owner of few.keys()) if (many.has(owner)) return true;
	return false;
}
