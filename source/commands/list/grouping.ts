import {tableOf} from '../../core/query/columns/row-table.ts';
import type {Field} from '../../core/query/fields/field.ts';
import type {RunRow} from '../../core/row.ts';
import {configColumn} from '../../core/table/columns.ts';
import {keysButSeed} from '../../core/table/config-keys.ts';
import {groupRows, type RunGroup} from '../../core/table/group.ts';
import {sortGroups, toGroupKey} from '../../core/table/sort-groups.ts';
import type {CommandInput} from '../command.ts';
import {butSeed, type Selection} from '../find/select.ts';

function findLevels({flags}: CommandInput, {query}: Selection, known: readonly RunRow[]): (readonly Field[])[] {
	if (flags.by === butSeed) return [keysButSeed(known).map(key => configColumn(key).field)];
	return query.group.map(field => [field]);
}

/** The selected runs below the headings that the query or `--by` asks for, sorted as on the screen; null where neither does. */
export function groupSelection(
	input: CommandInput,
	selection: Selection,
	known: readonly RunRow[],
	nowMs: number,
): RunGroup[] | null {
	const levels = findLevels(input, selection, known);
	if (levels.length === 0) return null;
	const groups = groupRows(selection.rows, levels, nowMs);
	return sortGroups(groups, tableOf(selection.rows), selection.query.sort.map(toGroupKey), 'mean', nowMs);
}
