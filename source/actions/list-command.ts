import {setDirective} from '../core/query/edit.ts';
import {fieldOfColumn, fieldOfKey} from '../store/column-fields.ts';
import type {State} from '../store/state.ts';
import {defaultSort, type SortKey, type View} from '../store/view.ts';
import {quoteWord} from './shell-words.ts';

/** Sort keys that the person has chosen, without the usual order that ties fall back to. */
export function chosenKeys(sort: readonly SortKey[]): readonly SortKey[] {
	const isUsual = (key: SortKey, at: number) => {
		const usual = defaultSort[at - (sort.length - defaultSort.length)];
		return usual?.column === key.column && usual.descending === key.descending;
	};
	return sort.slice(-defaultSort.length).every((key, i) => isUsual(key, sort.length - defaultSort.length + i))
		? sort.slice(0, -defaultSort.length)
		: sort;
}

/** True where the columns are no longer those that xtui would choose. */
const hasOwnColumns = (view: View) => view.metrics !== null || Object.keys(view.columns).length > 0;

/** The query that lists what the screen does: its filter, order, and columns where they were chosen. */
export function queryOfScreen({view, measured}: State): string {
	const keys = chosenKeys(view.sort).flatMap(key => fieldOfKey(key) ?? []);
	const sort = keys.map(({field, descending}) => (descending ? `-${field}` : field)).join(',');
	const sorted =
		sort === '' || /(^|\s)sort:/i.test(view.filter) ? view.filter : setDirective(view.filter, 'sort', `sort:${sort}`);
	if (!hasOwnColumns(view) || /(^|\s)show:/i.test(view.filter)) return sorted.trim();
	const shown = ['status', 'name', ...measured.columns.filter(column => column !== 'status' && column !== 'name')];
	const fields = shown.flatMap(column => fieldOfColumn(column === 'started' ? 'age' : column) ?? []);
	return setDirective(sorted, 'show', `show:${fields.join(',')}`).trim();
}

/** The command that prints the list of the screen, for a POSIX shell. */
export function listCommand(state: State): string {
	const query = queryOfScreen(state);
	const asked = query === '' ? [] : [query.startsWith('-') ? `--where=${query}` : query];
	return ['xtui', 'ls', ...state.roots, ...asked].map(quoteWord).join(' ');
}
