import {readableOf} from '../../core/query/columns/table.ts';
import {type Field, metricField} from '../../core/query/fields/field.ts';
import {type RunRow, shownDir} from '../../core/row.ts';
import {readRuntime} from '../../core/runtime.ts';
import type {Status} from '../../core/status.ts';
import {type GroupKey, type GroupMeasure, measureOfNumber} from '../../core/table/groups/sort-groups.ts';
import {isMetricColumn, type MetricColumn, readMetricColumn} from '../columns/metric-column.ts';
import type {SortKey} from '../view.ts';

/** What a row is sorted by: a number, a text, or null where it has none; nulls come last in both directions. */
export type SortValue = number | string | null;
type Reader = (row: RunRow) => SortValue;

const statusRank: Record<Status, number> = {
	running: 0,
	stalled: 1,
	queued: 2,
	idle: 3,
	failed: 4,
	crashed: 5,
	stopped: 6,
	pruned: 7,
	finished: 8,
	unknown: 9,
	deleted: 10,
};
const liveStatuses: ReadonlySet<Status> = new Set(['running', 'stalled', 'queued']);

/** True before anything of a run was read: its status is not unknown, it is just not known yet. */
export const isUnread = (row: RunRow): boolean => !row.complete && row.status === 'unknown';

/** True for a run that is under way or will be. Idle ones are not: nothing tells that they have not ended. */
export const isLive = ({status}: Pick<RunRow, 'status'>): boolean => liveStatuses.has(status);

const fixed: Record<string, Reader> = {
	live: row => (row.status === 'queued' ? 1 : isLive(row) ? 2 : 0),
	status: row => statusRank[row.status],
	name: row => row.name,
	progress: row => row.progress?.fraction ?? null,
	step: row => row.progress?.step ?? null,
	left: row => row.estimate?.finishAtMs ?? null,
	started: row => row.startedAtMs ?? row.metAtMs ?? row.updatedAtMs,
	ended: row => row.endedAtMs,
	updated: row => row.updatedAtMs,
	runtime: row => readRuntime(row, row.updatedAtMs ?? row.startedAtMs ?? 0),
	dir: shownDir,
	group: row => row.group,
	format: row => row.format,
	host: row => row.host,
	tags: row => (row.tags.length > 0 ? row.tags.join(' ') : null),
};
/** Columns whose order may change while a run only goes on. */
const still = new Set(['name', 'started', 'dir', 'group', 'format', 'host', 'tags']);

/** Reader of a column by its id: a fixed name, `m:METRIC` for its last value (`m.min:METRIC` for another aggregate), `c:KEY` for a config value. */
function sortReader(column: string): Reader {
	const name = column.slice(2);
	const shown = readMetricColumn(column);
	if (shown !== null) return metricReader(shown);
	if (column.startsWith('c:')) return row => configValue(row, name);
	return fixed[column] ?? (() => null);
}

/** Columns whose values are texts even where they look like numbers. */
const textual = new Set(['name', 'dir', 'group', 'format', 'host', 'tags']);
/** Of these the middle of its runs speaks for a group; of other fixed ones its foremost run. */
const middling = new Set(['progress', 'step', 'runtime']);

function measureOf(column: string): GroupMeasure {
	if (column === 'name') return 'label';
	if (isMetricColumn(column)) return 'result';
	return column.startsWith('c:') || middling.has(column) ? 'middle' : 'first';
}

/** How runs, and groups of them, are sorted by a column. */
export function sortKeyOf({column, descending}: SortKey, fields: ReadonlyMap<string, Field>): GroupKey {
	const field = column.startsWith('f:') ? fields.get(column) : undefined;
	if (field !== undefined)
		return {...readableOf(field), descending, textual: field.kind === 'text', ofGroup: measureOfNumber(field.source)};
	return {id: `sort ${column}`, read: sortReader(column), descending, textual: textual.has(column), ofGroup: measureOf(column)};
}

/** True where the order by this column can change without runs coming or going. */
export const isLiveColumn = (column: string): boolean => !still.has(column) && !column.startsWith('c:');

function metricReader({metric, aggregate}: MetricColumn): Reader {
	const {read} = metricField(metric, aggregate, metric);
	return row => {
		const value = read(row, 0);
		return typeof value === 'number' ? numberOrNull(value) : null;
	};
}

function configValue(row: RunRow, key: string): SortValue {
	const value = row.config[key];
	if (value === undefined || value === null) return null;
	if (typeof value === 'number') return numberOrNull(value);
	if (typeof value === 'boolean') return value ? 1 : 0;
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const number = Number(text);
	return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

const numberOrNull = (value: number) => (Number.isNaN(value) ? null : value);
