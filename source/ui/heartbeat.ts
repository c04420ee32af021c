import {isLive} from '../store/sort-values.ts';
import {type Store, tick} from '../store/store.ts';

/** How often ages and countdowns are looked at: while something runs or is looked for, and while nothing does. */
const tickMs = {live: 1000, quiet: 10_000};

/** Lets time pass in the store. Returns a function that stops it. */
export function startHeartbeat(store: Store, now: () => number): () => void {
	let timer: NodeJS.Timeout;
	const wait = () => {
		const {rows, reading, view} = store.getState();
		const lively = reading?.scanned !== true || view.notice !== null || [...rows.values()].some(isLive);
		timer = setTimeout(beat, lively ? tickMs.live : tickMs.quiet);
		timer.unref();
	};
	const beat = () => {
		tick(store, now());
		wait();
	};
	wait();
	return () => clearTimeout(timer);
}
