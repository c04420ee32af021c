import type {Keeper} from '../actions/keeper.ts';
import {isLoading} from '../store/loading.ts';
import type {Store} from '../store/store.ts';

/** Rest of the keys before the index is begun. */
const quietMs = 3000;
/** Between steps, each of which takes some milliseconds for ten thousand runs. */
const pauseMs = 20;

/**
 * Keeps what shells complete from: once soon after everything was read, for those beside this screen, a step at a time so that no key has to
 * wait for it; and when the screen is left, where anything has changed since.
 */
export function startKeepingIndex(store: Store, keeper: Pick<Keeper, 'keepIndex'>): {end: () => void} {
	const {nowMs: startedAtMs} = store.getState();
	let timer: NodeJS.Timeout | undefined;
	/** Of the rows that the index was made of. */
	let keptVersion = -1;
	const begin = () => {
		const {rows, nowMs, versions} = store.getState();
		return {steps: keeper.keepIndex(rows.values(), nowMs), version: versions.rows};
	};
	const stepOn = ({steps, version}: ReturnType<typeof begin>) => {
		if (steps.next().done) keptVersion = version;
		else timer = setTimeout(stepOn, pauseMs, {steps, version});
	};
	const stop = store.subscribe(({reading, nowMs, keyAtMs}) => {
		if (isLoading(reading) || nowMs - Math.max(keyAtMs, startedAtMs) < quietMs) return;
		stop();
		stepOn(begin());
	});
	return {
		end() {
			stop();
			clearTimeout(timer);
			const {reading, versions} = store.getState();
			if (isLoading(reading) || versions.rows === keptVersion) return;
			const {steps} = begin();
			while (!steps.next().done);
		},
	};
}
