import type {RunRow} from '../../core/row.ts';
import {columnText} from '../../store/texts/column-text.ts';
import {pickMetricsOnce} from '../charts/chart-metrics.ts';

/** So many metrics of each run in view come into question for columns. */
const perRow = 5;
const pickMetrics = pickMetricsOnce();

/** Which columns some run in view has had something for. The others stay away; one that has come stays. */
export class ColumnUse {
	ages = false;
	totals = false;
	readonly metrics = new Set<string>();
	readonly config = new Set<string>();

	clear(): void {
		this.ages = false;
		this.totals = false;
		this.metrics.clear();
		this.config.clear();
	}

	note(rows: readonly RunRow[], ranked: readonly string[], keys: readonly string[]): void {
		for (const row of rows) {
			this.ages ||= row.startedAtMs !== null;
			this.totals ||= row.progress !== null && row.progress.fraction !== null;
			for (const name of pickMetrics(row, ranked).slice(0, perRow)) this.metrics.add(name);
			for (const key of keys) if (!this.config.has(key) && columnText(row, `c:${key}`) !== '') this.config.add(key);
		}
	}
}
