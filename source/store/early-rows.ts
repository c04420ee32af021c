import type {RunRow} from '../core/row.ts';
import type {Update} from '../engine/protocol.ts';
import {isUnread} from './order/sort-values.ts';

/** Keys of rows that stand in for runs not read yet, as an earlier start kept them or as names tell; true once the engine has found the run. */
export type EarlyRows = Map<number, boolean>;

/**
 * What of an update the list takes: a run that is found and not read yet knows less than the row that stands in for it, one that is read in part
 * less than a row that was kept, but more than a mere name. When all runs are found, rows whose runs are not among them go. `early` is changed in place.
 * @param rows what stands in the list
 */
export function siftRows(
	early: EarlyRows,
	update: Update,
	rows: ReadonlyMap<number, Pick<RunRow, 'complete'>>,
): Pick<Update, 'rows' | 'removed'> {
	if (early.size === 0) return update;
	for (const key of update.removed) early.delete(key);
	const taken = update.rows.filter(row => {
		const {key, complete} = row;
		if (!early.has(key)) return true;
		const knowsMore = complete || (rows.get(key)?.complete === false && !isUnread(row));
		if (knowsMore) early.delete(key);
		else early.set(key, true);
		return knowsMore;
	});
	const gone = update.reading?.scanned === true ? [...early].filter(([, isFound]) => !isFound).map(([key]) => key) : [];
	for (const key of gone) early.delete(key);
	return {rows: taken, removed: [...update.removed, ...gone]};
}
