import type {Ports} from '../../source/actions/action.ts';
import {pressKeys} from '../../source/actions/dispatch.ts';
import type {KeyPress} from '../../source/actions/keys.ts';
import {allActions} from '../../source/actions/registry.ts';
import type {RunRow} from '../../source/core/row.ts';
import {createScreenStore, receive, type Store} from '../../source/store/store.ts';
import {fakeNowMs, fakeTree} from '../ui/fake-rows.ts';
import {memoryKeeper} from './memory-keeper.ts';

/** A key by its name as actions write it: 'j', 'ctrl-d', 'shift-left'. */
export function key(name: string): KeyPress {
	const match = /^(?:(ctrl|shift)-)?(.+)$/.exec(name)!;
	const plain = match[2]!;
	const text = match[1] === undefined && [...plain].length === 1 ? plain : plain === 'space' ? ' ' : '';
	return {name: plain, ctrl: match[1] === 'ctrl', shift: match[1] === 'shift', meta: false, text};
}

export interface Desk {
	store: Store;
	/** What actions asked the outside to do. */
	calls: string[];
	/** Presses keys at a moment, in ms after the start. */
	press: (names: string, atMs?: number) => void;
	/** Name of the run under the cursor. */
	here: () => string | undefined;
}

/** A store with runs, and keys to press on it, without a screen. */
export function openDesk(rows: RunRow[] = fakeTree(20)): Desk {
	const store = createScreenStore(['/exp'], fakeNowMs);
	const calls: string[] = [];
	const ports: Ports = {
		post: message => calls.push(message.type),
		copy: text => {
			calls.push(`copy ${text}`);
			return true;
		},
		saveView: memoryKeeper().saveView,
		measure: () => {},
		perform: dialog => calls.push(`perform ${dialog.kind}`),
		editNote: () => calls.push('edit note'),
		redraw: () => calls.push('redraw'),
		suspend: () => calls.push('suspend'),
		quit: () => calls.push('quit'),
	};
	receive(store, {type: 'update', rows, removed: [], sparks: [], curves: [], reading: null, detail: null, log: null}, fakeNowMs);
	return {
		store,
		calls,
		press: (names, atMs = 0) => pressKeys(store, allActions, ports, names.split(' ').map(key), fakeNowMs + atMs),
		here: () => {
			const {order, view, rows: all} = store.getState();
			const line = order.lines[view.cursor === null ? 0 : (order.index.get(view.cursor) ?? -1)];
			return line?.run == null ? line?.label : all.get(line.run)?.name;
		},
	};
}
