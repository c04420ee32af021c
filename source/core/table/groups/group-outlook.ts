import {estimateGroup, type GroupEstimate} from '../../estimate/group.ts';
import {isTold, type RunRow} from '../../row.ts';
import {readRuntime} from '../../runtime.ts';
import type {Status} from '../../status.ts';

const mostLengths = 64;
const going: readonly Status[] = ['running', 'stalled', 'idle', 'unknown'];
/** Ends that came before what was planned was done, unlike a pruned run, which was let go on as long as was wanted. */
const brokenOff: readonly Status[] = ['failed', 'crashed', 'stopped'];

/** When a group of runs will be done as a whole; null where none goes on or waits, or nothing tells how long they take. */
export function foreseeGroup(rows: readonly RunRow[], nowMs: number): GroupEstimate | null {
	const running = rows.filter(({status}) => status === 'running');
	const queued = rows.filter(({status}) => status === 'queued').length;
	if (running.length + queued === 0) return null;
	const finished = rows.filter(({status}) => status === 'finished').slice(0, mostLengths);
	return estimateGroup({
		running: running.map(row => ({
			elapsed: readRuntime(row, nowMs) ?? 0,
			left: row.estimate !== null && isTold(row.estimate) ? row.estimate : null,
		})),
		queued,
		finished: finished.flatMap(row => readRuntime(row, nowMs) ?? []),
	});
}

/**
 * How far a group is as a whole, 0..1: what has finished or was pruned is done, what broke off is as far as it came; null where one that goes on or
 * broke off does not tell.
 */
export function groupFraction(rows: readonly RunRow[]): number | null {
	let done = 0;
	for (const {status, progress} of rows) {
		if (status === 'queued') continue;
		const share = going.includes(status) || brokenOff.includes(status) ? (progress?.fraction ?? null) : 1;
		if (share === null) return null;
		done += share;
	}
	return rows.length === 0 ? null : done / rows.length;
}

/** How many runs of a group have ended. */
export function countEnded(rows: readonly RunRow[]): number {
	return rows.filter(({status}) => status !== 'queued' && !going.includes(status)).length;
}
