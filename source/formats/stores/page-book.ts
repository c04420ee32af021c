import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';

/** Takes in a row and says whose it is; null where it is nobody's. */
export type RowTaker<Owner> = (row: RowCursor) => Owner | null;

/** Adds a row to the print of others, in order of row id; undefined for none. */
export const addPrint = (before: number | undefined, row: RowCursor): number =>
	Math.imul((before ?? 0) ^ row.print, 0x01000193) + row.rowid;

interface Noted<Owner> {
	print: number;
	/** What each owner has on it, as the print of these rows. */
	owners: ReadonlyMap<Owner, number>;
	damagedRows: number;
}

/** How the pages of a table were when it was looked at last, and whose rows are on each. */
export class PageBook<Owner> {
	private pages = new Map<number, Noted<Owner>>();

	/**
	 * Takes the rows of the pages that are others now, in order of row id, of a table that was taken whole.
	 * @returns owners that have something else on one of these pages than they had, and whether some of them have rows on other pages as well
	 */
	takeChanged(table: TakenTable, take: RowTaker<Owner>): {owners: Set<Owner>; haveMore: boolean} {
		const before = this.pages;
		this.pages = new Map();
		const owners = new Set<Owner>();
		const same: Noted<Owner>[] = [];
		table.damagedRows = 0;
		for (const [index, {page, print}] of table.pages.entries()) {
			const known = before.get(page);
			const isSame = known?.print === print;
			const noted = isSame ? known : notePage(table, index, print, take);
			this.pages.set(page, noted);
			table.damagedRows += noted.damagedRows;
			before.delete(page);
			if (isSame) same.push(noted);
			else addChanged(owners, known?.owners, noted.owners);
		}
		for (const gone of before.values()) addChanged(owners, gone.owners, undefined);
		return {owners, haveMore: owners.size > 0 && same.some(noted => hasAny(noted, owners))};
	}

	/** Takes the rows of all pages on which some owners have any, those of others on them too, in order of row id. */
	takeOf(owners: ReadonlySet<Owner>, table: TakenTable, take: RowTaker<Owner>): void {
		for (const [index, {page}] of table.pages.entries()) if (hasAny(this.pages.get(page)!, owners)) table.scanPage(index, take);
	}
}

function notePage<Owner>(table: TakenTable, index: number, print: number, take: RowTaker<Owner>): Noted<Owner> {
	const owners = new Map<Owner, number>();
	const damagedRows = table.scanPage(index, row => {
		const owner = take(row);
		if (owner !== null) owners.set(owner, addPrint(owners.get(owner), row));
	});
	return {print, owners, damagedRows};
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
