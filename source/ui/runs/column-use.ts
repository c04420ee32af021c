import type {RunRow} from '../../core/row.ts';
import type {Status} from '../../core/status.ts';
import {isLive} from '../../store/order/sort-values.ts';
import {columnText} from '../../store/texts/column-text.ts';
import {leftText} from '../../store/texts/left-text.ts';
import {tellsProgress} from '../../store/texts/tells-progress.ts';
import {pickMetricsOnce} from '../charts/chart-metrics.ts';

/** So many metrics of each run in view come into question for columns. */
const perRow = 5;
const pickMetrics = pickMetricsOnce();

/** Those that stand already, in their order, then the others. */
function standingFirst<T>(items: readonly T[], standing: ReadonlyMap<string, number>, nameOf: (item: T) => string): T[] {
	const placeOf = (item: T) => standing.get(nameOf(item)) ?? standing.size;
	return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Whether a run has something for the column of the time left, or will have; on a terse screen, something that is worth the room of a name. */
function tellsLeft(row: RunRow, nowMs: number, terse: boolean): boolean {
	if (isLive(row)) return !terse || (row.complete && row.status !== 'queued');
	const {text, tone} = leftText(row, nowMs);
	return row.complete && text !== '' && !(terse && tone === 'quiet');
}

/** Nothing is left that a bar would show, also where a training has stopped early. */
export const isDone = (status: Status): boolean => status === 'finished';

/** Which columns some run in view has had something for. The others stay away; one that has come stays. */
export class ColumnUse {
	/** Columns nobody asked for that have stood for a while: what tells more since then comes after them. */
	private standing = new Map<string, number>();
	private inView: readonly RunRow[] = [];
	ages = false;
	progress = false;
	left = false;
	totals = false;
	/** Some run is not at its end, so that a bar says how far it is. */
	bars = false;
	/** Some run counts steps to no total. */
	counts = false;
	readonly metrics = new Set<string>();
	readonly config = new Set<string>();

	clear(): void {
		this.ages = false;
		this.progress = false;
		this.left = false;
		this.totals = false;
		this.bars = false;
		this.counts = false;
		this.metrics.clear();
		this.config.clear();
		this.standing.clear();
	}

	/** Takes note of the columns that stand, from the left: `m:loss`, `c:lr`. */
	keep(columns: readonly string[]): void {
		this.standing = new Map(columns.map((column, at) => [column, at]));
	}

	/**
	 * The same columns, those that stand already first and in their order. Where the runs in view are of another kind, which has nothing for any of
	 * these, what it has takes their place.
	 */
	inPlace<T>(items: readonly T[], columnOf: (item: T) => string): T[] {
		if (this.standing.size === 0) return [...items];
		const isUntold = (item: T) => this.isUntold(columnOf(item));
		const standing = items.filter(item => this.standing.has(columnOf(item)));
		const told = standing.every(isUntold) ? items.filter(item => !isUntold(item)) : [];
		return told.length > 0 ? told : standingFirst(items, this.standing, columnOf);
	}

	/** True of a column that no run in view has anything for, where all of them are read. */
	isUntold(column: string): boolean {
		return this.inView.every(row => row.complete && columnText(row, column) === '');
	}

	/** The columns without the one that is missed least, which is not `kept`: the last one that no run in view has anything for, else the last. */
	withoutLast(columns: readonly string[], kept: string | null): string[] {
		const untold = this.inView.length === 0 ? -1 : columns.findLastIndex(column => column !== kept && this.isUntold(column));
		const last = columns.findLastIndex(column => column !== kept);
		return columns.toSpliced(untold < 0 ? last : untold, 1);
	}

	/** A heading tells how far all of its runs are, and what is left of them. */
	noteGroups(): void {
		this.progress = true;
		this.left = true;
	}

	/** The runs in view; below closed headings, where there are no others. */
	see(rows: readonly RunRow[]): void {
		this.inView = rows;
	}

	/**
	 * Takes in runs in view and below headings in view; those that are not read yet say nothing.
	 * @param terse the screen is so narrow that how long runs took that are over is worth no column
	 */
	note(rows: readonly RunRow[], ranked: readonly string[], keys: readonly string[], nowMs: number, terse: boolean): void {
		for (const row of rows) {
			this.ages ||= row.startedAtMs !== null;
			this.progress ||= tellsProgress(row);
			this.left ||= tellsLeft(row, nowMs, terse);
			const fraction = row.progress?.fraction ?? null;
			this.totals ||= fraction !== null;
			this.bars ||= fraction !== null && !isDone(row.status);
			this.counts ||= fraction === null && tellsProgress(row);
			for (const name of pickMetrics(row, ranked).slice(0, perRow)) this.metrics.add(name);
			for (const key of keys) if (!this.config.has(key) && columnText(row, `c:${key}`) !== '') this.config.add(key);
		}
	}
}
