import type {Keeper} from '../actions/keeper.ts';
import type {SavedView} from '../core/views/views.ts';
import {initialPanes} from '../store/compare/pane-state.ts';
import {lookOfView, saveAsView} from '../store/saved-view.ts';
import {look, type Store} from '../store/store.ts';
import {initialView} from '../store/view.ts';
import {startKeepingIndex} from './keeping-index.ts';

/** How long a view must stand before it is kept, so that a filter that is being typed is not written letter by letter. */
const restMs = 1500;

/**
 * Brings back what was kept, and keeps what changes from then on: the view that is left when the screen is, or what it was a moment before
 * the program was killed.
 * @param asked a view that was asked for at the start, which goes before the last one
 * @param isFresh true to leave the arrangement of the comparison, too, until it is changed
 */
export function startKeeping(store: Store, keeper: Keeper, asked: SavedView | undefined, isFresh = false): {end: () => void} {
	const {last} = keeper.saved.own;
	const begin = asked ?? last;
	const {nowMs: startedAtMs} = store.getState();
	store.setState({saved: keeper.saved});
	const [problem, ...others] = keeper.problems;
	const more = others.length > 0 ? ` (and ${others.length} more)` : '';
	look(store, {
		history: keeper.history,
		panes: isFresh ? initialPanes : {...initialPanes, tree: keeper.panes},
		...(begin === null ? {} : lookOfView(begin)),
		...(problem === undefined ? {} : {notice: {text: `${problem}${more}`, role: 'warn', atMs: startedAtMs}}),
	});
	let kept = JSON.stringify(last ?? saveAsView(initialView()));
	let timer: NodeJS.Timeout | undefined;
	let panes = store.getState().view.panes.tree;
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
	const index = startKeepingIndex(store, keeper);
	return {
		end() {
			stop();
			clearTimeout(timer);
			keep();
			index.end();
		},
	};
}
