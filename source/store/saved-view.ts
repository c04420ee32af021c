import {parseQuery} from '../core/query/language/parse.ts';
import {emptyViewFile, type ViewFile} from '../core/views/view-file.ts';
import {defaultView, type SavedView} from '../core/views/views.ts';
import {columnOfField, fieldOfColumn, fieldOfKey, keyOfField} from './columns/column-fields.ts';
import {chosenKeys, defaultSort, initialView, reverseSort, type SortKey, type View} from './view.ts';

/** Views that were saved for these roots: the person's own, and the project's that others share. */
export interface SavedViews {
	own: ViewFile;
	project: ViewFile['views'];
	/** Where those of the project are, or would be written to; empty where nothing is kept. */
	projectFile: string;
}

export const noViews: SavedViews = {own: emptyViewFile, project: new Map(), projectFile: ''};

/** A view by its name: the person's own before the project's. */
export function findView({own, project}: SavedViews, name: string): SavedView | null {
	return own.views.get(name) ?? project.get(name) ?? null;
}

/** Names of all views: digits first, then as they are spelled. */
export function viewNames({own, project}: SavedViews): string[] {
	return [...new Set([...own.views.keys(), ...project.keys()])].sort((a, b) => (a < b ? -1 : 1));
}

const fieldsOf = (columns: readonly string[]): string[] => columns.flatMap(column => fieldOfColumn(column) ?? []);

/** The usual order with the oldest runs before the newest. */
const oldest: readonly SortKey[] = reverseSort(defaultSort);
const isOldestFirst = (sort: readonly SortKey[]): boolean =>
	oldest.every(({column, descending}, i) => sort[i]?.column === column && sort[i].descending === descending);

/** What of the screen is kept in a view. */
export function saveAsView(view: View): SavedView {
	const {filter, sort, metrics, columns, columnOrder, aggregates, goals, hideConstant, tree, group, spread} = view;
	const ids = Object.keys(columns);
	const oldestFirst = isOldestFirst(sort);
	return {
		...defaultView(),
		filter: parseQuery(filter).ok ? filter : '',
		sort: chosenKeys(oldestFirst ? sort.slice(oldest.length) : sort).flatMap(key => fieldOfKey(key) ?? []),
		oldestFirst,
		metrics: metrics === null ? null : [...metrics],
		columns: fieldsOf(ids.filter(id => columns[id] === true)),
		hidden: fieldsOf(ids.filter(id => columns[id] === false)),
		order: fieldsOf(columnOrder),
		group: typeof group === 'string' ? group : [...group],
		tree: tree === initialView().tree ? null : tree,
		hideConstant,
		aggregates: Object.fromEntries(Object.entries(aggregates).map(([metric, choices]) => [metric, [...choices]])),
		goals: {...goals},
		spread,
	};
}

/** The change of the screen that a saved view asks for. */
export function lookOfView(saved: SavedView): Partial<View> {
	const {filter, sort, metrics, columns, hidden, order, tree, hideConstant, aggregates, goals, group, spread} = saved;
	const shown = (fields: readonly string[], on: boolean) => fields.map(field => [columnOfField(field), on] as const);
	const keys = [...(saved.oldestFirst ? oldest : []), ...sort.map(keyOfField)];
	return {
		filter,
		sort: [...keys, ...defaultSort.filter(usual => !keys.some(key => key.column === usual.column))],
		metrics,
		columns: Object.fromEntries([...shown(columns, true), ...shown(hidden, false)]),
		columnOrder: order.map(columnOfField),
		group,
		spread,
		tree: tree ?? initialView().tree,
		hideConstant,
		aggregates,
		goals,
		scrollColumns: 0,
	};
}
