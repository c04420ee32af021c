import {stemOf} from '../plain/files-source.ts';
import {isMetricValueKey} from '../plain/long-format.ts';
import {isMetricName} from '../plain/telling.ts';
import {type Columns, roles} from './columns.ts';

/** As TensorBoard calls the table of one tag that is downloaded from it, and its columns. */
const downloaded = /^(?:run-.*-)?tag-(.+)$/;
const downloadedColumns = 'wall time,step,value';

/**
 * What the metric in a column is called. Where it is the only one of its table and is called a value, the file has its name, if that is a metric's:
 * `loss.csv` with `step,value`, or what TensorBoard gave of one tag.
 */
export function metricNameIn(path: string, column: string, {names, roles: all, metricValue, epoch}: Columns): string {
	// One column without a name, as NumPy's `savetxt` writes a list.
	if (names.length === 1 && column === '0') return isMetricName(stemOf(path)) ? stemOf(path) : column;
	if (metricValue >= 0 || !isMetricValueKey(column)) return column;
	if (names.some((name, i) => all[i] === roles.metric && i !== epoch && name !== column)) return column;
	const stem = stemOf(path);
	const tag = names.join(',').toLowerCase() === downloadedColumns ? downloaded.exec(stem)?.[1] : undefined;
	return tag ?? (isMetricName(stem) ? stem : column);
}
