import type {XAxis} from '../../core/series/axis.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {findFuzzy} from '../../core/text/fuzzy.ts';
import {defaultView} from '../../core/views/views.ts';
import {aggregateItems, columnItems, metricItems, sortItems} from '../columns/column-items.ts';
import {comparedKeys} from '../compare/compared.ts';
import {paneItems} from '../compare/pane-menu.ts';
import {rankMetricItems, rankPartItems} from '../rank/rank-menu.ts';
import {findView, viewNames} from '../saved-view.ts';
import {selectMetrics} from '../selectors.ts';
import {axisTitle} from '../shelves/chart-settings.ts';
import type {State} from '../state.ts';
import {shownName} from '../texts/shown-name.ts';
import type {Menu} from '../view.ts';
import {groupItems} from './group-items.ts';
import type {MenuItem} from './menu-item.ts';
import {valueChoices} from './value-menu.ts';

export type {MenuItem} from './menu-item.ts';

/** Items of the open menu, narrowed by its text. */
export function menuItems(state: State, menu: Menu): MenuItem[] {
	const all = itemsOf[menu.kind](state, menu);
	return findFuzzy(all, menu.text, item => item.label);
}

const itemsOf: Record<Menu['kind'], (state: State, menu: Menu) => MenuItem[]> = {
	// Its lines are what can be done, which the store does not know: see actions/palette.ts.
	palette: () => [],
	sort: sortItems,
	metrics: metricItems,
	aggregates: aggregateItems,
	columns: columnItems,
	runs: runItems,
	values: valueItems,
	views: viewItems,
	group: groupItems,
	axis: axisItems,
	pane: paneItems,
	'rank-metric': rankMetricItems,
	'rank-part': rankPartItems,
	commands: commandItems,
};

function viewItems({saved}: State): MenuItem[] {
	return viewNames(saved).map(name => {
		const {filter, sort} = findView(saved, name) ?? defaultView();
		const sorting = sort.map(({field, descending}) => `${descending ? '-' : ''}${field}`).join(',');
		const what = [filter, sorting === '' ? '' : `sort:${sorting}`].filter(part => part !== '').join(' ');
		return {id: name, label: name, note: `${saved.own.views.has(name) ? '' : 'project  '}${what}`, mark: null};
	});
}

function valueItems(state: State): MenuItem[] {
	return valueChoices(state).map(({title, sign, text}, at) => ({
		id: String(at),
		label: `${title} ${sign === '=' ? '' : `${sign} `}${text}`,
		note: sign === '=' ? '' : 'as good or better',
		mark: null,
	}));
}

const axisNotes = {
	step: 'or what the run names for the metric',
	relative: '',
	time: '',
	epoch: 'where the run counts them',
	logged: 'whatever the run names',
} as const;

/** What charts can have as x. */
function axisItems(state: State): MenuItem[] {
	const {x} = state.view.chart;
	const fixed = Object.entries(axisNotes).map(([id, note]) => ({id: id as XAxis, note}));
	const metrics = selectMetrics(state).map(({name}) => ({id: `metric:${name}` as const, note: 'metric'}));
	return [...fixed, ...metrics].map(({id, note}) => ({
		id,
		label: axisTitle(id),
		note,
		mark: id === x ? 'on' : 'off',
	}));
}

/** Runs of the list, those that are compared among them. */
function runItems(state: State): MenuItem[] {
	const {view, order, rows} = state;
	const compared = comparedKeys(view);
	const keys = [...new Set([...compared, ...order.lines.flatMap(line => line.run ?? [])])];
	return keys.flatMap((key): MenuItem[] => {
		const row = rows.get(key);
		if (row === undefined) return [];
		return [{id: String(key), label: shownName(row, state), note: row.status, mark: compared.includes(key) ? 'on' : 'off'}];
	});
}

/** Id of the line that lets a command be typed; no command of the settings is called so. */
export const typedCommand = '';

function commandItems({commands}: State): MenuItem[] {
	const own = commands.map(
		({name, run}): MenuItem => ({id: name, label: cleanText(name), note: cleanText(run.join(' ')), mark: null}),
	);
	return [...own, {id: typedCommand, label: 'Type a command…', note: '', mark: null}];
}
