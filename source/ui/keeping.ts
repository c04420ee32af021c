import type {Keeper} from '../actions/keeper.ts';
import type {SavedView} from '../core/views.ts';
import {isLoading} from '../store/apply.ts';
import {initialPanes} from '../store/compare/pane-state.ts';
import {lookOfView, saveAsView} from '../store/saved-view.ts';
import {look, type Store} from '../store/store.ts';
import {initialView} from '../store/view.ts';

/** How long a view must stand before it is kept, so that a filter that is being typed is not written letter by letter. */
const restMs = 1500;
/** Rest of the keys before the index is made, which takes some milliseconds for a thousand runs. */
const quietMs = 3000;

/**
 * Brings back what was kept, and keeps what changes from then on: the view that is left when the screen is, or what it was a moment before
 * the program was killed.
 * @param asked a view that was asked for at the start, which goes before the last one
 */
export function startKeeping(store: Store, keeper: Keeper, asked: SavedView | undefined): {end: () => void} {
	const {last} = keeper.saved.own;
	const begin = asked ?? last;
	const {nowMs: startedAtMs} = store.getState();
	store.setState({saved: keeper.saved});
	const [problem, ...others] = keeper.problems;
	const more = others.length > 0 ? ` (and ${others.length} more)` : '';
	look(store, {
		history: keeper.history,
		panes: {...initialPanes, tree: keeper.panes},
		...(begin === null ? {} : lookOfView(begin)),
		...(problem === undefined ? {} : {notice: {text: `${problem}${more}`, role: 'warn', atMs: startedAtMs}}),
	});
	let kept = JSON.stringify(last ?? saveAsView(initialView()));
	let timer: NodeJS.Timeout | undefined;
	let panes = keeper.panes;
	const keep = () => {
		const {tree} = store.getState().view.panes;
		if (tree !== panes) keeper.keepPanes(tree);
		panes = tree;
		const view = saveAsView(store.getState().view);
		const text = JSON.stringify(view);
		if (text !== kept) keeper.keepLast(view);
		kept = text;
	};
	const stop = store.subscribe(({view}, before) => {
		if (view === before.view) return;
		if (view.history !== before.view.history && view.history[0] !== undefined) keeper.keepFilter(view.history[0]);
		if (view.prompt !== null) return;
		clearTimeout(timer);
		timer = setTimeout(keep, restMs);
		timer.unref();
	});
	const keepIndex = () => {
		const {reading, rows} = store.getState();
		if (!isLoading(reading)) keeper.keepIndex(rows.values(), store.getState().nowMs);
	};
	// Once soon after everything was read, for shells beside this screen; then when it is left.
	const stopFirst = store.subscribe(({reading, nowMs, keyAtMs}) => {
		if (isLoading(reading) || nowMs - Math.max(keyAtMs, startedAtMs) < quietMs) return;
		stopFirst();
		keepIndex();
	});
	return {
		end() {
			stop();
			stopFirst();
			clearTimeout(timer);
			keep();
			keepIndex();
		},
	};
}
