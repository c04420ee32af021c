import {readMetricColumn} from './metric-column.ts';

const placeTitles = {
	step: 'step',
	group: 'group',
	dir: 'directory',
	format: 'format',
	host: 'host',
	tags: 'tags',
};

/** Columns besides name, metrics and config that the list can show. */
export const columnTitles: Record<string, string> = {
	progress: 'progress',
	left: 'time left',
	age: 'age',
	runtime: 'run time',
	...placeTitles,
};
/** Columns shown without being asked for, where there is room. */
export const usualColumns: ReadonlySet<string> = new Set(['progress', 'left', 'age']);

/** What the list can be sorted by, besides metrics and config. */
export const sortTitles: Record<string, string> = {
	live: 'live first, then newest',
	status: 'status',
	name: 'name',
	progress: 'progress',
	left: 'time left',
	started: 'age',
	runtime: 'run time',
	updated: 'last sign of life',
	...placeTitles,
};

/** What a column id is called: 'm:loss' is loss. */
export function columnTitle(column: string): string {
	const shown = readMetricColumn(column);
	if (shown !== null) return shown.aggregate === 'last' ? shown.metric : `${shown.metric} ${shown.aggregate}`;
	return /^[cf]:/.test(column) ? column.slice(2) : (sortTitles[column] ?? column);
}
