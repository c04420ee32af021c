import type {Status} from '../../status.ts';

/** Words of other tools for how a run stands. */
const others: Record<string, Status> = {
	completed: 'finished',
	complete: 'finished',
	done: 'finished',
	succeeded: 'finished',
	error: 'failed',
	errored: 'failed',
	fail: 'failed',
	killed: 'stopped',
	terminated: 'stopped',
	interrupted: 'stopped',
	pending: 'queued',
	waiting: 'queued',
	scheduled: 'queued',
	staged: 'queued',
	active: 'running',
};

/** The status that a word of another tool means, in small letters; null for any other word. */
export const statusOfWord = (word: string): Status | null => (Object.hasOwn(others, word) ? others[word]! : null);
