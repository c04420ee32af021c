import {madeOnce} from '../../../core/made-once.ts';
import {countWords} from '../../../core/query/columns/count-values.ts';
import type {Readable, Shown} from '../../../core/query/columns/table.ts';
import {type Field, metricField} from '../../../core/query/fields/field.ts';
import {isInfeasible, type RunRow} from '../../../core/row.ts';
import {type Status, statuses} from '../../../core/status.ts';
import {countEnded, groupFraction} from '../../../core/table/groups/group-outlook.ts';
import {countStatuses, spreadAt, spreadOf} from '../../../core/table/groups/group-summary.ts';
import type {Spread} from '../../../core/table/groups/statistics.ts';
import {readMetricColumn} from '../../../store/columns/metric-column.ts';
import {isUnread} from '../../../store/order/sort-values.ts';
import {columnText} from '../../../store/texts/column-text.ts';

type StatusCount = ReturnType<typeof countStatuses>[number];

const readStatus: Readable = {id: 'read status', read: row => (isUnread(row) ? null : row.status)};

const pendingOnes = new Set<Status>(['running', 'queued']);

/** The same from the table, where statuses lie side by side. */
function countRead({table, places}: Shown): StatusCount[] {
	const counts = new Map(countWords(table.column(readStatus, 0), places).map(({value, runs}) => [value, runs]));
	return statuses.flatMap(status => (counts.has(status) ? [{status, runs: counts.get(status)!}] : []));
}

/** What a metric's column reads of a run. */
export function fieldOf(column: string): Field {
	const {metric, aggregate} = readMetricColumn(column) ?? {metric: column, aggregate: 'last' as const};
	return metricField(metric, aggregate, metric);
}

/** What is known of the runs below a heading, worked out once for each state of them. */
export class GroupFacts {
	private readonly spreads = new Map<string, Spread>();
	private readonly texts = new Map<string, string>();
	private counts: StatusCount[] | null = null;
	private pendingKeys: string | null = null;
	private share: {fraction: number | null; ended: number; startedAtMs: number} | null = null;

	constructor(
		/** The runs as they are now. */
		readonly rows: readonly RunRow[],
		/** The same as places in the table of all runs; null for what is no group, such as a folder. */
		private readonly shown: Shown | null,
	) {}

	/** Spread of the values of a metric's column over the runs that have it. */
	spread(column: string): Spread {
		return madeOnce(this.spreads, column, () => {
			const field = fieldOf(column);
			const {shown, rows} = this;
			const areCounted = shown === null || rows.some(isInfeasible);
			return areCounted ? spreadOf(rows, field.read, 0) : spreadAt(shown.table.column(field, 0), shown.places);
		});
	}

	/** How many of the runs that were read have each status. */
	get statuses(): readonly StatusCount[] {
		this.counts ??= this.shown === null ? countStatuses(this.rows.filter(row => !isUnread(row))) : countRead(this.shown);
		return this.counts;
	}

	/** How far the runs are as a whole (0..1, null where that is not known), how many have ended, and when the first began (infinite for none). */
	get progress(): {fraction: number | null; ended: number; startedAtMs: number} {
		this.share ??= {
			fraction: groupFraction(this.rows),
			ended: countEnded(this.rows),
			startedAtMs: this.rows.reduce((least, {startedAtMs}) => Math.min(least, startedAtMs ?? least), Number.POSITIVE_INFINITY),
		};
		return this.share;
	}

	/** Which runs go on or wait, as one text: with others the group is done at another time. */
	get pending(): string {
		this.pendingKeys ??= this.rows.flatMap(({key, status}) => (pendingOnes.has(status) ? `${key} ${status}` : [])).join();
		return this.pendingKeys;
	}

	/** What a column says of all runs, where it says the same of all; else ''. */
	text(column: string): string {
		return madeOnce(this.texts, column, () => {
			const first = this.rows[0] === undefined ? '' : columnText(this.rows[0], column);
			return this.rows.every(row => columnText(row, column) === first) ? first : '';
		});
	}
}
