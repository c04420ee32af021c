import type {CompiledQuery} from './query/compile/compile.ts';
import {selectConcerned} from './query/compile/static-parts.ts';
import type {RunRow} from './row.ts';
import type {Status} from './status.ts';

/** What became of waiting for a query. `watched` are the runs that it is about. */
export type Waited =
	| {state: 'met'; rows: RunRow[]; watched: number}
	| {state: 'failed'; rows: RunRow[]; watched: number}
	| {state: 'waiting'; rows: RunRow[]; watched: number; allOver: boolean};

/**
 * A process that is gone without a record of its end counts as crashed; the record may be written a moment later by whoever started it. Only a
 * crash that lasts is one.
 */
export const crashLastsMs = 2000;
const over: readonly Status[] = ['finished', 'failed', 'crashed', 'stopped', 'pruned', 'deleted'];

/**
 * Looks again and again whether a query holds: for one run, or with `all` for every run that it is about. A run that it is about and that fails or
 * crashes meanwhile ends the waiting. So does one that had failed before, where the query chooses runs and all those are over: nothing is left that
 * could make it true. Where it chooses none, old failures among other runs say nothing: any new run may fulfil it.
 */
export class Waiting {
	/** Keys of runs that had failed when first seen, and have not gone on since. */
	private before: Set<number> | null = null;
	/** When runs were first seen crashed, by key. */
	private readonly crashedAtMs = new Map<number, number>();

	constructor(private readonly all: boolean) {}

	look(query: CompiledQuery, rows: readonly RunRow[], nowMs: number): Waited {
		const {rows: concerned, isChosen} = selectConcerned(query, rows, nowMs);
		const doubtful = new Set(concerned.filter(row => this.isDoubtful(row, nowMs)));
		const fitting = concerned.filter(row => !doubtful.has(row) && query.matches(row, nowMs));
		const watched = concerned.length;
		const isMet = this.all ? watched > 0 && fitting.length === watched : fitting.length > 0;
		if (isMet) return {state: 'met', rows: fitting, watched};
		const broken = new Set(concerned.filter(({status}) => status === 'failed' || status === 'crashed'));
		this.before ??= new Set([...broken].map(({key}) => key));
		const {before} = this;
		for (const row of concerned) if (!broken.has(row)) before.delete(row.key);
		const fits = new Set(fitting);
		const failed = [...broken].filter(row => !doubtful.has(row) && !fits.has(row));
		const fresh = failed.filter(({key}) => !before.has(key));
		if (fresh.length > 0) return {state: 'failed', rows: fresh, watched};
		const allOver = watched > 0 && doubtful.size === 0 && concerned.every(row => over.includes(row.status));
		// Every one of them has to fit: a single one that failed before will never.
		if (failed.length > 0 && ((allOver && (isChosen || failed.length === watched)) || this.all))
			return {state: 'failed', rows: failed, watched};
		return {state: 'waiting', rows: fitting, watched, allOver};
	}

	private isDoubtful({key, status}: RunRow, nowMs: number): boolean {
		if (status !== 'crashed') {
			this.crashedAtMs.delete(key);
			return false;
		}
		const sinceMs = this.crashedAtMs.get(key) ?? nowMs;
		this.crashedAtMs.set(key, sinceMs);
		return nowMs - sinceMs < crashLastsMs;
	}
}
