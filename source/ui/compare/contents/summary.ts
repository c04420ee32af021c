import type {SummaryDiff} from '../../../core/diff/compare-summary.ts';
import {formatNumber} from '../../../core/text/units.ts';
import type {ScreenComparison} from '../../../store/compare/comparison.ts';
import {momentText} from '../../../store/compare/moment.ts';
import type {CompareLine, ComparePage} from '../table-line.ts';
import {metricLines} from './metric-lines.ts';
import {settingLine} from './settings-lines.ts';

/** At which moment the values are, where that is not the end. */
export function momentNote({at}: ScreenComparison, before = ''): string {
	return at === null ? '' : `${before}at ${momentText(at)}`;
}

/** A value that a tracker summed up itself, with its change where it is a number. */
function summaryLine(setting: SummaryDiff): CompareLine {
	const line = settingLine(setting);
	if (line.kind !== 'values' || setting.deltas.every(delta => delta === null)) return line;
	const values = setting.values.map(value => (typeof value === 'number' ? value : Number.NaN));
	return {
		...line,
		cells: () =>
			line
				.cells()
				.map((cell, run) =>
					Number.isNaN(values[run])
						? cell
						: {...cell, text: formatNumber(values[run]!), value: values[run]!, base: values[0]!, delta: setting.deltas[run]!},
				),
	};
}

/** Results: last and best of every metric with the change against the baseline, then what the trackers themselves summed up. */
export function summaryPage(comparison: ScreenComparison): ComparePage {
	const {metrics, rows, summary} = comparison;
	const recorded: CompareLine[] =
		summary.length === 0 ? [] : [{kind: 'section', title: 'As the trackers recorded it'}, ...summary.map(summaryLine)];
	return {
		title: 'Summary',
		note: momentNote(comparison),
		lines: [...metrics.flatMap(metric => metricLines(metric, rows)), ...recorded],
		empty: 'No metrics and no summary in these runs',
		follows: false,
	};
}
