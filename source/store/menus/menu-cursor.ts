import type {State} from '../state.ts';
import type {Menu} from '../view.ts';
import type {MenuItem} from './menu-item.ts';

/** Number of the line under the cursor. Lines come and go as runs are read: until a key moves it, the cursor stays on the line that was drawn. */
export function menuCursor({measured}: State, menu: Menu, items: readonly MenuItem[]): number {
	const {menuLine} = measured;
	// The lines of the palette do not come from the runs.
	if (menuLine?.menu !== menu || menu.kind === 'palette') return menu.cursor;
	const at = items.findIndex(({id, label}) => id === menuLine.id && label === menuLine.label);
	return at < 0 ? menu.cursor : at;
}
