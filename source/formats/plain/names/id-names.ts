/** Names of numbers that say who wrote a row, where and as which of many: no measure of anything, so no metric. */

const ids = new Set([
	...['pid', 'ppid', 'tid', 'uid', 'uuid', 'jobid', 'port', 'master_port'],
	...['seed', 'random_seed', 'fold', 'cv_fold', 'rank', 'local_rank', 'global_rank', 'node_rank', 'world_size'],
	// Python's logging, as its JSON formatters write it.
	...['lineno', 'levelno', 'process', 'thread', 'msecs', 'relativecreated'],
]);
const endsAsId = /(?:(?:^|[-_ ])id|[a-z]Id)$/;
/** What Python's logging writes with fractions, and what is no measure of anything all the same. */
const clocks = new Set(['msecs', 'relativecreated']);
const settings = new Set(['seed', 'random_seed']);
/** Names that are an id's only as long as the values are what such an id may be: the number of a device in its machine, a year. */
const ranges = new Map<string, readonly [least: number, most: number]>([
	...['gpu', 'gpu_index', 'gpu_idx', 'cuda', 'device', 'device_index'].map(name => [name, [-1, 31]] as const),
	['year', [1900, 2200]],
]);
/** Parts of a date, where the year stands beside them. */
const dateParts = new Map<string, readonly [least: number, most: number]>([
	['month', [1, 12]],
	['day', [1, 31]],
	['weekday', [0, 7]],
	['hour', [0, 24]],
	['minute', [0, 60]],
]);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1).trim();

/** True for the name, or the path, of a column or key that holds an id. */
export function isIdName(path: string): boolean {
	const name = lastPart(path);
	const key = name.toLowerCase();
	// `system/gpu` is a load.
	const isBare = !path.includes('/') && (ranges.has(key) || dateParts.has(key));
	return ids.has(key) || endsAsId.test(name) || endsAsId.test(key) || isBare;
}

/** True for a column or key that is left out as an id, by its name and where nothing speaks against it: `isMeasure` for what is known of its values. */
export function isId(path: string, isMeasure: boolean, has: (path: string) => boolean): boolean {
	return isIdName(path) && !isMeasure && !isMeasureBeside(path, has);
}

/** True for a value that no id has: "rank 120.5" is a mean rank. Text that is a number, "120.0" for 120 too, may still be an id's. */
export function isMeasured(path: string, value: number): boolean {
	if (!Number.isFinite(value)) return false;
	const key = lastPart(path).toLowerCase();
	if (!Number.isInteger(value)) return !clocks.has(key);
	const range = ranges.get(key) ?? dateParts.get(key);
	return range !== undefined && (value < range[0] || value > range[1]);
}

/**
 * True where what stands beside a name shows that it is no id's: its `id` means in-distribution beside the same name with `ood`; a day without a year
 * is a count of days.
 */
export function isMeasureBeside(path: string, has: (path: string) => boolean): boolean {
	if (/id$/i.test(path)) return ['ood', 'OOD', 'Ood'].some(word => has(path.slice(0, -2) + word));
	return dateParts.has(path.trim().toLowerCase()) && !['year', 'Year', 'YEAR'].some(has);
}

/** What was learnt of a column or key whose name may be an id's, and that is a metric. */
export const measureNote = (path: string): string => `${path} is a measure`;

/** True for ids that set what a run does: where all rows have the same one, it is the run's. */
export const isSettingId = (name: string): boolean => settings.has(name.trim().toLowerCase());

/** The log lines of bunyan and pino have all of these keys. */
export const serviceMarks: ReadonlySet<string> = new Set(['level', 'pid', 'hostname']);

/** True for the fields of such a line that are no metrics: the level and the version of the format. */
export const isServiceField = (name: string): boolean => name === 'level' || name === 'v';
