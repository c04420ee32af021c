import {chosenSetting, rankedIndex} from '../store/rank/ranking.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';

/** Where the cursor of the focused pane of the ranking stands: a place, or a setting. */
export function rankedAt(state: State): number {
	const {view, measured} = state;
	return view.focus === 'list' ? rankedIndex(state) : Math.max(0, measured.rankedSettings.indexOf(chosenSetting(state) ?? ''));
}

/** Moves that cursor by lines. */
export function moveRanked(store: Store, state: State, lines: number): void {
	const {view, measured} = state;
	const items: readonly (number | string)[] = view.focus === 'list' ? measured.rankedRuns : measured.rankedSettings;
	const to = items[Math.max(0, Math.min(items.length - 1, rankedAt(state) + lines))];
	if (typeof to === 'number') look(store, {rank: {...view.rank, cursor: to}});
	else if (to !== undefined) look(store, {rank: {...view.rank, setting: to}});
}
