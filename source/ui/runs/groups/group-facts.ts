import type {Shown} from '../../../core/query/columns/table.ts';
import {metricField} from '../../../core/query/fields/field.ts';
import type {RunRow} from '../../../core/row.ts';
import {countStatuses, spreadAt, spreadOf} from '../../../core/table/group-summary.ts';
import type {Spread} from '../../../core/table/statistics.ts';
import {readMetricColumn} from '../../../store/columns/metric-column.ts';
import {isUnread} from '../../../store/order/sort-values.ts';
import {columnText} from '../../../store/texts/column-text.ts';

/** What is known of the runs below a heading, worked out once for each state of them. */
export class GroupFacts {
	private readonly spreads = new Map<string, Spread>();
	private readonly texts = new Map<string, string>();
	private counts: ReturnType<typeof countStatuses> | null = null;

	constructor(
		/** The runs as they are now. */
		readonly rows: readonly RunRow[],
		/** The same as places in the table of all runs; null for what is no group, such as a folder. */
		private readonly shown: Shown | null,
	) {}

	/** Spread of the values of a metric's column over the runs that have it. */
	spread(column: string): Spread {
		let spread = this.spreads.get(column);
		if (spread === undefined) {
			const {metric, aggregate} = readMetricColumn(column) ?? {metric: column, aggregate: 'last' as const};
			const field = metricField(metric, aggregate, metric);
			const {shown, rows} = this;
			spread = shown === null ? spreadOf(rows, field.read, 0) : spreadAt(shown.table.column(field, 0), shown.places);
			this.spreads.set(column, spread);
		}
		return spread;
	}

	/** How many of the runs that were read have each status. */
	get statuses(): ReturnType<typeof countStatuses> {
		this.counts ??= countStatuses(this.rows.filter(row => !isUnread(row)));
		return this.counts;
	}

	/** What a column says of all runs, where it says the same of all; else ''. */
	text(column: string): string {
		let text = this.texts.get(column);
		if (text === undefined) {
			const first = this.rows[0] === undefined ? '' : columnText(this.rows[0], column);
			text = this.rows.every(row => columnText(row, column) === first) ? first : '';
			this.texts.set(column, text);
		}
		return text;
	}
}
