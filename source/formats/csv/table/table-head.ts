import {stepRank} from '../../plain/names/step-names.ts';
import {withSteps} from '../../plain/names/worded-steps.ts';
import {mayBeNumber} from '../cells/comma-numbers.ts';
import {namesSeparator, uncommented} from '../cells/dialect.ts';
import {assignColumns} from '../columns/assign-columns.ts';
import {type Cell, type Columns, roles} from '../columns/columns.ts';

/** What the first rows of a table say of it. */
export interface Head {
	header: string[];
	columns: Columns;
	/** Numbers of a row that came before it was known what the columns are; null where there is none. */
	before: number[] | null;
	/** Why the table cannot be read, null where it can. */
	refusal: string | null;
}

const commaRefusal =
	'Numbers seem to have decimal commas between separating commas and were not read: export the table with decimal points';

/** A name that a line break is within, as spreadsheets write it, on one line. */
export const oneLine = (name: string): string => name.replace(/\s*\n\s*/g, ' ');

/** Collects the first rows of a table until its columns are known. A row of numbers alone waits for a second one. */
export class HeadReader {
	private comment: string[] | null = null;
	private first: {values: number[]; texts: readonly string[]} | null = null;

	constructor(
		private readonly notes: ReadonlySet<string>,
		private header: string[] | null,
		private readonly keepsAll: boolean,
	) {}

	/** Takes a row; gives the head once the row is one with values that it was decided by. `names` are its cells as texts. */
	offer(cells: Cell[], names: () => string[]): Head | null {
		if (this.header === null) {
			const start = cells[0];
			if (namesSeparator(cells)) return null;
			if (typeof start === 'string' && start.startsWith('#')) {
				this.comment = [uncommented(start), ...names().slice(1)];
				return null;
			}
			if (cells.some(cell => typeof cell === 'string')) {
				this.header = names();
				return null;
			}
			if (this.comment?.length === cells.length) this.header = this.comment;
			else if (this.first !== null) {
				const {values, texts} = this.first;
				// A list of values may begin with `0.0`, or NumPy's `0.000e+00`.
				const isHeader = isNumbered(values, cells) && texts.every(text => /^\d*$/.test(text));
				return isHeader ? numbered(values, cells, this.notes) : headless(values, cells, this.notes);
			} else {
				this.first = {values: cells.map(cell => (typeof cell === 'number' ? cell : Number.NaN)), texts: names()};
				return null;
			}
		}
		const {header} = this;
		const counted = withSteps(header, cells);
		if (isNoRow(header, counted)) return null;
		const refusal = hasDecimalCommas(header, cells) ? commaRefusal : null;
		const values = counted.map(cell => (typeof cell === 'string' && mayBeNumber(cell) ? Number.NaN : cell));
		return {
			header,
			columns: assignColumns(header, values, this.notes, i => names()[i]?.includes('.') === true, this.keepsAll),
			before: null,
			refusal,
		};
	}
}

/**
 * True for a line below the header that is no row of the table, such as a warning that was printed into it: it has no number, and too few cells
 * or a word where steps are counted.
 */
export function isNoRow(header: readonly string[], cells: readonly Cell[]): boolean {
	const isWord = (cell: Cell | undefined) => typeof cell === 'string' && !mayBeNumber(cell);
	if (!cells.some(isWord) || !cells.every(cell => cell === null || isWord(cell))) return false;
	return (
		cells.length < header.length ||
		header.some((name, i) => stepRank(name) >= 0 && isWord(cells[i]) && !/\d/.test(String(cells[i])))
	);
}

/**
 * True where pandas numbered columns without names in the first row, above numbers with decimals: `0`, `0,1`, and `,0` where it numbered the rows
 * as well.
 */
export function isNumbered(first: readonly (number | null)[], cells: readonly Cell[]): boolean {
	const hasRows = !Number.isFinite(first[0] ?? Number.NaN);
	const columns = hasRows ? first.slice(1) : first;
	if (columns.length === 0 || cells.length !== first.length || (hasRows && cells[0] !== 0)) return false;
	const values = hasRows ? cells.slice(1) : cells;
	return columns.every((name, i) => name === i) && values.every(cell => typeof cell === 'number' && !Number.isInteger(cell));
}

/** The columns of such a table; where the rows are numbered they are so in the first one. */
function numbered(first: readonly number[], cells: Cell[], notes: ReadonlySet<string>): Head {
	const hasRows = Number.isNaN(first[0]);
	const header = first.map(name => (Number.isNaN(name) ? '' : String(name)));
	const columns = assignColumns(header, cells, notes);
	if (hasRows) {
		columns.step = 0;
		columns.roles[0] = roles.step;
	}
	return {header, columns, before: null, refusal: null};
}

/** Columns without names are called by their number from 0; the first counts steps where it rises as a counter does. */
function headless(before: number[], cells: Cell[], notes: ReadonlySet<string>): Head {
	const header = cells.map((_, i) => String(i));
	const columns = assignColumns(header, cells, notes);
	const [first] = cells;
	if (typeof first === 'number' && cells.length > 1 && isCounted(before[0]!, first)) {
		columns.step = 0;
		columns.roles[0] = roles.step;
	}
	return {header, columns, before, refusal: null};
}

/** True for two whole numbers one apart, or as far apart as the first one is from where counting begins: 100 and 200, 99 and 199, 0 and 50. */
function isCounted(first: number, second: number): boolean {
	const gap = second - first;
	if (!Number.isInteger(first) || !Number.isInteger(gap) || gap < 1) return false;
	return gap === 1 || first === 0 || first === gap || first === gap - 1;
}

/** "1,0,5" under two names: 1 and 0,5. Reading it would be a guess, and a wrong one half of the time. */
function hasDecimalCommas(header: readonly string[], cells: readonly Cell[]): boolean {
	const extra = cells.length - header.length;
	if (header.length < 2 || (extra !== header.length && extra !== header.length - 1)) return false;
	return cells.every(cell => typeof cell === 'number' && Number.isInteger(cell));
}
