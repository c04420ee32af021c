import {menuCursor} from '../../store/menus/menu-cursor.ts';
import {type MenuItem, menuItems} from '../../store/menus/menus.ts';
import {look, type Store} from '../../store/store.ts';
import type {Menu} from '../../store/view.ts';
import type {Ports} from '../action.ts';
import {moveColumn} from '../choosing/choose-columns.ts';
import {chooseGroup, toggleButSeed} from '../choosing/choose-group.ts';
import {chooseItem, filterByValue} from '../choosing/choose-item.ts';
import {type KeyPress, keyName} from '../keys.ts';
import {addSortKey, sortList} from '../sort-keys.ts';
import {forgetView} from '../views.ts';
import {editText} from './edit-text.ts';

const page = 10;
/** Dialogs in which Enter does something with the line. */
const closing: ReadonlySet<Menu['kind']> = new Set([
	'sort',
	'values',
	'views',
	'group',
	'axis',
	'pane',
	'rank-metric',
	'rank-part',
	'commands',
]);

/** Where a key takes the cursor of `length` lines; null for a key that does not move it. */
function target(name: string, cursor: number, length: number): number | null {
	const moves: Record<string, number> = {
		j: cursor + 1,
		down: cursor + 1,
		'ctrl-n': cursor + 1,
		k: cursor - 1,
		up: cursor - 1,
		'ctrl-p': cursor - 1,
		pagedown: cursor + page,
		'ctrl-d': cursor + page,
		pageup: cursor - page,
		'ctrl-u': cursor - page,
		g: 0,
		home: 0,
		G: length - 1,
		end: length - 1,
	};
	const to = moves[name];
	return to === undefined ? null : Math.max(0, Math.min(length - 1, to));
}

/** A key while a dialog with a list is open. */
export function editMenu(store: Store, key: KeyPress, ports: Pick<Ports, 'saveView'>): void {
	const {menu} = store.getState().view;
	if (menu === null) return;
	const name = keyName(key);
	if (menu.typing && name !== 'down' && name !== 'up') typeInto(store, menu, key, name);
	else pick(store, menu, name, ports);
}

function pick(store: Store, menu: Menu, name: string, ports: Pick<Ports, 'saveView'>): void {
	const items = menuItems(store.getState(), menu);
	const cursor = menuCursor(store.getState(), menu, items);
	const to = target(name, cursor, items.length);
	const item = items[cursor];
	const done = name === 'escape' || name === 'q' || (name === 'enter' && !closing.has(menu.kind));
	if (to !== null) look(store, {menu: {...menu, cursor: to, asked: null}});
	else if (done || (menu.under && isBack(name))) look(store, {menu: menu.under ?? null});
	else if (name === '-' && menu.kind === 'values' && item !== undefined) filterByValue(store, item, true);
	else if (name === '-' && menu.kind === 'views' && item !== undefined) forget(store, menu, item, ports);
	else if (name === '/') look(store, {menu: {...menu, cursor, typing: true}});
	else if (item !== undefined && pickSideways(store, menu, item, name)) return;
	else if (menu.kind === 'sort' && name === 'space' && item !== undefined)
		sortList(store, (keys, first) => addSortKey(item.id, keys, first));
	else if (menu.kind === 'group') pickGroup(store, name, item);
	else if ((name === 'space' || name === 'enter') && item !== undefined) chooseItem(store, menu, item);
}

const isBack = (name: string) => name === 'left' || name === 'h';

/** Left and right move a column in the dialog of columns; right opens what the columns of a metric show. False where they do nothing. */
function pickSideways(store: Store, menu: Menu, item: MenuItem, name: string): boolean {
	const by = name === 'right' || name === 'l' ? 1 : isBack(name) ? -1 : 0;
	if (by === 0) return false;
	if (menu.kind === 'columns' && menu.text === '') look(store, {menu: {...menu, cursor: moveColumn(store, item, by)}});
	else if (menu.kind === 'metrics' && by > 0)
		look(store, {menu: {kind: 'aggregates', of: item.id, under: menu, cursor: 0, text: '', typing: false}});
	else return false;
	return true;
}

/** In the dialog of groups Enter takes a line and is done, Space takes it besides the others, and t is the quick way to the usual one. */
function pickGroup(store: Store, name: string, item: MenuItem | undefined): void {
	if (name === 't') toggleButSeed(store);
	else if ((name === 'space' || name === 'enter') && item !== undefined) chooseGroup(store, item, name === 'space');
	if (name === 't' || name === 'enter') look(store, {menu: null});
}

/** Asks once more: the second time in a row it is forgotten. */
function forget(store: Store, menu: Menu, item: MenuItem, ports: Pick<Ports, 'saveView'>): void {
	if (menu.asked !== item.id) {
		look(store, {menu: {...menu, asked: item.id}});
		return;
	}
	forgetView(store, ports, item.id);
	const left = menuItems(store.getState(), menu).length;
	look(store, {menu: left === 0 ? null : {...menu, asked: null, cursor: Math.min(menu.cursor, left - 1)}});
}

function typeInto(store: Store, menu: Menu, key: KeyPress, name: string): void {
	const edited = editText({text: menu.text, caret: menu.text.length}, key);
	if (name === 'escape') look(store, {menu: {...menu, text: '', typing: false, cursor: 0}});
	else if (name === 'enter') look(store, {menu: {...menu, typing: false}});
	else if (edited !== null) look(store, {menu: {...menu, text: edited.text, cursor: 0}});
}
