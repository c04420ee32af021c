import type {Importance} from '../core/importance/importance.ts';
import type {JoinedMetric} from '../core/rank/joined-metric.ts';
import type {Yardstick} from '../core/rank/yardstick.ts';
import type {RunRow} from '../core/row.ts';
import type {Problem} from '../core/run.ts';
import type {Series} from '../core/series/series.ts';
import type {Goals} from '../core/table/metrics/direction.ts';

/** A run with what a report says of it beyond its row. */
export interface ReportRun {
	row: RunRow;
	metrics: ReadonlyMap<string, Series>;
	problems: readonly Problem[];
}

/** Everything that a report is made from. No clock is asked and nothing is chosen at random: the same source gives the same report. */
export interface ReportSource {
	title: string;
	/** As they were asked for, in the order of the query. */
	runs: readonly ReportRun[];
	/** What the runs are ranked by, the first above all; may be empty. */
	yardsticks: readonly Yardstick[];
	/** What decides over the first yardstick; null where there are too few runs. */
	importance: Importance | null;
	/** Metrics of the charts. */
	metrics: readonly JoinedMetric[];
	/** Directions that trackers or people gave. */
	goals: Goals;
	logY: boolean;
	/** Repetitions with other seeds stand as one in the rankings. */
	together: boolean;
	query: string;
	roots: readonly string[];
	/** The command that makes this report again. */
	command: string;
	version: string;
	nowMs: number;
}
