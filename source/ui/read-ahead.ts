import {tableOf} from '../core/query/columns/row-table.ts';
import type {Readable} from '../core/query/columns/table.ts';
import type {RunRow} from '../core/row.ts';
import {likelyAsked} from '../store/filter/read-ahead.ts';
import {isLoading} from '../store/loading.ts';
import {selectListed} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/** A key that comes in the middle of a slice waits no longer than that. */
const sliceMs = 3;
const rowsAtOnce = 250;
/** Between slices, so that a core is not taken from what goes on beside it. */
const pauseMs = {typing: 2, resting: 12};
/** How long no key was pressed, before the first slice. */
const restMs = {typing: 15, resting: 400};
/** New values are read of this often, and only while somebody is there. */
const renewMs = 2000;
const thereMs = 60_000;

/** Runs of which something is being read ahead. */
interface Going {
	rows: readonly RunRow[];
	left: Iterator<Readable>;
	readable: Readable | null;
}

const isTyping = ({view}: State) => view.prompt?.kind === 'filter';
/** Changes with the runs of the list. */
const versionOf = ({versions, order}: State) => `${versions.rows} ${order.scope}`;

/** Reads for a moment. @returns whether nothing is left to be read */
function readSlice(going: Going, nowMs: number, clock: () => number): boolean {
	const table = tableOf(going.rows);
	const until = clock() + sliceMs;
	while (clock() < until) {
		going.readable ??= going.left.next().value ?? null;
		if (going.readable === null) return true;
		if (table.readAhead(going.readable, rowsAtOnce, nowMs)) going.readable = null;
	}
	return false;
}

/**
 * Reads what the filter may ask next while nothing else is to be done, a few milliseconds at a time, so that its first letter need not
 * wait for ten thousand runs: once after everything was found, and again where runs have changed while somebody is at the keys.
 * @returns a function that stops it
 */
export function startReadingAhead(store: Store, clock: () => number): () => void {
	let timer: NodeJS.Timeout | undefined;
	let going: Going | null = null;
	/** Of the runs that are read, or were. */
	let version = '';
	let begunAtMs = Number.NEGATIVE_INFINITY;
	const wait = (ms: number) => {
		timer ??= setTimeout(read, ms).unref();
	};
	const read = () => {
		timer = undefined;
		const state = store.getState();
		if (isLoading(state.reading)) return;
		if (versionOf(state) !== version) {
			version = versionOf(state);
			begunAtMs = clock();
			going = {rows: selectListed(state), left: likelyAsked(state)[Symbol.iterator](), readable: null};
		}
		if (going === null) return;
		if (readSlice(going, state.nowMs, clock)) going = null;
		else wait(isTyping(state) ? pauseMs.typing : pauseMs.resting);
	};
	const stop = store.subscribe((state, before) => {
		const isKey = state.keyAtMs !== before.keyAtMs || isTyping(state) !== isTyping(before);
		const isNew = state.versions.rows !== before.versions.rows || isLoading(before.reading);
		const isThere = state.nowMs - state.keyAtMs < thereMs;
		if (isLoading(state.reading) || (!isKey && !isNew) || (version !== '' && going === null && !isThere)) return;
		// Keys go first.
		if (isKey) clearTimeout(timer);
		if (isKey) timer = undefined;
		const dueInMs = going === null ? begunAtMs + renewMs - clock() : 0;
		wait(Math.max(isTyping(state) ? restMs.typing : restMs.resting, dueInMs));
	});
	return () => {
		stop();
		clearTimeout(timer);
	};
}
