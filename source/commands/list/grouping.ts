import {tableOf} from '../../core/query/columns/row-table.ts';
import type {RunRow} from '../../core/row.ts';
import {groupRows, type RunGroup} from '../../core/table/groups/group.ts';
import {fieldsOfLevels} from '../../core/table/groups/levels.ts';
import {sortGroups, toGroupKey} from '../../core/table/groups/sort-groups.ts';
import type {Selection} from '../find/select.ts';

/** The selected runs below the headings that the query or `--by` asks for, sorted as on the screen; null where neither does. */
export function groupSelection(selection: Selection, known: readonly RunRow[], nowMs: number): RunGroup[] | null {
	const levels = fieldsOfLevels(selection.query.group, known);
	if (levels.length === 0) return null;
	const groups = groupRows(selection.rows, levels, nowMs);
	return sortGroups(groups, tableOf(selection.rows), selection.query.sort.map(toGroupKey), 'mean', nowMs);
}
