import {findImportance} from '../core/importance/importance.ts';
import type {ValueAt} from '../core/query/fields/field.ts';
import {type JoinedMetric, joinMetrics} from '../core/rank/joined-metric.ts';
import {joinYardstick, makeYardstick, readYardstick, type Yardstick} from '../core/rank/yardstick.ts';
import type {RunRow} from '../core/row.ts';
import {rankMetrics, usualMetrics} from '../core/table/metrics/choose-metrics.ts';
import {findGoal} from '../core/table/metrics/direction.ts';
import {gatherReport} from './gather.ts';
import {writeHtml} from './html.ts';
import {writeMarkdown} from './markdown.ts';
import type {ReportSource} from './source.ts';

/** What a report is asked for; what is left out is chosen from the runs. */
export interface ReportRequest extends Omit<ReportSource, 'yardsticks' | 'metrics' | 'importance'> {
	yardsticks?: readonly Yardstick[];
	metrics?: readonly string[];
	/** For yardsticks at a step. */
	valueAt?: ValueAt;
	format: ReportFormat;
}

export type ReportFormat = 'html' | 'md';

const usualCharts = 6;
const usualRankings = 2;

/** Which format a file name asks for, null for neither. */
export function formatOfName(file: string): ReportFormat | null {
	if (/\.html?$/i.test(file)) return 'html';
	return /\.(?:md|markdown)$/i.test(file) ? 'md' : null;
}

/** The text of a report: rankings by the most telling metrics, what decides over the first, and their curves, unless it says which. */
export function makeReport(request: ReportRequest): string {
	const {runs, goals, nowMs, format} = request;
	const rows = runs.map(({row}) => row);
	const metrics = request.metrics === undefined ? chooseCharts(rows) : joinMetrics(rows, request.metrics);
	const asked = request.yardsticks ?? metrics.flatMap(({metric}) => yardstickOf(metric, goals)).slice(0, usualRankings);
	const yardsticks = asked.map(yardstick => joinYardstick(yardstick, rows, request.valueAt));
	const [first] = yardsticks;
	const results = first && Float64Array.from(rows, row => readYardstick(row, first, nowMs));
	const importance = results === undefined ? null : findImportance({rows, results});
	const report = gatherReport({...request, metrics, yardsticks, importance});
	return format === 'html' ? writeHtml(report) : writeMarkdown(report);
}

/** The most telling metrics, those left out that hardly any run has. */
function chooseCharts(rows: readonly RunRow[]): JoinedMetric[] {
	const ranked = rankMetrics(rows);
	const most = ranked.reduce((count, {runs}) => Math.max(count, runs), 0);
	const common = ranked.filter(({runs}) => runs * 4 >= most);
	return joinMetrics(rows, usualMetrics(common), usualCharts);
}

function yardstickOf(metric: string, goals: ReportSource['goals']): Yardstick[] {
	const goal = findGoal(metric, goals);
	return goal === null ? [] : [makeYardstick(metric, goal.direction, goal.guessed ? 'name' : 'tracker')];
}
