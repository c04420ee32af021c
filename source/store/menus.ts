import {findFuzzy} from '../core/fuzzy.ts';
import type {XAxis} from '../core/series/axis.ts';
import {cleanText} from '../core/text.ts';
import {defaultView} from '../core/views.ts';
import {axisTitle} from './chart-settings.ts';
import {comparedKeys} from './compared.ts';
import {groupItems} from './group-items.ts';
import type {MenuItem} from './menu-item.ts';
import {paneItems} from './pane-menu.ts';
import {findView, viewNames} from './saved-view.ts';
import {metricsInUse, selectConfig, selectMetrics} from './selectors.ts';
import type {State} from './state.ts';
import {valueChoices} from './value-menu.ts';
import type {Menu} from './view.ts';

export type {MenuItem} from './menu-item.ts';

const sortTitles: Record<string, string> = {
	live: 'live first, then newest',
	status: 'status',
	name: 'name',
	progress: 'progress',
	left: 'time left',
	started: 'age',
	runtime: 'run time',
	updated: 'last sign of life',
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
	step: 'step',
	group: 'group',
	dir: 'directory',
	format: 'format',
	host: 'host',
	tags: 'tags',
};
/** Columns shown without being asked for, where there is room. */
export const usualColumns: ReadonlySet<string> = new Set(['progress', 'left', 'age']);

/** What a column id is called: 'm:loss' is loss. */
export function columnTitle(column: string): string {
	return /^[mc]:/.test(column) ? column.slice(2) : (sortTitles[column] ?? column);
}

/** Items of the open menu, narrowed by its text. */
export function menuItems(state: State, menu: Menu): MenuItem[] {
	const all = itemsOf[menu.kind](state);
	return findFuzzy(all, menu.text, item => item.label);
}

const itemsOf: Record<Menu['kind'], (state: State) => MenuItem[]> = {
	sort: sortItems,
	metrics: metricItems,
	columns: columnItems,
	runs: runItems,
	values: valueItems,
	views: viewItems,
	group: groupItems,
	axis: axisItems,
	pane: paneItems,
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

function sortItems(state: State): MenuItem[] {
	const columns = [
		...Object.keys(sortTitles),
		...selectMetrics(state).map(metric => `m:${metric.name}`),
		...selectConfig(state).differing.map(({key}) => `c:${key}`),
	];
	const first = state.view.sort[0];
	return columns.map(column => ({
		id: column,
		label: columnTitle(column),
		note: column.startsWith('m:') ? 'metric' : column.startsWith('c:') ? 'config' : '',
		mark: first?.column !== column ? null : first.descending ? 'down' : 'up',
	}));
}

function metricItems(state: State): MenuItem[] {
	const ranked = selectMetrics(state);
	const on = new Set(metricsInUse(state));
	return ranked.map(({name, runs}) => ({
		id: name,
		label: name,
		note: runs === 1 ? 'in 1 run' : `in ${runs} runs`,
		mark: on.has(name) ? 'on' : 'off',
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
function runItems({view, order, rows}: State): MenuItem[] {
	const compared = comparedKeys(view);
	const keys = [...new Set([...compared, ...order.lines.flatMap(line => line.run ?? [])])];
	return keys.flatMap((key): MenuItem[] => {
		const row = rows.get(key);
		if (row === undefined) return [];
		return [{id: String(key), label: cleanText(row.name), note: row.status, mark: compared.includes(key) ? 'on' : 'off'}];
	});
}

function columnItems(state: State): MenuItem[] {
	const {columns} = state.view;
	const fixed = Object.entries(columnTitles).map(([id, label]) => ({id, label, note: '', usual: usualColumns.has(id)}));
	const {differing, constant} = selectConfig(state);
	const config = [
		...differing.map(({key, values, noise}) => ({
			id: `c:${key}`,
			label: key,
			note: values === 1 ? '1 value' : `${values >= 50 ? '50+' : values} values`,
			usual: !noise,
		})),
		...constant.map(({key}) => ({id: `c:${key}`, label: key, note: 'the same everywhere', usual: false})),
	];
	return [...fixed, ...config].map(({id, label, note, usual}) => ({
		id,
		label,
		note,
		mark: (columns[id] ?? usual) ? 'on' : 'off',
	}));
}
