import type {RunRow} from '../../row.ts';

/** What `is:` asks for. */
export const standings = ['active', 'archived', 'deleted'] as const;
export type Standing = (typeof standings)[number];

/** Whether a run stands in the list, or was put away. What is in the trash was not archived any more. */
export function standingOf({status, marks}: Pick<RunRow, 'status' | 'marks'>): Standing {
	if (status === 'deleted') return 'deleted';
	return marks.includes('archived') ? 'archived' : 'active';
}
