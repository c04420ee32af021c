import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {assignColumns} from '../columns/assign-columns.ts';
import type {Cell} from '../columns/columns.ts';
import type {TableHandlers} from './table-handlers.ts';

/** Without brackets around it a row of fewer may as well be one of a table. */
const fewestBare = 20;
const fewestBracketed = 6;
/** What has more rows is a table without a header. */
const mostLists = 8;
const tableNote = 'rows are no lists';

/**
 * The numbers of a row that is a whole curve, as `writer.writerow(losses)`, `savetxt([losses])` and `str(losses)` write it; null for any other row.
 */
function listOf(row: readonly Cell[]): number[] | null {
	// NumPy parts them by blanks.
	const cells = row.length === 1 && typeof row[0] === 'string' ? row[0].trim().split(/\s+/).map(blankParted) : row;
	const end = cells.at(-1) === null ? cells.length - 1 : cells.length;
	if (end < fewestBracketed) return null;
	const [first, last] = [cells[0]!, cells[end - 1]!];
	const isBracketed = typeof first === 'string' && first.startsWith('[') && typeof last === 'string' && last.endsWith(']');
	if (!isBracketed && end < fewestBare) return null;
	const numbers: number[] = [];
	for (let i = 0; i < end; i++) {
		const cell = cells[i]!;
		const value = typeof cell === 'string' && isBracketed ? parseNumber(cell.replaceAll(/^\[|\]$/g, '')) : cell;
		if (typeof value !== 'number') return null;
		numbers.push(value);
	}
	// A row of a table counts in front.
	return isBracketed || !Number.isInteger(numbers[0]) || numbers.every(Number.isInteger) ? numbers : null;
}

const blankParted = (text: string): Cell => parseNumber(text) ?? text;

/** True where all rows of a file are such lists, as far as they are known. */
export const areLists = (rows: readonly (readonly Cell[])[]): boolean =>
	rows.length > 0 && rows.length <= mostLists && rows.every(row => listOf(row) !== null);

/** Takes the first rows of a file as long as each is a whole curve. */
export class RowLists {
	/** True when a row showed that those before it are rows of a table. */
	stale = false;
	private count = 0;
	private isOpen: boolean;

	constructor(
		private readonly notes: Set<string>,
		private readonly handlers: Pick<TableHandlers, 'series' | 'nameOf'>,
	) {
		this.isOpen = !notes.has(tableNote);
	}

	/** True for a row that was a curve, whose points were pushed. */
	take(cells: () => readonly Cell[]): boolean {
		if (!this.isOpen) return false;
		const values = this.count < mostLists ? listOf(cells()) : null;
		if (values === null) {
			this.isOpen = false;
			if (this.count > 0) this.notes.add(tableNote);
			this.stale = this.count > 0;
			return false;
		}
		const name = this.handlers.nameOf?.('0', assignColumns(['0'], [null], this.notes)) ?? '0';
		const sink = this.handlers.series(this.count === 0 ? name : `${name} ${this.count + 1}`);
		for (const [step, value] of values.entries()) sink?.push(step, Number.NaN, value);
		this.count++;
		return true;
	}
}
