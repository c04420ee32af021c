import type {Update} from '../engine/protocol.ts';

/** Keys of rows that an earlier start kept and that stand in for runs not read yet; true once the engine has found the run. */
export type EarlyRows = Map<number, boolean>;

/**
 * What of an update the list takes: a run that is found and not read yet knows less than the row that stands in for it. When all runs are
 * found, rows whose runs are not among them go. `early` is changed in place.
 */
export function siftRows(early: EarlyRows, update: Update): Pick<Update, 'rows' | 'removed'> {
	if (early.size === 0) return update;
	for (const key of update.removed) early.delete(key);
	const rows = update.rows.filter(({key, complete}) => {
		if (!early.has(key)) return true;
		if (complete) early.delete(key);
		else early.set(key, true);
		return complete;
	});
	const gone = update.reading?.scanned === true ? [...early].filter(([, isFound]) => !isFound).map(([key]) => key) : [];
	for (const key of gone) early.delete(key);
	return {rows, removed: [...update.removed, ...gone]};
}
