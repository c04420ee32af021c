import type {RunRow} from '../../core/row.ts';
import {isLive} from '../order/sort-values.ts';

/** Whether there is progress to be told: that a run which is over got to step 0 is none. */
export const tellsProgress = (row: RunRow): boolean =>
	row.progress !== null && (row.progress.fraction !== null || (row.progress.step ?? 0) > 0 || isLive(row));
