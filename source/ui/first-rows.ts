import type {RunRow} from '../core/row.ts';
import type {ToEngine} from '../engine/protocol.ts';
import {isLoading} from '../store/loading.ts';
import {receive, type Store} from '../store/store.ts';

/** Rest of the keys before the top of the list is kept, and between two times that it is. */
const restMs = 2000;
const everyMs = 30_000;
/** More than the largest screen shows. */
const mostRows = 100;

/**
 * Has the engine keep what is at the top of the list for the next start, when all is read and whenever it has become another since.
 * @returns how to stop
 */
export function startKeepingFirst(store: Store, post: (message: ToEngine) => void): () => void {
	let keptAtMs = Number.NEGATIVE_INFINITY;
	let kept = '';
	return store.subscribe(({reading, order, nowMs, keyAtMs, view}) => {
		if (isLoading(reading) || view.prompt !== null || nowMs - keyAtMs < restMs || nowMs - keptAtMs < everyMs) return;
		keptAtMs = nowMs;
		const runs = order.sorted.slice(0, mostRows).map(({key}) => key);
		if (runs.join() === kept) return;
		kept = runs.join();
		post({type: 'keep', runs});
	});
}

/** Puts rows into the list that stand in for runs until those are read. */
export function showFirstRows(store: Store, early: readonly RunRow[], nowMs: number): void {
	const rows = [...early];
	const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null, targets: null};
	receive(store, {type: 'update', rows, ...nothing}, nowMs);
	store.setState({early: new Map(rows.map(({key}) => [key, false]))});
}
