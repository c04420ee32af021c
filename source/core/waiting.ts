import type {CompiledQuery} from './query/compile.ts';
import {selectConcerned} from './query/static-parts.ts';
import type {RunRow} from './row.ts';
import type {Status} from './run.ts';

/** What became of waiting for a query. `watched` are the runs that it is about. */
export type Waited =
	| {state: 'met'; rows: RunRow[]; watched: number}
	| {state: 'failed'; rows: RunRow[]; watched: number}
	| {state: 'waiting'; rows: RunRow[]; watched: number; allOver: boolean};

const broken: readonly Status[] = ['failed', 'crashed'];
const over: readonly Status[] = ['finished', 'failed', 'crashed', 'stopped', 'pruned', 'deleted'];

/**
 * Looks again and again whether a query holds: for one run, or with `all` for every run that it is about. A run that it is about and that fails or
 * crashes meanwhile ends the waiting. So does one that had failed before, where the query chooses runs and all those are over: nothing is left that
 * could make it true. Where it chooses none, old failures among other runs say nothing: any new run may fulfil it.
 */
export class Waiting {
	/** Keys of runs that had failed when first seen. */
	private before: ReadonlySet<number> | null = null;

	constructor(private readonly all: boolean) {}

	look(query: CompiledQuery, rows: readonly RunRow[], nowMs: number): Waited {
		const {rows: concerned, isChosen} = selectConcerned(query, rows, nowMs);
		const fitting = concerned.filter(row => query.matches(row, nowMs));
		const watched = concerned.length;
		const isMet = this.all ? watched > 0 && fitting.length === watched : fitting.length > 0;
		if (isMet) return {state: 'met', rows: fitting, watched};
		const fits = new Set(fitting);
		const failed = concerned.filter(row => broken.includes(row.status) && !fits.has(row));
		this.before ??= new Set(failed.map(({key}) => key));
		const fresh = failed.filter(({key}) => !this.before!.has(key));
		if (fresh.length > 0) return {state: 'failed', rows: fresh, watched};
		const allOver = watched > 0 && concerned.every(row => over.includes(row.status));
		// Every one of them has to fit: a single one that failed before will never.
		if (failed.length > 0 && ((allOver && (isChosen || failed.length === watched)) || this.all))
			return {state: 'failed', rows: failed, watched};
		return {state: 'waiting', rows: fitting, watched, allOver};
	}
}
