import {canMove} from '../store/order/order.ts';
import {isLive} from '../store/order/sort-values.ts';
import type {State} from '../store/state.ts';
import {type Store, tick} from '../store/store.ts';
import {topScreen} from '../store/view.ts';

/** How often ages and countdowns are looked at: while something runs or is looked for, and while nothing does. */
const tickMs = {live: 1000, quiet: 10_000};

/** True while the list waits for its turn to be put in order, or the ranking for its turn to be made anew. */
const isWaiting = ({order, view, versions, measured}: State) =>
	topScreen(view).kind === 'rank' ? measured.rankedVersion !== versions.rows : order.need !== 'none' && canMove(view);

/** Lets time pass in the store. Returns a function that stops it. */
export function startHeartbeat(store: Store, now: () => number): () => void {
	let timer: NodeJS.Timeout;
	let isQuiet = false;
	const wait = () => {
		const state = store.getState();
		const {rows, reading, view} = state;
		const isFound = reading?.scanned === true;
		isQuiet = isFound && view.notice === null && !isWaiting(state) && ![...rows.values()].some(isLive);
		timer = setTimeout(beat, isQuiet ? tickMs.quiet : tickMs.live);
		timer.unref();
	};
	const beat = () => {
		tick(store, now());
		wait();
	};
	const unsubscribe = store.subscribe(state => {
		if (!isQuiet || !isWaiting(state)) return;
		clearTimeout(timer);
		wait();
	});
	wait();
	return () => {
		unsubscribe();
		clearTimeout(timer);
	};
}
