import {createStore, type StoreApi} from 'zustand/vanilla';
import {isInScope, scopeOfText} from '../core/query/compile/scope.ts';
import type {LineKey} from '../core/table/lines/list-line.ts';
import type {ZoneOffset} from '../core/text/units.ts';
import type {ToScreen, Update} from '../engine/protocol.ts';
import {applyUpdate} from './apply.ts';
import {isLoading} from './loading.ts';
import type {LineIndex} from './order/line-index.ts';
import {defer, isDue, makeOrder, type Order, refold} from './order/order.ts';
import {selectListed} from './selectors.ts';
import {initialState, type State} from './state.ts';
import type {View} from './view.ts';

export type Store = StoreApi<State>;

/** Makes the screen's store. It knows no React, no engine and no terminal: messages and keys go in, and listeners hear of it. */
export function createScreenStore(
	roots: readonly string[],
	nowMs: number,
	view: Partial<View> = {},
	zone: ZoneOffset = 0,
): Store {
	const start = {...initialState(roots, nowMs), zone};
	return createStore<State>()(() => ({...start, view: {...start.view, ...view}}));
}

/** Takes in messages of the engine, in order, and puts the list in order where that is due: once for all of them. */
export function receiveAll(store: Store, messages: readonly ToScreen[], nowMs: number): void {
	let state = store.getState();
	for (const message of messages) {
		if (message.type === 'fatal') state = {...state, fatal: message.message, nowMs};
		else state = withoutGone({...state, ...applyUpdate(state, message, nowMs)}, message);
	}
	store.setState(settled(state));
}

export const receive = (store: Store, message: ToScreen, nowMs: number): void => receiveAll(store, [message], nowMs);

/** Marks of runs that are gone, or were put away, go with them: nothing is done to what is not seen. */
function withoutGone(state: State, {removed, rows}: Update): State {
	const {marked, marking} = state.view;
	const away = rows.filter(row => !isInScope(row, state.order.scope)).map(({key}) => key);
	const gone = new Set([...removed, ...away]);
	if (![...gone].some(key => marked.has(key))) return state;
	const left = (keys: ReadonlySet<number>) => new Set([...keys].filter(key => !gone.has(key)));
	// A range whose first line is gone has no end to go on from; what it covered stays marked.
	const isOpen = marking !== null && !(typeof marking.from === 'number' && gone.has(marking.from));
	return {
		...state,
		view: {...state.view, marked: left(marked), marking: isOpen ? {...marking, before: left(marking.before)} : null},
	};
}

const sorting = ['sort', 'filter', 'group', 'spread', 'columns'] as const;
const folding = ['tree', 'groupsOpen', 'folds'] as const;

/** Changes what is seen; the list is put in order at once where the change concerns it. */
export function look(store: Store, change: Partial<View>): void {
	const state = store.getState();
	const view = {...state.view, ...change};
	const differs = (key: keyof View) => key in change && change[key] !== state.view[key];
	if (sorting.some(differs)) store.setState(settled({...state, view, order: defer(state.order, 'now')}));
	else if (folding.some(differs))
		store.setState(settled(withOrder({...state, view}, refold(state.order, {all: selectListed(state), view}))));
	else store.setState(settled({...state, view}));
}

/** Lets time pass: ages and countdowns, and a list that waited for its turn. */
export function tick(store: Store, nowMs: number): void {
	store.setState(settled({...store.getState(), nowMs}));
}

function settled(state: State): State {
	if (!isDue(state.order, state.view, {...state, loading: isLoading(state.reading)})) return state;
	const {members, config, metrics} = state.versions;
	// A filter that is half typed is about what the last good one was about.
	const scope = scopeOfText(state.view.filter) ?? state.order.scope;
	const scoped = {...state, order: {...state.order, scope}};
	const version = `${members} ${config} ${metrics} ${scope}`;
	return withOrder(state, makeOrder({...scoped, all: selectListed(scoped), version}, scoped.order));
}

/** Another order of the list; the cursor stays on its run, and its line where it is on the screen. */
function withOrder(state: State, order: Order): State {
	const cursor = findCursor(state, order);
	keepScroll(state, order.index, cursor);
	return {...state, order, view: cursor === state.view.cursor ? state.view : {...state.view, cursor}};
}

/** Where the cursor goes when its line is no more: to what now hides its run; where that is gone, to the line that has taken its place. */
function findCursor({rows, view, order: old}: State, {lines, index, scope}: Order): LineKey | null {
	const {cursor} = view;
	const at = cursor === null ? undefined : old.index.get(cursor);
	if (at === undefined || index.has(cursor!)) return cursor;
	const line = old.lines[at]!;
	const run = line.run ?? line.below[0]?.key;
	if (run === undefined || index.has(run)) return run ?? cursor;
	const hiding = lines.findLast(({open, below}) => open === false && below.some(({key}) => key === run));
	if (hiding !== undefined) return hiding.key;
	const row = rows.get(run);
	return row !== undefined && isInScope(row, scope) ? cursor : (lines[Math.min(at, lines.length - 1)]?.key ?? cursor);
}

/** The cursor's line stays where it is on the screen. */
function keepScroll({view, order, measured}: State, index: LineIndex, cursor: LineKey | null): void {
	if (view.cursor === null || cursor === null) return;
	const before = order.index.get(view.cursor);
	const after = index.get(cursor);
	if (before !== undefined && after !== undefined) measured.scroll = Math.max(0, measured.scroll + after - before);
}
