import {findFuzzy} from '../core/text/fuzzy.ts';
import {sortItems} from '../store/columns/column-items.ts';
import type {MenuItem} from '../store/menus/menu-item.ts';
import {viewNames} from '../store/saved-view.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';
import type {Action, Ports} from './action.ts';
import {showAllKeys} from './keys.ts';
import {sortBy, sortList} from './sort-keys.ts';
import {recallView} from './views.ts';
import {onRuns} from './where.ts';

/** Everything that can be done here, by name: actions with their keys, saved views, orders. */
export function paletteItems(state: State, actions: readonly Action[], text: string, unicode = true): MenuItem[] {
	const here = actions.filter(action => action.id !== 'palette' && action.when(state));
	// Nobody looks up how to move.
	const works = [...here.filter(({section}) => section !== 'Move'), ...here.filter(({section}) => section === 'Move')];
	const acts = works.map(
		({id, title, keys, section}): MenuItem => ({
			id: `act ${id}`,
			label: title,
			note: keys.length > 0 ? showAllKeys(keys, unicode).join('  ') : section,
			mark: null,
		}),
	);
	if (!onRuns(state)) return findFuzzy(acts, text, ({label}) => label);
	const views = viewNames(state.saved).map(
		(name): MenuItem => ({id: `view ${name}`, label: `View ${name}`, note: 'view', mark: null}),
	);
	const orders = sortItems(state).map(
		({id, label, note, mark}): MenuItem => ({
			id: `sort ${id}`,
			label: `Sort by ${label}`,
			note: note === '' ? 'order' : `order, ${note}`,
			mark,
		}),
	);
	return findFuzzy([...acts, ...views, ...orders], text, ({label}) => label);
}

/** Does what a line of the palette says. */
export function runFromPalette(store: Store, {id}: Pick<MenuItem, 'id'>, actions: readonly Action[], ports: Ports): void {
	look(store, {menu: null});
	const at = id.indexOf(' ');
	const [kind, what] = [id.slice(0, at), id.slice(at + 1)];
	if (kind === 'view') recallView(store, what);
	else if (kind === 'sort') sortList(store, (keys, first) => sortBy(what, keys, first));
	else {
		const state = store.getState();
		const action = actions.find(one => one.id === what && one.when(state));
		action?.run({store, state, ports, count: null, key: '', actions});
	}
}
