import {noName} from '../../../core/no-name.ts';
import {stemOf} from '../../plain/files-source.ts';
import {isMetricValueKey} from '../../plain/names/long-format.ts';
import {isDrawnName, isMetricName} from '../../plain/names/telling.ts';
import {type Columns, roles} from './columns.ts';

/** As TensorBoard calls the table of one tag that is downloaded from it, and its columns. */
const downloaded = /^(?:run-.*-)?tag-(.+)$/;
const downloadedColumns = 'wall time,step,value';

/**
 * What the metric in a column is called. Where it is the only one of its table and is called a value, the file has its name, if that is a metric's:
 * `loss.csv` with `step,value`, or what TensorBoard gave of one tag.
 */
export function metricNameIn(path: string, column: string, {names, roles: all, metricValue, epoch}: Columns): string {
	// Columns without names, as NumPy's `savetxt` and pandas write lists: one of many in a table is called by its number.
	const numbers = names[0] === noName ? names.slice(1) : names;
	if (numbers.every((name, i) => name === String(i)) && (numbers.length === 1 || /\.txt$/i.test(path))) {
		const isOnly = names.filter((_, i) => all[i] === roles.metric).length === 1;
		return isMetricName(stemOf(path)) ? (isOnly ? stemOf(path) : `${stemOf(path)} ${column}`) : column;
	}
	if (metricValue >= 0 || !isMetricValueKey(column)) return column;
	if (names.some((name, i) => all[i] === roles.metric && i !== epoch && name !== column)) return column;
	const stem = stemOf(path);
	if (names.join(',').toLowerCase() !== downloadedColumns) return isMetricName(stem) ? stem : column;
	// What a browser puts behind the name of a file that it has already.
	const tag = stem.replace(/ ?\(\d+\)$/, '');
	return downloaded.exec(tag)?.[1] ?? (isDrawnName(tag) ? tag : column);
}
