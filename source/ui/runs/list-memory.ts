import {hasCourse, hasCurve, type RunRow} from '../../core/row.ts';
import type {SpreadText} from '../../core/table/groups/group-summary.ts';
import {measureNumbers, type NumberRoom} from '../../core/text/units.ts';
import type {PlacedColumn} from '../../draw/columns.ts';
import {textWidth} from '../../draw/width.ts';
import {isMetricColumn, readMetricColumn} from '../../store/columns/metric-column.ts';
import {isLive} from '../../store/order/sort-values.ts';
import type {State} from '../../store/state.ts';
import {cellText} from '../../store/texts/cell-text.ts';
import {ColumnUse} from './column-use.ts';
import {GroupMemory} from './groups/group-memory.ts';

/** Columns never grow beyond this, so that one odd value does not take the room of all others. */
const mostCells = {number: 12, config: 18, other: 28, around: 24};
const growthMs = 1000;
const settlingMs = 3000;

/** Cells of a small value with all its digits: what falls needs them sooner or later. */
const fallingCells = 7;

/** A title of so many cells is read in full where no curve gives it room, on lists of so many columns. */
const mostTitle = 15;
const wideTitles = 76;

/** Screens of so few columns have no room for what the sign of the status says as well. */
export const isTerse = (screenCols: number): boolean => screenCols < 56;

/** Whether a run has a curve of a metric, or writes one: what was logged once, at its end, is a value alone. */
function isCurve(row: RunRow, column: string): boolean {
	const shown = readMetricColumn(column);
	if (shown === null || shown.aggregate !== 'last') return false;
	return hasCourse(row, shown.metric) || (isLive(row) && hasCurve(row, shown.metric));
}

/**
 * What the list remembers from frame to frame so that nothing jumps: the room of each column, which only grows, once a second at most
 * after the first seconds, and starts anew with another width of the screen or another filter. Names alone give room back, where nobody is called so
 * any more and another column was dropped for it.
 */
export class ListMemory {
	private readonly rooms = new Map<string, NumberRoom>();
	private readonly widths = new Map<string, number>();
	/** Columns of values that live runs go on writing. */
	private readonly falling = new Set<string>();
	/** Columns of metrics of which some run has a curve, or may have one soon. */
	private readonly curved = new Set<string>();
	private cols = 0;
	private filter = '';
	readonly use = new ColumnUse();
	readonly groups = new GroupMemory();
	private bornAtMs = 0;
	private grewAtMs = 0;
	private gaveBackAtMs = 0;
	placed: PlacedColumn[] = [];
	placedFor = '';
	/** Whether it is known which way a metric is better. */
	hasGoal: (metric: string) => boolean = () => false;

	get isTerse(): boolean {
		return isTerse(this.cols);
	}

	/** To be called at the start of each frame; tells whether columns may grow in it. */
	begin(cols: number, filter: string, nowMs: number): boolean {
		if (cols !== this.cols || filter !== this.filter) {
			this.rooms.clear();
			this.widths.clear();
			this.falling.clear();
			this.curved.clear();
			this.placed = [];
			this.use.clear();
			this.cols = cols;
			this.filter = filter;
			this.bornAtMs = nowMs;
		}
		return nowMs - this.bornAtMs < settlingMs || nowMs - this.grewAtMs >= growthMs;
	}

	/** Columns that were chosen stay in their place once the first runs have been read. */
	keepColumns(columns: readonly string[], nowMs: number): void {
		if (nowMs - this.bornAtMs >= settlingMs) this.use.keep(columns);
	}

	/** Takes in the texts of rows that are in view. */
	measure(rows: readonly RunRow[], columns: readonly string[], state: State): void {
		for (const column of columns) {
			const texts = rows.map(row => cellText(row, column, state));
			const before = this.widths.get(column) ?? 0;
			if (isMetricColumn(column)) this.rooms.set(column, measureNumbers(texts, this.rooms.get(column)));
			const isFalling = isMetricColumn(column) && rows.some((row, at) => isLive(row) && texts[at] !== '');
			if (isFalling) this.falling.add(column);
			if (!this.curved.has(column) && rows.some((row, at) => texts[at] !== '' && isCurve(row, column))) this.curved.add(column);
			const widest = Math.max(before, isFalling ? fallingCells : 0, ...texts.map(textWidth));
			this.widths.set(column, widest);
			if (widest > before) this.grewAtMs = state.nowMs;
		}
	}

	/** A metric's curve stands beside its last value only, not beside each of its aggregates, and where some run has more than a single value. */
	readonly hasCurve = (column: string): boolean => this.curved.has(column);

	/** Widest text of a name and such, which only grows. */
	widest(id: string, cells: number): number {
		const width = Math.max(this.widths.get(id) ?? 0, cells);
		this.widths.set(id, width);
		return width;
	}

	/** True once a second at most: whether what a name once took is still needed is asked of all lines. */
	mayGiveBack(nowMs: number): boolean {
		if (nowMs - this.gaveBackAtMs < growthMs) return false;
		this.gaveBackAtMs = nowMs;
		return true;
	}

	/** Gives back what names take no more. */
	giveBack(id: string, cells: number): void {
		this.widths.set(id, cells);
		this.placed = this.placed.filter(column => column.id !== id);
	}

	/** Cells for what surrounds a group's numbers in a column: ` ± 0.004`; 0 where no group has any. */
	aroundOf(column: string): number {
		return Math.min(this.widths.get(`around ${column}`) ?? 0, mostCells.around);
	}

	/** Takes in the numbers of groups that are in view. */
	measureSpreads(column: string, texts: readonly SpreadText[]): void {
		if (texts.length === 0) return;
		this.rooms.set(
			column,
			measureNumbers(
				texts.map(({middle}) => middle),
				this.rooms.get(column),
			),
		);
		this.widest(column, Math.max(...texts.map(({middle}) => textWidth(middle))));
		this.widest(`around ${column}`, Math.max(...texts.map(({around}) => textWidth(around))));
	}

	/** Where the decimal point stands in a column; null where the numbers are too different to share one. */
	roomOf(column: string): NumberRoom | null {
		const room = this.rooms.get(column);
		return room === undefined || room.whole + room.fraction > mostCells.number ? null : room;
	}

	/** Cells for the star of the best run, in columns where it is known which way is better; on a narrow screen a value that falls needs them. */
	starCells(column: string): number {
		if (this.isTerse && this.falling.has(column)) return 0;
		const shown = readMetricColumn(column);
		return shown !== null && this.hasGoal(shown.metric) ? 2 : 0;
	}

	/** Cells of a column's texts, its title counted as far as it may widen it. */
	widthOf(column: string, title: string): number {
		const room = this.roomOf(column);
		const texts = Math.max(this.widths.get(column) ?? 0, room === null ? 0 : room.whole + room.fraction);
		const metric = isMetricColumn(column);
		const star = this.starCells(column);
		const most = metric ? mostCells.number : column.startsWith('c:') ? mostCells.config : mostCells.other;
		const forTitle = column.startsWith('m:')
			? this.hasCurve(column)
				? 6
				: Math.min(textWidth(title) + 1, this.cols < wideTitles ? 6 : mostTitle)
			: metric
				? Math.min(textWidth(title) + 1, 12)
				: Math.min(textWidth(title) + 1, 10);
		return Math.max(Math.min(texts, most), forTitle - star) + star;
	}
}
