import {textOfFieldValue} from '../../core/query/columns/alike.ts';
import {type AttributeName, attributes} from '../../core/query/fields/attributes.ts';
import type {RunRow} from '../../core/row.ts';
import {configColumn} from '../../core/table/columns.ts';
import {memoise} from '../memo.ts';
import {selectConfig} from '../selectors.ts';
import type {State} from '../state.ts';
import type {MenuItem} from './menu-item.ts';

/** Attributes that people group by. */
const groupable: readonly AttributeName[] = ['group', 'tag', 'status', 'verdict', 'format', 'host', 'user', 'parent'];

function countDistinct(rows: Iterable<RunRow>, name: AttributeName): number {
	const values = new Set<string | null>();
	for (const row of rows) values.add(textOfFieldValue(attributes[name].read(row, 0)));
	return values.size;
}

const selectAttributes = memoise(
	({rows, versions}: State) => [rows, versions.rows] as const,
	([rows]) => groupable.map(name => ({name, values: countDistinct(rows.values(), name)})).filter(({values}) => values > 1),
);

const valuesText = (values: number): string => `${values >= 200 ? '200+' : values} values`;

/** Lines of the dialog of groups; ids are fields as they are typed, those with a blank in front are something else. */
export function groupItems(state: State): MenuItem[] {
	const {view, order} = state;
	const {group} = order.matcher;
	const levels: readonly string[] =
		group.length > 0 ? group.map(({label}) => label) : view.group === 'but-seed' ? [] : view.group;
	const none = levels.length === 0 && view.group !== 'but-seed';
	const mark = (on: boolean): MenuItem['mark'] => (on ? 'on' : 'off');
	const field = (id: string, label: string, values: number): MenuItem => {
		const level = levels.indexOf(id);
		const place = levels.length > 1 && level >= 0 ? `level ${level + 1}, ` : '';
		return {id, label, note: `${place}${valuesText(values)}`, mark: mark(level >= 0)};
	};
	const {differing} = selectConfig(state);
	return [
		{id: ' none', label: 'No groups', note: '', mark: mark(none)},
		{id: ' but-seed', label: 'Everything but the seed', note: 't', mark: mark(group.length === 0 && view.group === 'but-seed')},
		...differing.filter(({noise}) => !noise).map(({key, values}) => field(configColumn(key).id, key, values)),
		...selectAttributes(state).map(({name, values}) => field(name, name, values)),
		...differing.filter(({noise}) => noise).map(({key, values}) => field(configColumn(key).id, key, values)),
		...(none
			? []
			: [
					{id: ' open', label: view.groupsOpen ? 'Close all groups' : 'Open all groups', note: '', mark: null},
					{
						id: ' spread',
						label: 'Median and range instead of mean and deviation',
						note: '',
						mark: mark(view.spread === 'median'),
					},
				]),
	];
}
