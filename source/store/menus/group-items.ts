import {tableOf} from '../../core/query/columns/row-table.ts';
import {butSeed} from '../../core/query/compile/group-by.ts';
import type {AttributeName, FieldValue} from '../../core/query/fields/attributes.ts';
import {attributeField} from '../../core/query/fields/field.ts';
import type {RunRow} from '../../core/row.ts';
import {configColumn} from '../../core/table/columns/columns.ts';
import type {DifferingKey} from '../../core/table/columns/config-keys.ts';
import {memoise} from '../memo.ts';
import {selectConfig, selectListed} from '../selectors.ts';
import type {State} from '../state.ts';
import type {MenuItem} from './menu-item.ts';

/** Attributes that people group by. */
const groupable: readonly AttributeName[] = ['group', 'tag', 'status', 'verdict', 'format', 'host', 'user', 'parent'];

interface Groupable {
	/** As it is typed. */
	id: string;
	label: string;
	/** How many groups there would be. */
	values: number;
}

/** An attribute; of tags both each by itself, and all of a run together, where some run has several. */
function readGroupable(rows: readonly RunRow[], name: AttributeName): Groupable[] {
	const table = tableOf(rows);
	const column = table.column(attributeField(name, name), 0);
	const found = new Set([...table.places].map(place => column.valueAt(place)));
	const elements = new Set([...found].flatMap((value): readonly FieldValue[] => (Array.isArray(value) ? value : [value])));
	const own: Groupable = {id: name, label: name === 'tag' ? 'each tag' : name, values: elements.size};
	const isSplit = name === 'tag' && [...found].some(value => Array.isArray(value) && value.length > 1);
	return isSplit ? [own, {id: 'tags', label: 'all tags together', values: found.size}] : [own];
}

const selectAttributes = memoise(
	(state: State) => [selectListed(state)] as const,
	([rows]) => groupable.flatMap(name => readGroupable(rows, name)).filter(({values}) => values > 1),
);

const valuesText = (values: number): string => `${values >= 200 ? '200+' : values} ${values === 1 ? 'value' : 'values'}`;

/** What the list is grouped by, by the filter's word, else as it was chosen: the ids of the dialog's lines. A setting may be typed by its bare name. */
export function levelsInForce({view, order}: Pick<State, 'view' | 'order'>): readonly string[] {
	const {group} = order.matcher;
	const typed = group.length > 0 ? group.map(by => (by === butSeed ? by : by.label)) : [view.group].flat();
	return typed.map((level, at) => {
		const source = level === butSeed ? undefined : order.levels.fields[at]?.[0]?.source;
		return source?.from === 'config' ? configColumn(source.name).id : level;
	});
}

/** Lines of the dialog of groups; ids are fields as they are typed, those with a blank in front are something else. */
export function groupItems(state: State): MenuItem[] {
	const {view} = state;
	const levels = levelsInForce(state);
	const none = levels.length === 0;
	const mark = (on: boolean): MenuItem['mark'] => (on ? 'on' : 'off');
	const field = (id: string, label: string, values: number, without = 0): MenuItem => {
		const level = levels.indexOf(id);
		const place = levels.length > 1 && level >= 0 ? `level ${level + 1}, ` : '';
		return {id, label, note: `${place}${valuesText(values)}${without > 0 ? `, ${without} without` : ''}`, mark: mark(level >= 0)};
	};
	const {differing} = selectConfig(state);
	const listed = tableOf(selectListed(state)).places.length;
	// Those without a setting are a group of their own.
	const setting = ({key, values, lacking, runs}: DifferingKey): MenuItem =>
		field(configColumn(key).id, key, lacking ? values - 1 : values, Math.max(0, listed - runs));
	return [
		{id: ' none', label: 'No groups', note: '', mark: mark(none)},
		{id: ' but-seed', label: 'Everything but the seed', note: 't', mark: mark(levels.includes(butSeed))},
		...differing.filter(({noise}) => !noise).map(setting),
		...selectAttributes(state).map(({id, label, values}) => field(id, label, values)),
		...differing.filter(({noise}) => noise).map(setting),
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
