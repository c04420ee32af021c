import type {Columns} from './columns.ts';

const twoNote = 'two rows in line ';
const noteOf = (line: number) => `${twoNote}${line}`;
/** Where one long row is none of two, the others have cells of their own as well. */
const ownNote = 'long rows have cells of their own';

/** Mean distance of the numbers of two rows behind each other: of 1 and 2. */
const mostApart = 1 / 3;

/** The row at hand. */
export interface WideRow {
	line: number;
	step: number;
	/** Numbers of its cells, NaN for others, and how many it has. */
	values: ArrayLike<number>;
	count: number;
	text(column: number): string;
}

/**
 * Finds rows that were cut by a kill and have the first row of the resumed writer behind them, without a line feed between: cells behind the cut
 * stand in columns of others. That shows at the next row: it is as wide as the header, follows the step that the second of them has in its place, and
 * has numbers more like those of the second than like those that stand in its own columns. Where any other long row is not so, none is two. What was
 * found is noted, for reading all anew without it.
 */
export class GluedRows {
	/** True where a row that was taken is two. */
	stale = false;
	/** True behind a row that is longer than the header. */
	isOpen = false;
	/** Line of the row that may be two, 0 for none. */
	private line = 0;
	private cells: number[] = [];
	private stepCell = '';

	constructor(private readonly notes: Set<string>) {}

	/** True for a line that holds two rows, as an earlier reading has shown. */
	has(line: number): boolean {
		return this.notes.size > 0 && this.notes.has(noteOf(line)) && !this.notes.has(ownNote);
	}

	/** Takes a row that is longer than the header, or the one behind it, in a table that counts steps. `gap` is how far rows are apart. */
	take(row: WideRow, {names, step: column}: Columns, gap: number): void {
		const {line, step, values, count} = row;
		const width = names.length;
		const extra = count - width;
		if (this.line > 0) this.note(extra <= 0 && this.isTwo(row, width, column, step - gap));
		this.line = 0;
		if (extra > 0 && !this.isOpen && row.text(count - 1) !== '') {
			this.line = line;
			this.cells = Array.from({length: count}, (_, i) => values[i]!);
			this.stepCell = row.text(extra + column);
		}
		this.isOpen = extra > 0;
	}

	private note(isTwo: boolean): void {
		const {notes} = this;
		if (notes.has(ownNote)) return;
		const hasTwo = [...notes].some(note => note.startsWith(twoNote));
		if (isTwo) notes.add(noteOf(this.line));
		else notes.add(ownNote);
		if (isTwo || hasTwo) this.stale = true;
	}

	private isTwo({values}: WideRow, width: number, column: number, step: number): boolean {
		const {cells, stepCell} = this;
		if (Number.isNaN(step) || !(stepCell.endsWith(`${step}`) || stepCell.endsWith(`${step}.0`))) return false;
		const extra = cells.length - width;
		let [own, shifted] = [0, 0];
		for (let i = 0; i < width; i++) {
			if (i === column) continue;
			own += distance(cells[i]!, values[i]!);
			shifted += distance(cells[extra + i]!, values[i]!);
		}
		const most = mostApart * (width - 1);
		// A row of the step that comes here, with its numbers in their columns and one cell more, is that row.
		if (cells[column] === step && own <= most && extra === 1) return false;
		// Where the last cell alone was cut, the own columns have the numbers of the first row.
		return shifted <= most && (shifted < own || extra === width - 1);
	}
}

/** How far apart two numbers are, from 0 to 1; 1 where one of them is none. */
function distance(one: number, other: number): number {
	if (one === other) return 0;
	const apart = Math.abs(one - other) / (Math.abs(one) + Math.abs(other));
	return Number.isFinite(apart) ? apart : 1;
}
