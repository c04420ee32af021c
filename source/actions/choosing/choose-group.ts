import {butSeed} from '../../core/query/compile/group-by.ts';
import {setDirective} from '../../core/query/language/edit.ts';
import type {LineKey} from '../../core/table/lines/list-line.ts';
import {levelsInForce} from '../../store/menus/group-items.ts';
import type {MenuItem} from '../../store/menus/menus.ts';
import {look, type Store} from '../../store/store.ts';
import type {GroupChoice} from '../../store/view.ts';

/** Groups are opened at once where all runs take no more than this share of the screen. */
const openShare = 0.6;

/** Groups by a choice. Few runs are shown below their headings at once; of many, the headings come first. */
function groupBy(store: Store, group: GroupChoice): void {
	const {view, order, measured} = store.getState();
	const isRun = ([key]: [LineKey, boolean]) => typeof key === 'number';
	look(store, {
		group,
		filter: order.matcher.group.length > 0 ? setDirective(view.filter, 'group', null) : view.filter,
		groupsOpen: order.matching <= measured.rows * openShare,
		folds: new Map([...view.folds].filter(isRun)),
	});
}

/** By everything but the seed; where that is so already, by nothing. */
export function toggleButSeed(store: Store): void {
	groupBy(store, levelsInForce(store.getState()).includes(butSeed) ? [] : butSeed);
}

/** What choosing a line of the dialog does: groups by it alone, or takes it as one level more, or away. */
export function chooseGroup(store: Store, item: MenuItem, add: boolean): void {
	const {view} = store.getState();
	if (item.id === ' spread') look(store, {spread: view.spread === 'mean' ? 'median' : 'mean'});
	else if (item.id === ' open') look(store, {groupsOpen: !view.groupsOpen, folds: new Map()});
	else if (item.id === ' none') groupBy(store, []);
	else if (item.id === ' but-seed') groupBy(store, butSeed);
	else if (!add) groupBy(store, [item.id]);
	else {
		const levels = levelsInForce(store.getState()).filter(level => level !== butSeed);
		groupBy(store, levels.includes(item.id) ? levels.filter(level => level !== item.id) : [...levels, item.id]);
	}
}
