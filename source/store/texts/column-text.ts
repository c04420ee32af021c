import {metricField} from '../../core/query/fields/field.ts';
import {type RunRow, shownDir} from '../../core/row.ts';
import {readRuntime} from '../../core/runtime.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatCount, formatDuration, formatNumber} from '../../core/text/units.ts';
import {type MetricColumn, readMetricColumn} from '../columns/metric-column.ts';
import {settingText} from './config-text.ts';

/** Texts of a row's cells. Rows are replaced, never changed, so a text is made once a row. */
const known = new WeakMap<RunRow, Map<string, string>>();

/** What a column says of a row, apart from what depends on the time: '' where it has nothing. */
export function columnText(row: RunRow, column: string): string {
	let texts = known.get(row);
	if (texts === undefined) {
		texts = new Map();
		known.set(row, texts);
	}
	let text = texts.get(column);
	if (text === undefined) {
		text = makeText(row, column);
		texts.set(column, text);
	}
	return text;
}

function makeText(row: RunRow, column: string): string {
	const name = column.slice(2);
	const shown = readMetricColumn(column);
	if (shown !== null) return metricText(row, shown);
	if (column.startsWith('c:')) return settingText(row.config, name);
	switch (column) {
		case 'step':
			return row.progress?.step == null ? '' : formatCount(row.progress.step);
		case 'runtime':
			return formatDuration(runSeconds(row));
		case 'group':
			return cleanText(row.group ?? '');
		case 'dir':
			return cleanText(shownDir(row));
		case 'format':
			return row.format;
		case 'host':
			return cleanText(row.host ?? '');
		case 'tags':
			return cleanText(row.tags.join(' '));
		default:
			return '';
	}
}

/** The value; `NaN` only where that is what was recorded, '' where the metric is not there. */
function metricText(row: RunRow, {metric, aggregate}: MetricColumn): string {
	const value = metricField(metric, aggregate, metric).read(row, 0);
	if (typeof value !== 'number') return '';
	return aggregate === 'n' || aggregate === 'nan' ? String(value) : formatNumber(value);
}

/** Seconds from start to end, or to the last sign of life; NaN where that is not known. */
export const runSeconds = (row: RunRow): number => readRuntime(row, row.updatedAtMs ?? Number.NaN) ?? Number.NaN;
