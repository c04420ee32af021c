import {chosenRun, runsInUse} from '../../store/compare/compared.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';

/** Chooses the run of the next or previous column of the comparison. */
export function stepCompared(store: Store, state: State, by: number): void {
	const keys = runsInUse(state).map(row => row.key);
	const at = keys.indexOf(chosenRun(state, keys)?.key ?? -1);
	const to = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
	if (to !== undefined) look(store, {compared: to});
}
