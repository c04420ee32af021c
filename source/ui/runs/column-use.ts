import {curvesOf, type RunRow} from '../../core/row.ts';
import {columnText} from '../../store/texts/column-text.ts';
import {pickMetricsOnce} from '../charts/chart-metrics.ts';

/** So many metrics of each run in view come into question for columns. */
const perRow = 5;
const pickMetrics = pickMetricsOnce();

/** Those that stand already, in their order, then the others. */
function standingFirst<T>(items: readonly T[], standing: ReadonlyMap<string, number>, nameOf: (item: T) => string): T[] {
	const placeOf = (item: T) => standing.get(nameOf(item)) ?? standing.size;
	return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Which columns some run in view has had something for. The others stay away; one that has come stays. */
export class ColumnUse {
	/** Columns nobody asked for that have stood for a while: what tells more since then comes after them. */
	private standing = new Map<string, number>();
	ages = false;
	totals = false;
	curves = false;
	readonly metrics = new Set<string>();
	readonly config = new Set<string>();

	clear(): void {
		this.ages = false;
		this.totals = false;
		this.curves = false;
		this.metrics.clear();
		this.config.clear();
		this.standing.clear();
	}

	/** Takes note of the columns that stand, from the left: `m:loss`, `c:lr`. */
	keep(columns: readonly string[]): void {
		this.standing = new Map(columns.map((column, at) => [column, at]));
	}

	/** The same columns, those that stand already first and in their order. */
	inPlace<T>(items: readonly T[], columnOf: (item: T) => string): T[] {
		return this.standing.size === 0 ? [...items] : standingFirst(items, this.standing, columnOf);
	}

	note(rows: readonly RunRow[], ranked: readonly string[], keys: readonly string[]): void {
		for (const row of rows) {
			this.ages ||= row.startedAtMs !== null;
			this.totals ||= row.progress !== null && row.progress.fraction !== null;
			this.curves ||= curvesOf(row).length > 0;
			for (const name of pickMetrics(row, ranked).slice(0, perRow)) this.metrics.add(name);
			for (const key of keys) if (!this.config.has(key) && columnText(row, `c:${key}`) !== '') this.config.add(key);
		}
	}
}
