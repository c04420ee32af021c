import {groupKeyOf} from '../core/table/groups/group-scopes.ts';
import type {GroupOutlook} from '../engine/protocol.ts';
import {memoise} from './memo.ts';
import type {State} from './state.ts';

const waits = new Set(['running', 'stalled', 'queued']);

/** What ends last, and by the display rule when. */
interface Ending {
	finishAtMs: number;
	text: string;
}

const later = (one: Ending | null, other: Ending): Ending => (one === null || other.finishAtMs > one.finishAtMs ? other : one);

/**
 * When everything that runs or waits will be done: the latest of the groups as wholes and of the runs in none. Null where there is only one
 * run to be done, or where one of them has no estimate and no group that has one: half of an answer would be a wrong one.
 */
export const selectAllDone = memoise(
	(state: State) => [state.rows, state.versions.rows, state.reading?.groups] as const,
	([rows, , groups]) => {
		const outlooks = new Map<string, GroupOutlook>((groups ?? []).map(outlook => [outlook.group, outlook]));
		let last: Ending | null = null;
		let count = 0;
		for (const row of rows.values()) {
			if (!waits.has(row.status)) continue;
			count++;
			const key = groupKeyOf(row);
			const outlook = key === null ? undefined : outlooks.get(key);
			const ending = outlook ?? (row.status === 'running' && !row.estimate?.isOpen ? row.estimate : null);
			if (ending === null) return null;
			last = later(last, ending);
		}
		return count > 1 ? last : null;
	},
);
