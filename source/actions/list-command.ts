import {listChips, setDirective} from '../core/query/language/edit.ts';
import type {Directive} from '../core/query/language/syntax.ts';
import {quoteWord} from '../core/text/shell-words.ts';
import {fieldOfColumn, fieldOfKey} from '../store/columns/column-fields.ts';
import type {State} from '../store/state.ts';
import {chosenKeys, type View} from '../store/view.ts';

/** True where the columns are no longer those that xtui would choose. */
const hasOwnColumns = (view: View) => view.metrics !== null || Object.keys(view.columns).length > 0;

/** The query that lists what the screen does: its filter, order, and columns where they were chosen. */
export function queryOfScreen({view, measured}: State): string {
	const keys = chosenKeys(view.sort).flatMap(key => fieldOfKey(key) ?? []);
	const sort = keys.map(({field, descending}) => (descending ? `-${field}` : field)).join(',');
	const has = (name: Directive['name']) => listChips(view.filter).some(chip => chip.text.startsWith(`${name}:`));
	const grouped =
		view.group.length === 0 || has('group') ? view.filter : setDirective(view.filter, 'group', `group:${String(view.group)}`);
	const sorted = sort === '' || has('sort') ? grouped : setDirective(grouped, 'sort', `sort:${sort}`);
	if (!hasOwnColumns(view) || has('show')) return sorted.trim();
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
