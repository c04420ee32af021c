export const statuses = [
	'queued',
	'running',
	'idle',
	'stalled',
	'finished',
	'failed',
	'stopped',
	'pruned',
	'crashed',
	'deleted',
	'unknown',
] as const;
export type Status = (typeof statuses)[number];

/** A status with the evidence for it in one phrase, without a full stop: "exit record with code 1". */
export interface Judgement {
	status: Status;
	why: string;
	/** Milliseconds since 1970 from which on it holds, where what it is drawn from may also be seen for a moment while a run is prepared. */
	fromMs?: number;
	/** True where it may be left of an earlier start, for all that the files tell: the process that the run names disproves it where it is this start. */
	mayBeOld?: true;
	/** True where it is to be started some day and nobody is at work on it now, from `fromMs` on where that is given. */
	waits?: true;
	/** Of a run that was deleted: how it stood before. */
	before?: Judgement;
}

/** How a run stands that was deleted. @param before how it stood until then; null where nothing proves it */
export function deletedAfter(before: Judgement | null, why: string): Judgement {
	if (before === null) return {status: 'deleted', why};
	return {status: 'deleted', why: `${why}; before that ${before.status}, ${before.why}`, before};
}
