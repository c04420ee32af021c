import {butSeed, type GroupBy} from '../../query/compile/group-by.ts';
import type {Field} from '../../query/fields/field.ts';
import type {RunRow} from '../../row.ts';
import {configColumn} from '../columns/columns.ts';
import {keysButSeed} from '../columns/config-keys.ts';

/** The fields of each level of groups, from the outermost in. */
export function fieldsOfLevels(group: readonly GroupBy[], rows: readonly RunRow[]): (readonly Field[])[] {
	return group.map(by => (by === butSeed ? keysButSeed(rows).map(key => configColumn(key).field) : [by]));
}
