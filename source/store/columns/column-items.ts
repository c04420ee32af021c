import {attributes} from '../../core/query/fields/attributes.ts';
import {type AggregateChoice, aggregateChoices} from '../../core/table/columns/columns.ts';
import {columnsOfMetric, selectGoal} from '../menus/goals.ts';
import type {MenuItem} from '../menus/menu-item.ts';
import {sortInForce} from '../order/sort-in-force.ts';
import {metricsInUse, selectConfig, selectMetrics} from '../selectors.ts';
import type {State} from '../state.ts';
import {chosenKeys, type Menu} from '../view.ts';
import {arrange, selectChosen} from './chosen-columns.ts';
import {columnTitle, columnTitles, sortTitles, usualColumns} from './column-titles.ts';
import {isMetricColumn} from './metric-column.ts';

/** Dialogs about columns: what the list is sorted by, which columns it has, which metrics and what of each. */

const inRuns = (runs: number) => (runs === 1 ? 'in 1 run' : `in ${runs} runs`);

/** Sort keys; the chosen ones with their direction, and their rank where there are several. */
export function sortItems(state: State): MenuItem[] {
	const metrics = selectMetrics(state).flatMap(({name}) => columnsOfMetric(state, name));
	const config = selectConfig(state).differing.map(({key}) => `c:${key}`);
	const all = sortInForce(state);
	const keys = chosenKeys(all);
	const inForce = keys.length > 0 ? keys : all.slice(0, 1);
	const columns = [...Object.keys(sortTitles), ...metrics, ...config];
	const others = inForce.map(({column}) => column).filter(column => !columns.includes(column));
	return [...columns, ...others].map(column => {
		const rank = inForce.findIndex(key => key.column === column);
		const kind = isMetricColumn(column) ? 'metric' : column.startsWith('c:') ? 'config' : '';
		const place = rank >= 0 && inForce.length > 1 ? `key ${rank + 1}` : '';
		return {
			id: column,
			label: columnTitle(column),
			note: [kind, place].filter(part => part !== '').join(', '),
			mark: rank < 0 ? null : inForce[rank]!.descending ? 'down' : 'up',
		};
	});
}

export function metricItems(state: State): MenuItem[] {
	const on = new Set(metricsInUse(state));
	return selectMetrics(state).map(({name, runs}) => {
		const choices = state.view.aggregates[name] ?? [];
		const shown = choices.length > 0 ? `${choices.join(', ')}  ` : '';
		return {id: name, label: name, note: `${shown}${inRuns(runs)}`, mark: on.has(name) ? 'on' : 'off'};
	});
}

const choiceLabels: Record<AggregateChoice, string> = {
	last: 'Last value',
	min: 'Minimum',
	max: 'Maximum',
	mean: 'Mean',
	best: 'Best value',
};

/** What the columns of one metric show, and which way it is better. */
export function aggregateItems(state: State, {of: metric = ''}: Menu): MenuItem[] {
	const {aggregates, goals} = state.view;
	const chosen: readonly AggregateChoice[] = aggregates[metric] ?? ['last'];
	const goal = selectGoal(state, metric);
	const from = Object.hasOwn(goals, metric) ? 'as you say' : goal?.guessed ? 'guessed from its name' : 'as its tracker says';
	const best = goal === null ? 'nothing tells which way' : goal.direction === 'down' ? 'the minimum' : 'the maximum';
	const choices = aggregateChoices.map(
		(choice): MenuItem => ({
			id: choice,
			label: choiceLabels[choice],
			note: choice === 'best' ? best : '',
			mark: chosen.includes(choice) ? 'on' : 'off',
		}),
	);
	const directions = (['down', 'up'] as const).map((direction): MenuItem => {
		const inForce = goal?.direction === direction;
		const label = direction === 'down' ? 'Lower is better' : 'Higher is better';
		return {id: `goal ${direction}`, label, note: inForce ? from : '', mark: inForce ? 'on' : 'off'};
	});
	return [...choices, ...directions];
}

/** Attributes that can be columns besides those that the list knows by itself. */
const furtherAttributes = [
	'id',
	'verdict',
	'mark',
	'note',
	'error',
	'problem',
	'user',
	'parent',
	'silent',
	'started',
	'ended',
] as const;

/** Every column there can be, in the order of the table. */
export function columnItems(state: State): MenuItem[] {
	const {says, order} = selectChosen(state);
	const {differing, constant} = selectConfig(state);
	const shown = (id: string, usual: boolean): MenuItem['mark'] => ((says(id) ?? usual) ? 'on' : 'off');
	const fixed = (ids: readonly string[]) =>
		ids.map((id): MenuItem => ({id, label: columnTitles[id]!, note: '', mark: shown(id, usualColumns.has(id))}));
	const metrics = metricsInUse(state)
		.flatMap(metric => columnsOfMetric(state, metric))
		.map((id): MenuItem => ({id, label: columnTitle(id), note: 'metric', mark: shown(id, true)}));
	const settings = differing.map(({key, values, noise}): MenuItem => {
		const note = values === 1 ? '1 value' : `${values >= 50 ? '50+' : values} values`;
		return {id: `c:${key}`, label: key, note, mark: shown(`c:${key}`, !noise)};
	});
	const same = constant.map(({key}): MenuItem => {
		const id = `c:${key}`;
		return {id, label: key, note: 'the same everywhere', mark: shown(id, !state.view.hideConstant)};
	});
	const others = furtherAttributes.map((name): MenuItem => {
		const id = `f:${name}`;
		return {id, label: attributes[name].title, note: '', mark: shown(id, false)};
	});
	const rare = Object.keys(columnTitles).filter(id => !usualColumns.has(id));
	const natural = [
		...fixed(['progress', 'left']),
		...metrics,
		...settings,
		...fixed(rare),
		...fixed(['age']),
		...others,
		...same,
	];
	return arrange(natural, order, ({id}) => id);
}
