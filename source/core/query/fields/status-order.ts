import type {Status} from '../../status.ts';

/** Statuses in the order of a sorted list: what may still write, then what went wrong, then what is over. */
export const statusOrder: readonly Status[] = [
	'running',
	'stalled',
	'idle',
	'queued',
	'failed',
	'crashed',
	'stopped',
	'pruned',
	'finished',
	'unknown',
	'deleted',
];
