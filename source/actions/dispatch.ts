import {focusNth} from '../store/focus.ts';
import {look, type Store} from '../store/store.ts';
import {editDialog} from './acting/edit-dialog.ts';
import type {Action, Ports} from './action.ts';
import {editMenu} from './editing/edit-menu.ts';
import {editPalette} from './editing/edit-palette.ts';
import {editPrompt} from './editing/edit-prompt.ts';
import {type KeyPress, keyName} from './keys.ts';
import {whyNothing} from './why-nothing.ts';

/** How long a digit that also focused a pane may still become a count, as in `2j`. */
const digitMs = 500;
const largestCount = 100_000;
/** What these do has nothing to do with what is typed or asked just now: quit, suspend, draw again. */
const ofProgram = new Set(['ctrl-c', 'ctrl-z', 'ctrl-l']);

/** Applies all keys of one read, in order. The caller draws once afterwards. */
export function pressKeys(
	store: Store,
	actions: readonly Action[],
	ports: Ports,
	keys: readonly KeyPress[],
	nowMs: number,
): void {
	for (const [at, key] of keys.entries()) {
		if (at > 0) ports.measure();
		store.setState({keyAtMs: nowMs, nowMs});
		pressKey(store, actions, ports, key, nowMs);
	}
}

function pressKey(store: Store, actions: readonly Action[], ports: Ports, key: KeyPress, nowMs: number): void {
	const {view} = store.getState();
	const name = keyName(key);
	if (ofProgram.has(name)) act(store, actions, ports, name, nowMs);
	else if (view.prompt !== null) editPrompt(store, key, ports);
	else if (view.menu?.kind === 'palette') editPalette(store, view.menu, key, actions, ports);
	else if (view.menu !== null) editMenu(store, key, ports);
	else if (view.dialog !== null) editDialog(store, ports, key);
	else if (view.pending.length > 0 || !takeDigit(store, name, nowMs)) act(store, actions, ports, name, nowMs);
}

function act(store: Store, actions: readonly Action[], ports: Ports, name: string, nowMs: number): void {
	const {view} = store.getState();
	const sequence = [...view.pending, name].join(' ');
	const possible = actions.filter(action => action.when(store.getState()));
	const found = possible.find(action => action.keys.includes(sequence));
	if (found === undefined) {
		const begins = possible.some(action => action.keys.some(keys => keys.startsWith(`${sequence} `)));
		const why = begins ? null : whyNothing(store.getState(), actions, sequence);
		const notice = why === null ? null : ({text: why, role: 'info', atMs: nowMs} as const);
		look(store, begins ? {pending: [...view.pending, name], notice} : {pending: [], count: null, digit: null, notice});
		return;
	}
	const {digit, count} = view;
	const counted = count !== null && (digit === null || (found.counts === true && nowMs - digit.atMs < digitMs));
	if (counted && digit !== null) look(store, digit.back);
	if (view.pending.length > 0 || count !== null || view.notice !== null)
		look(store, {pending: [], count: null, digit: null, notice: null});
	found.run({store, state: store.getState(), ports, count: counted ? count : null, key: name, actions});
}

/** A digit focuses the pane of that number where there is one, and begins or goes on with a count. */
function takeDigit(store: Store, name: string, nowMs: number): boolean {
	if (!/^\d$/.test(name)) return false;
	const {view} = store.getState();
	// A digit that focused a pane some time ago begins no number.
	const before = view.digit !== null && nowMs - view.digit.atMs >= digitMs ? null : view.count;
	if (name === '0' && before === null) return false;
	const count = Math.min(largestCount, (before ?? 0) * 10 + Number(name));
	const focused = before === null ? focusNth(store.getState(), Number(name) - 1) : null;
	if (focused === null) look(store, {count, notice: null, digit: before === null ? null : view.digit});
	else look(store, {count, notice: null, ...focused.view, digit: {back: focused.back, atMs: nowMs}});
	return true;
}
