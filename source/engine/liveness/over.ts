import type {Status} from '../../core/status.ts';

/** Of runs that nobody writes any more, as far as can be known. */
export const overStatuses: ReadonlySet<Status> = new Set([
	'finished',
	'failed',
	'stopped',
	'pruned',
	'crashed',
	'deleted',
	'idle',
]);
