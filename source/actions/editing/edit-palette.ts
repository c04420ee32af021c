import {look, type Store} from '../../store/store.ts';
import type {Menu} from '../../store/view.ts';
import type {Action, Ports} from '../action.ts';
import {type KeyPress, keyName} from '../keys.ts';
import {paletteItems, runFromPalette} from '../palette.ts';
import {editText} from './edit-text.ts';

/** Lines up and down; letters are typed here, so that only these keys move. */
const moves: Record<string, number> = {down: 1, 'ctrl-n': 1, up: -1, 'ctrl-p': -1, pagedown: 10, pageup: -10};

/** A key while the palette is open: letters narrow it, Enter does what the cursor is on. */
export function editPalette(store: Store, menu: Menu, key: KeyPress, actions: readonly Action[], ports: Ports): void {
	const name = keyName(key);
	const items = paletteItems(store.getState(), actions, menu.text);
	const by = moves[name];
	const edited = editText({text: menu.text, caret: menu.text.length}, key);
	const item = items[menu.cursor];
	if (by !== undefined) look(store, {menu: {...menu, cursor: Math.max(0, Math.min(items.length - 1, menu.cursor + by))}});
	else if (name === 'escape' || (name === 'backspace' && menu.text === '')) look(store, {menu: null});
	else if (name === 'enter' && item !== undefined) runFromPalette(store, item, actions, ports);
	else if (edited !== null) look(store, {menu: {...menu, text: edited.text, cursor: 0}});
}
