import type {RowTable} from '../../query/columns/row-table.ts';
import {type RowKey, type SortKey, sortItems} from '../../query/compile/sort.ts';
import type {Field} from '../../query/fields/field.ts';
import type {RunGroup} from './group.ts';
import {feasibleAt, type SpreadStyle, spreadAt} from './group-summary.ts';

/**
 * What a group is sorted by where runs are sorted by a key: the `middle` of its runs' numbers, of a `result` without the runs that break a constraint, the value of its `first` run, which by the
 * same key is the foremost (the newest start, the liveliest status), or its own `label` instead of a name.
 */
export type GroupMeasure = 'middle' | 'result' | 'first' | 'label';

export interface GroupKey extends RowKey {
	ofGroup: GroupMeasure;
}

/** How a field of numbers speaks for a group: results as they are ranked. */
export const measureOfNumber = ({from}: Field['source']): GroupMeasure =>
	from === 'metric' || from === 'metric step' ? 'result' : 'middle';

/** How a field that runs are sorted by speaks for a group of them. */
function measureOfField({source}: Field): GroupMeasure {
	if (source.from !== 'attribute') return measureOfNumber(source);
	if (source.name === 'name') return 'label';
	return source.name === 'progress' || source.name === 'step' || source.name === 'runtime' ? 'middle' : 'first';
}

function keyOfGroup(key: GroupKey, table: RowTable, style: SpreadStyle): SortKey<RunGroup> {
	const {read, descending, textual, ofGroup} = key;
	const first = ({rows}: RunGroup, nowMs: number) => read(rows[0]!, nowMs);
	if (ofGroup === 'label') return {read: ({label}) => label, descending, textual: true};
	if (ofGroup === 'first') return {read: first, descending, textual};
	return {
		read: (group, nowMs) => {
			const value = first(group, nowMs);
			if (typeof value === 'string' || (typeof value === 'object' && value !== null)) return value;
			const places = ofGroup === 'result' ? feasibleAt(table.rows, group.places) : group.places;
			const {mean, median} = spreadAt(table.column(key, nowMs), places);
			return style === 'mean' ? mean : median;
		},
		descending,
		textual,
	};
}

/** Groups of every level, made from a table's rows, in order of what the keys say of them; those without a number come last, ties stay as their first runs stand. */
export function sortGroups(
	groups: readonly RunGroup[],
	table: RowTable,
	keys: readonly GroupKey[],
	style: SpreadStyle,
	nowMs: number,
): RunGroup[] {
	const sorted = sortItems(
		groups,
		keys.map(key => keyOfGroup(key, table, style)),
		nowMs,
	);
	return sorted.map(group =>
		group.groups.length > 0 ? {...group, groups: sortGroups(group.groups, table, keys, style, nowMs)} : group,
	);
}

/** A key of a query as one that groups are sorted by, too. */
export const toGroupKey = (key: RowKey & {field: Field}): GroupKey => ({...key, ofGroup: measureOfField(key.field)});
