import type {Status} from '../../core/status.ts';

const goesOn = /^(running|started|starting|active|alive|in[ _-]?progress|ongoing|resumed|restarting)\b/i;
const isOver =
	/^(finished|finish|completed?|succeeded|success|done|ended|terminated|stopped|stop|killed|failed|failure|error|crashed|cancell?ed|aborted|interrupted|exit code)\b/i;
const living = new Set<Status>(['running', 'stalled']);

/**
 * How a judgement reads beside the tracker's own word: both are named where they contradict each other (recorded RUNNING by a process
 * that is gone; recorded as completed while its process works again).
 */
export function besideRecorded(recorded: string | null, status: Status, why: string): string {
	if (recorded === null) return why;
	const word = recorded.trim();
	const contradicts = living.has(status) ? isOver.test(word) : goesOn.test(word);
	return contradicts && !why.includes(word) ? `recorded as ${word}, but ${why}` : why;
}
