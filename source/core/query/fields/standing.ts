import type {RunRow} from '../../row.ts';

export type Standing = 'active' | 'archived' | 'deleted';

/** Whether a run stands in the list, or was put away. What is in the trash was not archived any more. */
export function standingOf({status, marks}: Pick<RunRow, 'status' | 'marks'>): Standing {
	if (status === 'deleted') return 'deleted';
	return marks.includes('archived') ? 'archived' : 'active';
}
